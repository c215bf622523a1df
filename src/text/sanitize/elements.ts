// What becomes of each element. An element in none of these tables vanishes and leaves its words.

/**
 * `flow` holds blocks or loose words, `phrasing` only words, `transparent` leaves no tag of its own but parts paragraphs;
 * the others hold only their own parts (`list` holds `li`, `terms` holds `dt` and `dd`, and so on down a table).
 */
export type BlockKind = 'flow' | 'phrasing' | 'cell' | 'list' | 'terms' | 'table' | 'section' | 'row' | 'transparent'

export interface BlockRule {
  readonly name: string
  readonly kind: BlockKind
}

const block = (kind: BlockKind, name: string): BlockRule => ({ kind, name })
const sameNames = (kind: BlockKind, names: string) =>
  names.split(' ').map((name): [string, BlockRule] => [name, block(kind, name)])

// The page's own headings come first, so a text starts at h3.
export const BLOCKS: ReadonlyMap<string, BlockRule> = new Map([
  ...sameNames('phrasing', 'p h3 h4 h5 h6 pre dt summary caption'),
  ...sameNames('flow', 'blockquote li dd figure figcaption details'),
  ...sameNames('cell', 'td th'),
  ...sameNames('list', 'ul ol'),
  ...sameNames('section', 'thead tbody tfoot'),
  ...sameNames(
    'transparent',
    'div center section article header footer main nav aside address hgroup search form fieldset legend option optgroup marquee noframes frameset',
  ),
  ['dl', block('terms', 'dl')],
  ['table', block('table', 'table')],
  ['tr', block('row', 'tr')],
  ['h1', block('phrasing', 'h3')],
  ['h2', block('phrasing', 'h3')],
  ['listing', block('phrasing', 'pre')],
  ['xmp', block('phrasing', 'pre')],
  ['menu', block('list', 'ul')],
  ['dir', block('list', 'ul')],
])

const BRIEF_BLOCKS = new Set('p blockquote li dl dt dd ul ol pre listing xmp menu dir'.split(' '))

/** For summaries and reviews: no headings, tables or figures; what stood in them becomes paragraphs. */
export const BLOCKS_IN_BRIEF: ReadonlyMap<string, BlockRule> = new Map(
  [...BLOCKS].map(([source, rule]) => [source, BRIEF_BLOCKS.has(source) ? rule : block('transparent', source)]),
)

/** Source element -> the element written; '' leaves only what its attributes and style mean. */
export const INLINES: ReadonlyMap<string, string> = new Map([
  ...'em i strong b u s sub sup small del ins code q cite abbr a span ruby rt rp rb'
    .split(' ')
    .map((name): [string, string] => [name, name]),
  ['strike', 's'],
  ['tt', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
  ['acronym', 'abbr'],
  ['var', 'i'],
  ['dfn', 'i'],
  ['bdi', 'span'],
  ['bdo', 'span'],
  ['font', ''],
  ['big', ''],
  ['nobr', ''],
])

/** These outlive the block in which they were opened (HTML's "active formatting elements"). */
export const FORMATTING: ReadonlySet<string> = new Set(
  'a b big code em font i nobr s small strike strong tt u'.split(' '),
)

/** Nesting these means something; nesting any other twice in the same way means nothing. */
export const NESTABLE: ReadonlySet<string> = new Set('em strong cite sub sup small q abbr'.split(' '))

export const RUBY_PARTS: ReadonlySet<string> = new Set(['rt', 'rp', 'rb'])
export const TABLE_PARTS: ReadonlySet<string> = new Set('table caption thead tbody tfoot tr td th'.split(' '))
export const HEADINGS: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6'.split(' '))
