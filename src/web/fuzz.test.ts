// Every address of the archive, taken from the app's own list of routes, asked for with odd values.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { NOON } from '../../test/cast.ts'
import { Visitor } from '../../test/client.ts'
import { aReview, aReviewStage, aSeries, type ReviewStage } from '../../test/review-stage.ts'
import { startSession } from '../people/sessions.ts'
import { createApp } from './app.ts'

const ODD_PARTS = [
  '%00',
  'a%00b',
  '%ff',
  '%ED%A0%80',
  '0',
  '-1',
  '1e3',
  '2147483648',
  '9007199254740991',
  '9223372036854775808',
  '%F0%9F%92%A9',
  "'%22--",
  '..%2F..%2Fetc',
  '%E2%80%AE',
  'constructor',
  'x'.repeat(4000),
]

const ODD_VALUES = [
  '',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '0',
  '-1',
  '9007199254740991',
  '9223372036854775808',
  '\u202e\ufeff\u200b',
  '<script>alert(1)</script>',
  '[object Object]',
  'é'.normalize('NFD').repeat(300),
]

const FIELDS =
  `name email password current to title language other_language summary notes end_notes complete members_only
  round_robin pseuds chapter_title chapter_language chapter_notes text chapter_end_notes format pseud intent version token body score
  guestName website verdict reason direction default bio archiveName preset age rating back slogan welcomeHtml
  footerHtml submissionRulesHtml address siteEmail timezone registration reviewsBy scores submissions worksPerPage
  option question options slug address label shownTo newWindow position kind addressPattern isOn letter action source
  words history range first last chapter paragraph ago fingerprint ended unread fewestWords mostWords wordList visitors newsComments shouts dates feedTexts feedGated acceptsWarnings closedHtml printHtml approvalLetter returnLetter
  put take part note shown public which target way confirmed bookmark bookmarks work done count find tags status unread
  least most closed many required spoiler onBlurb inHead inFilters inBrowse description add names fandoms above place imageUrl
  locked hidden warnFirst membersOnly warningText
  hide show find languages hideFinished query ageConsent mailAboutReviews sortBy theme face size keys here reset role state account_id hidden_at posted_at id __proto__ constructor`.split(
    /\s+/,
  )

interface Stage extends ReviewStage {
  mistakes: string[]
  seriesId: number
  kindId: number
  reviewId: number
}

/** A mistake inside is an answer with 500 and a line in the log; the latter says more. */
async function aFuzzStage(): Promise<Stage> {
  const stage = await aReviewStage()
  await stage.set({ reviewsBy: 'everybody', scores: 'stars', submissions: 'open' })
  const seriesId = await aSeries(stage)
  const open = { slug: 'themes', name: 'Themes', role: 'freeform' as const, closed: 0, position: 9, created_at: NOON }
  const kind = await stage.db.insertInto('vocabulary').values(open).returning('id').executeTakeFirstOrThrow()
  const mistakes: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void mistakes.push(line) })
  const app = createApp({ ...stage.parts, log })
  const { id } = await stage.db
    .insertInto('review')
    .values(aReview(stage, { body: 'Kind words.' }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return Object.assign(stage, { app, mistakes, seriesId, reviewId: id, kindId: kind.id })
}

function routesOf({ app }: Stage, method: string): string[] {
  const paths = app.routes.filter((route) => route.method === method && !route.path.includes('*'))
  return [...new Set(paths.map((route) => route.path))]
}

/** The address with what is really there. */
function realAddress(stage: Stage, pattern: string): string {
  const real: Record<string, string | number> = {
    work: stage.workId,
    chapter: stage.chapterId,
    series: stage.seriesId,
    review: stage.reviewId,
    pseud: stage.adaAsWren.pseudId,
    slug: 'ada',
    vocabulary: 'fandoms',
    tag: 'books',
    file: 'viewstory.php',
    shelf: 'reading',
    kind: stage.kindId,
    kept: stage.fandom.books,
  }
  return pattern.replaceAll(/:(\w+)(?:\{[^/]*\})?/g, (_, name: string) => String(real[name] ?? 'odd'))
}

function oddAddresses(pattern: string): string[] {
  if (!pattern.includes(':')) return []
  return ODD_PARTS.map((part) => pattern.replaceAll(/:\w+(?:\{[^/]*\})?/g, part))
}

async function everybody(stage: Stage): Promise<Visitor[]> {
  const visitors = [new Visitor(stage.app)]
  for (const { accountId } of [stage.rui, stage.ada, stage.olga]) {
    const visitor = new Visitor(stage.app)
    visitor.cookies.set('fanfold_session', await startSession(stage.db, accountId, 'test', NOON))
    visitors.push(visitor)
  }
  return visitors
}

function isAnswered(stage: Stage, said: string, page: { status: number }): void {
  assert.ok(page.status < 500, `${said}: ${page.status} ${stage.mistakes.at(-1)?.slice(0, 1500)}`)
}

test('an odd address is answered, whoever asks', async () => {
  const stage = await aFuzzStage()
  const visitors = await everybody(stage)
  for (const pattern of routesOf(stage, 'GET')) {
    for (const address of [realAddress(stage, pattern), ...oddAddresses(pattern)]) {
      for (const visitor of visitors.slice(0, address.length > 3000 ? 1 : 4))
        isAnswered(stage, `GET ${address.slice(0, 80)}`, await visitor.get(address))
    }
  }
  assert.deepEqual(stage.mistakes, [])
})

test('an odd question after an address is answered', async () => {
  const stage = await aFuzzStage()
  const ada = (await everybody(stage))[2]!
  for (const pattern of routesOf(stage, 'GET')) {
    for (const value of [...ODD_PARTS, '%E2%98%83', '/%E2%98%83', '%2F%2Fevil.example']) {
      const query = [
        'page',
        'letter',
        'hidden',
        'list',
        'words',
        'to',
        'done',
        'count',
        'sort',
        'tags',
        'find',
        'status',
        'of',
        'sid',
        'uid',
        'chapter',
      ].map((name) => `${name}=${value}&${name}=`)
      isAnswered(stage, `${pattern}?${value}`, await ada.get(`${realAddress(stage, pattern)}?${query.join('&')}`))
    }
  }
})

test('an odd form is answered, whoever sends it', async () => {
  const stage = await aFuzzStage()
  const visitors = await everybody(stage)
  const patterns = routesOf(stage, 'POST').toSorted((one, other) => rank(one) - rank(other))
  const vocabularies = await stage.db.selectFrom('vocabulary').select(['id', 'slug']).execute()
  const tags = vocabularies.map(({ id }) => `tags-${id}`)
  const rated = vocabularies.flatMap(({ id, slug }) =>
    slug === 'themes' ? [] : [[`tags-${id}`, slug === 'ratings' ? stage.ratings.general : '']],
  )
  for (const pattern of patterns) {
    const address = realAddress(stage, pattern)
    for (const [index, value] of ODD_VALUES.entries()) {
      const form = Object.fromEntries([...FIELDS, ...tags].map((name) => [name, [value, value]]))
      const sound = {
        ...form,
        ...Object.fromEntries(rated),
        ...valid(stage),
        intent: ['save', 'post', 'preview'][index % 3]!,
      }
      for (const visitor of new Set([visitors[2]!, visitors[index % 4]!]))
        isAnswered(stage, `POST ${address} ${value.slice(0, 20)}`, await send(visitor, address, form))
      isAnswered(stage, `POST ${address} half odd`, await send(visitors[2]!, address, sound))
    }
    for (const odd of oddAddresses(pattern).slice(0, 8)) isAnswered(stage, odd, await send(visitors[2]!, odd, {}))
  }
  assert.deepEqual(stage.mistakes, [])
  const made = await stage.db.selectFrom('work').select('id').where('title', '=', 'A title').execute()
  assert.ok(made.length > 5, 'forms that are half odd make works')
})

function send(visitor: Visitor, address: string, form: Record<string, string | number | string[]>) {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, String(one))
  return visitor.send('POST', address, { body })
}

/** What makes the rest of the form count. */
function valid({ ada }: Stage) {
  return {
    title: 'A title',
    language: 'en',
    chapter_language: '',
    pseuds: ada.pseudId,
    text: 'Words.',
    format: 'html',
    body: 'Words.',
    score: '5',
  }
}

/** What takes things away comes last. */
function rank(pattern: string): number {
  return (
    ['delete', 'logout', 'sessions'].findIndex((word) => pattern.includes(word)) +
    (/delete|logout|sessions/.test(pattern) ? 2 : 0)
  )
}
