// What the old program did to texts on their way in, undone where only one reading is possible.

/** Its filter against scripts took `&#8217;` for a disguised letter and left `r17;`. The common ones: */
const MANGLED = /r(?:1[1267]|30|[016]);/

/** Rare ones count only in a text that has a common one: `r2;` alone may be what the author wrote. */
const MEANT: Readonly<Record<string, string>> = {
  'r0;': '“',
  'r1;': '”',
  'r2;': '„',
  'r4;': '†',
  'r6;': '•',
  'r11;': '–',
  'r12;': '—',
  'r13;': '―',
  'r16;': '‘',
  'r17;': '’',
  'r18;': '‚',
  'r30;': '…',
  'r42;': '′',
  'r43;': '″',
  'r49;': '‹',
  'r50;': '›',
}

export interface Repaired {
  text: string
  /** What was done, for the report. */
  repairs: ('slashes' | 'mangled entities')[]
}

export function repair(source: string): Repaired {
  const repairs: Repaired['repairs'] = []
  let text = source
  if (looksSlashed(text)) {
    text = unslash(text)
    repairs.push('slashes')
  }
  if (MANGLED.test(text)) {
    text = text.replace(/r\d\d?;/g, (ruin) => MEANT[ruin] ?? ruin)
    repairs.push('mangled entities')
  }
  return { text, repairs }
}

/** Every quote has its backslash and every backslash its quote: nobody types like that. */
function looksSlashed(text: string): boolean {
  if (!/\\['"]/.test(text)) return false
  const rest = text.replace(/\\(?:['"\\]|r\\n|[rn])/g, '')
  return !/\\/.test(rest) && !/['"]/.test(withoutTags(rest))
}

/** Quotes of attributes are often added later, by the display or by an editor. */
function withoutTags(text: string): string {
  return text.replace(/<[a-z][^<>]*>/gi, '')
}

function unslash(text: string): string {
  return text.replace(/\\r\\n|\\n|\\r/g, '\n').replace(/\\(['"\\])/g, '$1')
}

/**
 * A newline showed as a line break, unless the text had one of these three tags, spelt exactly so. The old site
 * decided that at every display; it is decided here once, so that the text stays as its readers saw it.
 */
export function withLineBreaks(text: string): string {
  if (text.includes('<br>') || text.includes('<p>') || text.includes('<br />')) return text
  return text.replace(/\r\n|\r|\n/g, '<br />\n')
}
