import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type HiddenPart, SHOWN_ONCE } from './hiding.ts'

/** `here`: the address of the list as it was asked for. */
export function hiddenLine(t: Messages, part: HiddenPart, here: string): Html | false {
  const { count, isShownOnce } = part
  if (isShownOnce)
    return html`<p class="quiet hidden-line" id="hidden-line">
      ${t('hiding.lineShown')} <a href="${addressOf(here, false)}" rel="nofollow">${t('hiding.lineHide')}</a>
    </p>`
  if (count === 0) return false
  const reasons = reasonList(t, part)
  return html`<p class="quiet hidden-line" id="hidden-line">
    ${reasons.length === 0 ? t('hiding.lineAlone', { count }) : t.rich('hiding.line', { count, reasons: joined(reasons) })}
    <a href="${addressOf(here, true)}" rel="nofollow">${t('hiding.lineShow')}</a> ·
    <a href="${paths.hidden({})}">${t('hiding.change')}</a>
  </p>`
}

function reasonList(t: Messages, { works, languages, reasons, others }: HiddenPart): Html[] {
  const named = reasons.map(({ kind, name, slug, vocabularySlug, count }) => {
    const address = kind === 'author' ? paths.author({ slug }) : paths.tag({ vocabulary: vocabularySlug, tag: slug })
    return t.rich(`hiding.count.${kind}`, { count, name: html`<a href="${address}" dir="auto">${name}</a>` })
  })
  return [
    ...named,
    ...(others > 0 ? [html`${t('hiding.count.others', { count: others })}`] : []),
    ...(works > 0 ? [html`${t('hiding.count.works', { count: works })}`] : []),
    ...(languages > 0 ? [html`${t('hiding.count.languages', { count: languages })}`] : []),
  ]
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => html`${index > 0 && ', '}${part}`)}`
}

const NOT_OF_THE_LIST: readonly string[] = ['page', 'after', 'before', SHOWN_ONCE.name]

/** The same list from its beginning, with or without what is hidden. */
function addressOf(here: string, isShown: boolean): string {
  const [path = '', query = ''] = here.split('?', 2)
  const pairs = query.split('&').filter((pair) => pair !== '' && !NOT_OF_THE_LIST.includes(pair.split('=', 1)[0]!))
  if (isShown) pairs.push(`${SHOWN_ONCE.name}=${SHOWN_ONCE.value}`)
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}
