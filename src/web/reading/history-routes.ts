import { EVERYTHING, type Forgotten, forgetHistory, keepHistory } from '../../reading/forget-history.ts'
import { exportHistory, listHistory } from '../../reading/list-history.ts'
import { parsePage } from '../../store/paging.ts'
import { CSV_TYPE } from '../../text/csv.ts'
import { dayStart } from '../../text/day-start.ts'
import { type Form, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { forgetHistoryPage } from './forget-history-page.ts'
import { historyCsv, historyJson } from './history-files.ts'
import { historyPage } from './history-page.ts'

const LONGEST_SEARCH = 200

/** What a member has opened; nobody else's to see. */
export function historyRoutes(app: App, parts: Parts): void {
  const { db } = parts
  app.get(paths.history.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const words = (c.req.query('words') ?? '').trim().slice(0, LONGEST_SEARCH)
    const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
    const history = await listHistory(db, member, words, paging)
    return page(c, historyPage(c.get('chrome'), { member, history, words, done: c.req.query('done') }))
  })

  app.post(paths.history.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const choice = (await readForm(c)).text('history')
    if (choice !== 'kept' && choice !== 'paused' && choice !== 'off') return seeOther(c, paths.history({}))
    await keepHistory(db, member, choice)
    return seeOther(c, paths.history({}, { done: choice }))
  })

  forgetRoutes(app, parts)
  exportRoutes(app, parts)
}

function forgetRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.forgetHistory.pattern, (c) => {
    requireMember(c.get('viewer'))
    return page(c, forgetHistoryPage(c.get('chrome')))
  })

  app.post(paths.forgetHistory.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const what = readForgotten(form, c.get('settings').timezone, now())
    if (!what) return page(c, forgetHistoryPage(c.get('chrome'), form), 422)
    await forgetHistory(db, member, what)
    return seeOther(c, sameSitePath(form.text('to')) ?? paths.history({}, { done: 'forgotten' }))
  })
}

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const LAST: Readonly<Record<string, number>> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 28 * DAY_MS }

/** Null where the form does not say what. Both days of a range are in it; one that is left out sets no end. */
function readForgotten(form: Form, timezone: string, now: number): Forgotten | null {
  const workId = form.id('work')
  if (workId !== null) return { workId }
  const range = form.text('range')
  if (range === 'all') return EVERYTHING
  const span = Object.hasOwn(LAST, range) ? LAST[range]! : null
  if (span !== null) return { from: now - span, until: EVERYTHING.until }
  if (range !== 'days') return null
  const [first, last] = [form.text('first').trim(), form.text('last').trim()]
  const from = first === '' ? EVERYTHING.from : dayStart(first, timezone)
  const lastStart = last === '' ? null : dayStart(last, timezone)
  if (from === null || (last !== '' && lastStart === null) || (first === '' && last === '')) return null
  const until = lastStart === null ? EVERYTHING.until : dayStart(dayAfter(last), timezone)!
  return until > from ? { from, until } : null
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function exportRoutes(app: App, { db, now }: Parts): void {
  const send = (c: C, text: AsyncIterable<string>, { type, name }: { type: string; name: string }) =>
    c.body(ReadableStream.from(text).pipeThrough(new TextEncoderStream()), 200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    })
  const facts = (c: C) => ({ archiveName: c.get('chrome').archiveName, origin: c.get('origin'), now: now() })

  app.get(paths.historyCsv.pattern, (c) => {
    const lines = exportHistory(db, requireMember(c.get('viewer')))
    return send(c, historyCsv(lines, facts(c)), { type: CSV_TYPE, name: 'history.csv' })
  })

  app.get(paths.historyJson.pattern, (c) => {
    const lines = exportHistory(db, requireMember(c.get('viewer')))
    return send(c, historyJson(lines, facts(c)), { type: 'application/json; charset=utf-8', name: 'history.json' })
  })
}
