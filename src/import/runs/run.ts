// One import as the archive remembers it: what was asked for, how far it is, what came of it.
import * as v from 'valibot'
import { notFound } from '../../errors.ts'
import type { Db } from '../../store/database.ts'
import type { ImportPhase } from '../efiction/progress.ts'
import type { ReportHead } from '../report-file/exceptions.ts'
import type { Overall, PhasePace } from '../pace.ts'

export type RunState = 'waiting' | 'running' | 'stopped' | 'failed' | 'finished'
export type RunTask = 'preview' | 'import'

const OptionsSchema = v.object({
  /** Whole paths. */
  dumps: v.optional(v.array(v.string()), []),
  /** Folder or archive with story files. */
  files: v.optional(v.nullable(v.string()), null),
  /** What was uploaded for this run alone, and goes with it. */
  uploads: v.optional(v.array(v.string()), []),
  prefix: v.optional(v.nullable(v.string()), null),
  timeZone: v.optional(v.string(), 'UTC'),
  charset: v.optional(v.nullable(v.string()), null),
  mend: v.optional(v.boolean(), true),
  acceptCut: v.optional(v.boolean(), false),
})

export type RunOptions = v.InferOutput<typeof OptionsSchema>

/** One of several sites in a dump. */
export interface SiteChoice {
  prefix: string
  /** As `12 stories, 40 chapters`. */
  holds: string
}

/** A text of the dump as it is read by default, and as it is read in the character set that was chosen. */
export interface Sample {
  before: string
  after: string
}

export interface RunProgress {
  task: RunTask
  startedAt: number | null
  phases: PhasePace[]
  current: ImportPhase | null
  overall: Overall | null
  sites: SiteChoice[]
  samples: Sample[]
}

const NO_PROGRESS: RunProgress = {
  task: 'preview',
  startedAt: null,
  phases: [],
  current: null,
  overall: null,
  sites: [],
  samples: [],
}

export interface Run {
  id: number
  state: RunState
  options: RunOptions
  progress: RunProgress
  report: ReportHead | null
  message: string
  createdAt: number
  finishedAt: number | null
}

export async function findRun(db: Db, id: number): Promise<Run> {
  const row = await db.selectFrom('import_run').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('Import')
  return {
    id: row.id,
    state: row.state,
    options: optionsOf(row.options),
    progress: progressOf(row.progress),
    report: row.report === null ? null : (JSON.parse(row.report) as ReportHead),
    message: row.message,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}

export interface RunLine {
  id: number
  state: RunState
  source: string
  createdAt: number
  finishedAt: number | null
}

const MOST_LISTED = 50

/** The latest first. */
export async function listRuns(db: Db): Promise<RunLine[]> {
  const rows = await db
    .selectFrom('import_run')
    .select(['id', 'state', 'source', 'created_at', 'finished_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(({ created_at, finished_at, ...row }) => ({
    ...row,
    createdAt: created_at,
    finishedAt: finished_at,
  }))
}

/** What a newer or older Fanfold wrote and this one does not understand falls back to the defaults. */
function optionsOf(text: string): RunOptions {
  const parsed = v.safeParse(OptionsSchema, JSON.parse(text))
  return parsed.success ? parsed.output : v.parse(OptionsSchema, {})
}

function progressOf(text: string): RunProgress {
  return { ...NO_PROGRESS, ...(JSON.parse(text) as Partial<RunProgress>) }
}
