/** What was not understood in a search, or done otherwise than it says; pages have a sentence for each. */
export type Mistake =
  | { kind: 'nothing_to_find' }
  | { kind: 'too_long'; most: number }
  | { kind: 'too_many'; most: number }
  | { kind: 'too_deep' }
  | { kind: 'open_quote'; word: string }
  | { kind: 'open_bracket' }
  | { kind: 'lonely_bracket' }
  | { kind: 'lonely_operator'; word: string }
  | { kind: 'unknown_field'; word: string }
  | { kind: 'no_value'; word: string }
  | { kind: 'no_words'; word: string }
  | { kind: 'not_a_number'; word: string; value: string }
  | { kind: 'not_a_date'; word: string; value: string }
  | { kind: 'not_one_of'; word: string; value: string; choices: string }
  | { kind: 'not_in_group'; word: string }
  | { kind: 'cannot_exclude'; word: string }
  | { kind: 'short_prefix'; word: string; least: number }
  | { kind: 'long_phrase'; most: number }
  | { kind: 'only_excluded' }
  | { kind: 'unknown_language'; value: string }
  | { kind: 'unknown_name'; word: string; value: string }
  | { kind: 'unknown_choice'; word: string; value: string }
  | { kind: 'star_within'; word: string }
