import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, NOON } from '../../../test/cast.ts'
import { parseQuery, type QueryWords } from './parse-query.ts'
import type { FilterTerm } from './parsed-query.ts'
import { bitOf, TAG_BITS } from './parts-of-work.ts'
import type { WordNode } from './query.ts'

const KNOWN: QueryWords = {
  now: NOON,
  timeZone: 'UTC',
  vocabularies: [
    { slug: 'fandoms', name: 'Fandoms', role: 'fandom' },
    { slug: 'genres', name: 'Genres', role: 'facet' },
    { slug: 'story-types', name: 'Kinds of story', role: 'facet' },
  ],
}

const PLACES = new Map([
  [bitOf('title'), 'title:'],
  [bitOf('author'), 'author:'],
  [bitOf('fandom'), 'fandom:'],
  [bitOf('tag'), 'other:'],
  [bitOf('summary'), 'summary:'],
  [bitOf('text'), 'text:'],
  [TAG_BITS, 'tag:'],
])

/** The tree in words, all brackets drawn. */
function draw(node: WordNode | null): string {
  if (node === null) return ''
  if (node.kind === 'not') return `-${draw(node.of)}`
  if (node.kind === 'all') return `(${node.of.map(draw).join(' ')})`
  if (node.kind === 'any') return `(${node.of.map(draw).join(' | ')})`
  if (node.kind === 'number') return `${node.of}[${node.range.from ?? ''}..${node.range.to ?? ''}]`
  const { words, isPrefix } = node.phrase
  const place = node.places === null ? '' : (PLACES.get(node.places) ?? '?')
  return place + (words.length === 1 ? words[0]! : `"${words.join(' ')}"`) + (isPrefix ? '*' : '')
}

function tell(term: FilterTerm): string {
  if (term.kind === 'range') return `${term.of}[${term.range.from ?? ''}..${term.range.to ?? ''}]`
  if (term.kind === 'status') return `status:${term.status}`
  if (term.kind === 'crossover') return `crossover:${term.crossover}`
  if (term.kind === 'languages') return `language:${term.names.join('/')}`
  const name = term.kind === 'authors' ? 'author' : 'role' in term.where ? term.where.role : term.where.vocabulary
  return `${term.isExcluded ? '-' : ''}${name}:${term.names.join('/')}`
}

const parse = (text: string) => parseQuery(text, KNOWN)

// What is typed, the tree of words, what lists filter by.
const UNDERSTOOD: ReadonlyArray<readonly [string, string, string?]> = [
  ['', ''],
  ['one', 'one'],
  ['one two', '(one two)'],
  ['one AND two && three', '(one two three)'],
  ['one OR two three', '((one | two) three)'],
  ['one | two || three', '(one | two | three)'],
  ['one -two', '(one -two)'],
  ['one NOT two', '(one -two)'],
  ['one -(two three)', '(one -(two three))'],
  ['(one two) OR three', '((one two) | three)'],
  ['((one))', 'one'],
  ['--one', 'one'],
  ['well-known', '"well known"'],
  ['"one  TWO"', '"one two"'],
  ['„eins zwei“ «un deux» 「一二」', '("eins zwei" "un deux" 一二)'],
  ['-"one two"', '-"one two"'],
  ['wond*', 'wond*'],
  ['"wond*"', 'wond'],
  ['猫 東京タワー', '(猫* "東京 京タ タワ ワー")'],
  ['第3章', '"第 3 章"*'],
  ['title:lamp', 'title:lamp'],
  ['title:"blue lamp" summary: goose', '(title:"blue lamp" summary:goose)'],
  ['-title:lamp', '-title:lamp'],
  ['text:lamp OR title:lamp', '(text:lamp | title:lamp)'],
  ['Re:Zero', '"re zero"'],
  ['12:30 http://a.example', '("12 30" "http a example")'],
  ['words>5000', '', 'words[5001..]'],
  ['words > 5,000', '', 'words[5001..]'],
  ['words:>5k', '', 'words[5001..]'],
  ['word_count: >= 1.5k', '', 'words[1500..]'],
  ['words<1000', '', 'words[..999]'],
  ['words:1000-5000', '', 'words[1000..5000]'],
  ['words:5000..1000', '', 'words[1000..5000]'],
  ['words=100 chapters:1', '', 'words[100..100] chapters[1..1]'],
  ['words:1000+', '', 'words[1000..]'],
  ['-words>5000', '', 'words[..5000]'],
  ['kudos>10 hits<5', '(kudos[11..] reads[..4])'],
  ['-comments:>3', '-reviews[4..]'],
  ['words>99999999999999', '', 'words[2147483648..]'],
  ['updated<30d', '', `updated[${NOON - 30 * DAY}..]`],
  ['updated: < 3 months', '', `updated[${NOON - 90 * DAY}..]`],
  ['updated:30d', '', `updated[${NOON - 30 * DAY}..]`],
  ['updated>1y', '', `updated[..${NOON - 365 * DAY}]`],
  ['revised_at:2-3 weeks ago', '', `updated[${NOON - 21 * DAY}..${NOON - 14 * DAY}]`],
  ['updated:30d-1y', '', `updated[${NOON - 365 * DAY}..${NOON - 30 * DAY}]`],
  ['updated: 1 year – 30 days ago', '', `updated[${NOON - 365 * DAY}..${NOON - 30 * DAY}]`],
  ['published>2020', '', `published[${Date.UTC(2021, 0)}..]`],
  ['published<2020-03', '', `published[..${Date.UTC(2020, 2) - 1}]`],
  ['posted:2020-02-29', '', `published[${Date.UTC(2020, 1, 29)}..${Date.UTC(2020, 2, 1) - 1}]`],
  ['published:2019-2020', '', `published[${Date.UTC(2019, 0)}..${Date.UTC(2021, 0) - 1}]`],
  ['published:2019-05..2020-01-31', '', `published[${Date.UTC(2019, 4)}..${Date.UTC(2020, 1) - 1}]`],
  ['fandom:Holmes', '', 'fandom:Holmes'],
  ['fandom:"Sherlock Holmes" -fandom:Harry_Potter', '', 'fandom:Sherlock Holmes -fandom:Harry Potter'],
  ['rating:mature,explicit', '', 'rating:mature/explicit'],
  ['tag:"a b","c, d"', '', 'tag:a b/c, d'],
  ['ship:"A/B" pairing:m/m', '', 'relationship:A/B relationship:m/m'],
  [
    'genre:angst genres:fluff story-type:x kinds_of_story:y',
    '',
    'genres:angst genres:fluff story-types:x story-types:y',
  ],
  ['author:ada by:"Bea B" -creator:rui', '', 'author:ada author:Bea B -author:rui'],
  ['status:wip complete:true -status:complete', '', 'status:in progress status:complete status:in progress'],
  ['language:ja,German lang:"pt-BR"', '', 'language:ja/German language:pt-BR'],
  ['crossover:no -crossover:only', '', 'crossover:none crossover:none'],
  ['fandom:holmes OR title:lamp', '(fandom:holmes | title:lamp)'],
  ['tag:a OR tag:b,c -(genre:d)', '', 'tag:a/b/c -genres:d'],
  ['(rating:mature OR rating:explicit) lamp', 'lamp', 'rating:mature/explicit'],
  ['lang:ja OR language:ar', '', 'language:ja/ar'],
  ['-(tag:a OR tag:b) (((status:wip)))', '', '-tag:a/b status:in progress'],
  ['tag:a OR fandom:b', '(tag:a | fandom:b)'],
  ['-(status:wip) -(crossover:only) -(words>5)', '', 'status:complete crossover:none words[..5]'],
  ['-tag:a OR -tag:b', '(-tag:a | -tag:b)'],
  ['(tag:a tag:b) OR tag:c', '((tag:a tag:b) | tag:c)'],
]

test('a search is understood as people write it', () => {
  for (const [text, words, terms = ''] of UNDERSTOOD) {
    const query = parse(text)
    assert.equal(draw(query.words), words, text)
    assert.equal(query.terms.map(tell).join(' '), terms, text)
  }
})

test('an order can be asked for in words', () => {
  const orders: ReadonlyArray<readonly [string, string, string]> = [
    ['sort:words', 'words', 'down'],
    ['sort:>words', 'words', 'up'],
    ['sort:<hits', 'reads', 'down'],
    ['sort:words-asc', 'words', 'up'],
    ['order:title', 'title', 'up'],
    ['sort:-title', 'title', 'down'],
    ['sort:revised_at', 'updated', 'down'],
    ['lamp sort:best', 'relevance', 'down'],
  ]
  for (const [text, by, direction] of orders) {
    assert.deepEqual(parse(text).sort, { by, direction }, text)
  }
})

// What is typed, the kinds of its mistakes, the rest that is looked for all the same.
const MISTAKEN: ReadonlyArray<readonly [string, string, string?]> = [
  ['  ', ''],
  ['OR', 'lonely_operator nothing_to_find'],
  ['- AND | ()', 'lonely_operator lonely_operator nothing_to_find'],
  ['-angst', 'only_excluded', '-angst'],
  ['-angst -fluff', 'only_excluded', '(-angst -fluff)'],
  ['-angst words>5', '', '-angst'],
  ['one OR', 'lonely_operator', 'one'],
  ['OR one', 'lonely_operator', 'one'],
  ['one -', 'lonely_operator', 'one'],
  ['one "two', 'open_quote', '(one two)'],
  ['"', 'open_quote nothing_to_find'],
  ['(one', 'open_bracket', 'one'],
  ['one) two', 'lonely_bracket', '(one two)'],
  ['...', 'no_words nothing_to_find'],
  ['colour:red', 'unknown_field', '"colour red"'],
  ['title: ', 'no_value nothing_to_find'],
  ['title:... one', 'no_value', 'one'],
  ['words:many one', 'not_a_number', 'one'],
  ['updated:yesterday one', 'not_a_date', 'one'],
  ['updated:2020-13 one', 'not_a_date', 'one'],
  ['status:perhaps one', 'not_one_of', 'one'],
  ['sort:colour one', 'not_one_of', 'one'],
  ['one OR words>5', 'not_in_group', 'one'],
  ['-words:5-10 one', 'cannot_exclude', 'one'],
  ['-language:ja one', 'cannot_exclude', 'one'],
  ['ab* one', 'short_prefix', '(ab one)'],
  ['*house li*ht', 'star_within star_within', '(house "li ht")'],
  ['"light* keep*" "M*A*S*H"', 'star_within', '("light keep" "m a s h")'],
  ['(status:wip OR one) two', 'not_in_group', '(one two)'],
  ['-(status:wip OR one) two', 'cannot_exclude', '(-one two)'],
  ['one -(language:ja) -(words:5-10)', 'cannot_exclude cannot_exclude', 'one'],
  ['-(language:ja)', 'cannot_exclude nothing_to_find'],
  ['-(one -(language:ja two))', 'not_in_group', '-(one -two)'],
  ['sort:constructor __proto__:x', 'unknown_field not_one_of', '"proto x"'],
]

test('a mistake is told, and the rest is done', () => {
  for (const [text, kinds, words = ''] of MISTAKEN) {
    const query = parse(text)
    assert.equal(query.mistakes.map((mistake) => mistake.kind).join(' '), kinds, text)
    assert.equal(draw(query.words), words, text)
  }
})

test('however much is typed, it is cut to what can be searched', () => {
  const kinds = (text: string) => parse(text).mistakes.map((mistake) => mistake.kind)
  assert.deepEqual(kinds('word '.repeat(10_000)), ['too_long', 'too_many'])
  assert.deepEqual(kinds('('.repeat(1990)), ['too_deep', 'open_bracket', 'nothing_to_find'])
  assert.deepEqual(kinds(`"${'word '.repeat(50)}"`), ['long_phrase'])
  assert.deepEqual(kinds('-'.repeat(1999)), ['lonely_operator', 'nothing_to_find'])
})

test('whatever is typed, something is understood', () => {
  const pieces = ['"', '(', ')', '-', 'OR', ' ', 'a', 'title:', 'words>', '5', '|', '*', '“', '猫', '\0', '\ud800', ':']
  let seed = 1
  const next = () => (seed = (seed * 48_271) % 0x7fffffff)
  for (let round = 0; round < 3000; round++) {
    const text = Array.from({ length: 1 + (next() % 12) }, () => pieces[next() % pieces.length]).join('')
    const { words, mistakes, terms, sort } = parse(text)
    assert.ok(words || mistakes.length > 0 || terms.length > 0 || sort || text.trim() === '', JSON.stringify(text))
  }
})
