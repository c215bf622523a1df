export const suggest = {
  'suggest.label': 'Suggestions',
  'suggest.some': 'Suggestions, to be chosen with the arrow keys:',
  'suggest.none': 'No suggestions.',
  'suggest.author': 'Author',
  'suggest.work': 'Work',
} as const
