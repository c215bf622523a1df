import { notFound } from '../../errors.ts'
import type { BookTexts } from '../../export/book.ts'
import { findBundle, type FoundBundle } from '../../export/find-bundle.ts'
import { picturesOf } from '../../export/pictures.ts'
import { findTakenAt } from '../../reading/bundles-taken.ts'
import { FORMATS } from '../books/formats.ts'
import { answerNoBook } from '../books/no-book-page.ts'
import { sendPdf } from '../books/pdf-routes.ts'
import { pressOf } from '../books/press-of.ts'
import { sendFile } from '../books/send-file.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { bundlePage } from './bundle-page.ts'
import { BUNDLE_FORMATS, MOST_WORDS_AS_ONE } from './formats.ts'
import { beginMaking, counted, findMaking, followed, type Making } from './making.ts'
import { noteSent } from './note-sent.ts'
import { type Gathering, PLACES } from './places.ts'
import { findPlan, type Plan, readWish } from './plan.ts'
import { sendZip } from './send-zip.ts'

/** Series, shelves, authors and tags to take along. What a viewer may not read now is not among it. */
export function bundleRoutes(app: App, parts: Parts): void {
  const { db } = parts
  app.get(paths.bundleMaking.pattern, (c) => {
    const making = findMaking(c.req.query('of') ?? '')
    if (!making) return c.body(null, 204)
    return c.json({ ...making, words: wordsOf(c, making) }, 200, { 'cache-control': 'no-store' })
  })

  for (const place of PLACES) {
    app.get(place.booksPattern, async (c) => {
      const viewer = c.get('viewer')
      const gathering = await place.find(c, parts)
      const wish = readWish((name) => c.req.query(name))
      const [plan, takenAt] = await Promise.all([
        findPlan(db, viewer, gathering, wish),
        findTakenAt(db, viewer, gathering.thing),
      ])
      const last = takenAt === null ? null : { takenAt, changedCount: await countSince(c, parts, gathering, takenAt) }
      return page(c, bundlePage(c.get('chrome'), { gathering, plan, last }))
    })

    app.get(place.bundlePattern, async (c) => {
      const format = BUNDLE_FORMATS.find((each) => each === c.req.param('format'))
      const isMade = format !== undefined && (format !== 'pdf' || parts.typesetter !== null)
      if (!isMade) throw notFound('Book')
      const gathering = await place.find(c, parts)
      const plan = await findPlan(
        db,
        c.get('viewer'),
        gathering,
        readWish((name) => c.req.query(name)),
      )
      if (plan.works.length === 0) throw notFound('Book')
      const taken = { gathering, plan, onSent: noteSent(c, parts, gathering, plan) }
      if (format === 'zip') return sendZip(c, parts, { ...taken, title: titleOf(c, gathering, plan) })
      if (plan.wordCount > MOST_WORDS_AS_ONE) return answerNoBook(c, { kind: 'too_long' }, insteadOf(gathering))
      return await sendAsOne(c, parts, format, taken)
    })
  }
}

function wordsOf(c: C, { unit, done, total, state }: Making): string {
  const t = c.get('t')
  if (state === 'going on') return t(unit === 'works' ? 'bundles.worksMade' : 'bundles.chaptersMade', { done, total })
  return t(state === 'sent' ? 'bundles.sent' : 'bundles.broken')
}

interface Taken {
  gathering: Gathering
  plan: Plan
  onSent: () => void
}

const insteadOf = (gathering: Gathering) => ({ path: gathering.books(), label: 'bundles.asZip' }) as const

async function sendAsOne(
  c: C,
  parts: Parts,
  format: 'epub' | 'html' | 'pdf',
  { gathering, plan, onSent }: Taken,
): Promise<Response> {
  const { db, now, log, typesetter } = parts
  const of = {
    thing: gathering.thing + partOf(plan),
    title: titleOf(c, gathering, plan),
    path: gathering.home,
    workIds: plan.works.map((work) => work.id),
  }
  const found: FoundBundle = await findBundle(db, c.get('viewer'), of, pressOf(c, parts), now())
  if (format === 'pdf') return await sendPdf(c, parts, typesetter!, { ...found, onSent, instead: insteadOf(gathering) })
  const { mime, ending, make } = FORMATS.find((each) => each.ending === format)!
  const file = { ...found.book, creators: fewCreators(found), mime, ending }
  const onTrouble = (err: unknown) => log.error({ requestId: c.get('requestId'), err }, 'a bundle broke off')
  const look = { vertical: false, width: null }
  const chapterCount = found.book.parts.reduce((count, part) => count + part.chapters.length, 0)
  const makeAll = () => {
    const making = beginMaking(c.req.query('making'), 'chapters', chapterCount)
    const texts: BookTexts = (isWanted) => counted(making, found.texts(isWanted))
    return followed(making, make(found.book, texts, picturesOf(db), look))
  }
  return sendFile(c, { ...file, onSent, onTrouble, make: makeAll })
}

/** A file is not called after a hundred authors. */
function fewCreators({ book }: FoundBundle) {
  return book.creators.length > 3 ? [] : book.creators
}

/** Another volume, and what changed since a day, are books of their own: they must not take the place of the whole. */
function partOf({ volume, since }: Plan): string {
  return `${volume > 1 ? ` volume ${volume}` : ''}${since === null ? '' : ` since ${since}`}`
}

function titleOf(c: C, { title }: Gathering, { volume, volumeCount, since }: Plan): string {
  const t = c.get('t')
  const more = [
    ...(volumeCount > 1 ? [t('bundles.volume', { volume })] : []),
    ...(since === null ? [] : [t('bundles.sinceDate', { date: t.date(since) })]),
  ]
  return [title, ...more].join(', ')
}

async function countSince(c: C, { db }: Parts, gathering: Gathering, since: number): Promise<number> {
  return (await findPlan(db, c.get('viewer'), gathering, { since, volume: 1 })).workCount
}
