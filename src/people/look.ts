import * as v from 'valibot'

/** How a reader has texts set, and what each setting can be; the first is what stands when nothing was chosen. */
export const LOOK = {
  theme: ['system', 'light', 'sepia', 'dark'],
  face: ['literata', 'source-sans', 'atkinson', 'opendyslexic', 'serif', 'sans'],
  /** Steps, as `width` and `lines`: what each one is stands in styles/look.css. */
  size: ['4', '1', '2', '3', '5', '6', '7', '8', '9'],
  width: ['3', '1', '2', '4', '5', '6'],
  lines: ['3', '1', '2', '4', '5'],
  align: ['start', 'justify'],
  /** With a gap between paragraphs, or with their first lines indented as in a book. */
  paragraphs: ['web', 'book'],
  hyphens: ['on', 'off'],
  /** Single keys that turn pages and open menus. */
  keys: ['on', 'off'],
  /** How long a text takes to read. */
  times: ['shown', 'hidden'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type LookName = keyof typeof LOOK

/** What was chosen; what is not in it is as the archive sets it. */
export type Look = { readonly [Name in LookName]?: (typeof LOOK)[Name][number] }

export const LOOK_NAMES = Object.keys(LOOK) as LookName[]

export const NO_LOOK: Look = {}

/** Out of JSON or a form: takes what it knows and leaves the rest. */
export function toLook(given: Readonly<Record<string, unknown>>): Look {
  const look: Record<string, string> = {}
  for (const name of LOOK_NAMES) {
    const value = LOOK[name].find((known) => known === given[name])
    if (value !== undefined) look[name] = value
  }
  return look
}

/** The setting as it stands: what was chosen, else what is there by default. */
export function standing(look: Look, name: LookName): string {
  return look[name] ?? LOOK[name][0]
}

/** A form holds every setting: one that shows as before, and was not chosen then, is not chosen now. */
export function changeLook(before: Look, sent: Look): Look {
  return toLook(
    Object.fromEntries(
      LOOK_NAMES.map((name) => [
        name,
        sent[name] === standing(before, name) ? before[name] : (sent[name] ?? before[name]),
      ]),
    ),
  )
}

export const LookSchema = v.pipe(
  v.fallback(v.record(v.string(), v.unknown()), {}),
  v.transform((given) => toLook(given)),
)
