import { foldTag } from '../../text/slug.ts'

/** ISO 639-1, and the longer codes in use in archives: a name is looked for among these. */
const CODES =
  'aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et ' +
  'eu fa ff fi fil fj fo fr fy ga gd gl gn grc gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki ' +
  'kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ' +
  'ny oc oj om or os pa pi pl ps pt pt-BR qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ' +
  'ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zh-Hans zh-Hant zu'

let codes: Map<string, string> | null = null

/** A language by its code, its English name or its own; null: none is called so. */
export function findLanguage(name: string): string | null {
  const named = (codes ??= codesByName()).get(foldTag(name))
  if (named) return named
  try {
    const [code] = Intl.getCanonicalLocales(name.trim())
    return code && (code.length <= 3 || code.includes('-')) ? code : null
  } catch {
    return null
  }
}

function codesByName(): Map<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'language' })
  const found = new Map<string, string>()
  for (const code of CODES.split(' ')) {
    const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'code' }).of(code)
    for (const name of [own, english.of(code)]) if (name) found.set(foldTag(name), code)
  }
  return found
}
