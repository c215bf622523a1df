import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { restoreIndexes, withoutIndexes } from '../../store/postponed-indexes.ts'
import { checkpointedBeside } from '../../store/checkpoint-beside.ts'
import { waitOnce } from '../../store/sqlite.ts'
import { withRoomyCache } from '../../store/roomy-cache.ts'
import { withoutTrace } from '../../store/without-trace.ts'
import { invalid } from '../../errors.ts'
import { addRecoveredWorks } from './works/add-recovered-works.ts'
import { compareTotals } from './report/compare-totals.ts'
import { keepStoryFiles, openKeptFiles } from './works/keep-story-files.ts'
import { movePictures } from './images/move-pictures.ts'
import { notesOnFiles, notesOnTexts } from './read/reading-notes.ts'
import { LegacyIds } from './legacy.ts'
import type { Move } from './moving.ts'
import { moveChallengeAnswers } from './collections/move-challenge-answers.ts'
import { moveChallenges } from './collections/move-challenges.ts'
import { moveChapters } from './works/move-chapters.ts'
import { moveCoauthors } from './works/move-coauthors.ts'
import { moveFavourites } from './reading/move-favourites.ts'
import { moveMembers } from './people/move-members.ts'
import { moveMessages } from './site/move-messages.ts'
import { moveProfileFields } from './people/move-profile-fields.ts'
import { moveRecommendations } from './collections/move-recommendations.ts'
import { moveReviews } from './reviews/move-reviews.ts'
import { refreshAllNumbers } from '../../works/refresh-numbers.ts'
import { moveSeries } from './works/move-series.ts'
import { moveSeriesEntries } from './works/move-series-entries.ts'
import { moveSettings } from './site/move-settings.ts'
import { moveSiteRooms } from './site/move-site-rooms.ts'
import { moveTracker } from './reading/move-tracker.ts'
import { moveTags } from './tags/move-tags.ts'
import { moveWorks } from './works/move-works.ts'
import type { DraftThreads } from './prepare/draft-threads.ts'
import { startThreads } from './prepare/drafting.ts'
import type { ImportProgress } from './progress.ts'
import { type OldSite, findSite } from './read/find-site.ts'
import { openDumpOrServer } from './read/open-dump-or-server.ts'
import { placeOldFiles } from './read/files-of-older-versions.ts'
import { openStoryFiles } from './read/open-story-files.ts'
import { readingOf } from './read/reading.ts'
import { Spool } from './read/spool.ts'
import { StoryFiles } from './read/story-files.ts'
import { keepRest } from './keep-rest.ts'
import { keepSingle } from './keep-rows.ts'
import type { DumpSource } from './read/dump-event.ts'
import { findKeptOptions, optionsRow } from './read/kept-options.ts'
import { OPTION_ROWS, keptRows } from './read/kept-rows.ts'
import { refuseWithoutRoom } from './refuse-without-room.ts'
import { Ledger } from './report/ledger.ts'
import type { ImportException, ImportReport } from './report/report.ts'
import { verdictOn } from './report/verdict.ts'
import { rememberSite } from './addresses/old-sites.ts'
import { sourceOf } from './source-of.ts'
import { plain } from './text/to-text.ts'
import { besidePasswords } from './people/beside-passwords.ts'
import { counted } from './report/counted.ts'

export interface ImportOptions {
  /** Path of a dump, or of each of its parts: files, plain or packed, or folders of them. */
  dump?: string | readonly string[]
  /** In place of a dump: the address of a live server, as `mysql://user:password@host/database`. */
  from?: string
  /** Reads what is there of a dump that was cut off, instead of refusing it. */
  acceptCut?: boolean
  /** In place of a dump: the rows that the archive has kept of this site, to be read by today's rules. */
  keptFrom?: string
  /** Folder, `.tar`, `.tar.gz` or `.zip` with the story files, where the site kept chapters as files. */
  files?: string | null
  /** Needed when the dump holds several sites: what stands before `fanfiction_` in the table names. */
  prefix?: string | null
  /** Names the old site in the table of old numbers; the same key later means the same site. */
  sourceKey?: string
  /** The clock that dates without a zone were written in, as `Europe/Paris`. UTC when absent. */
  timeZone?: string
  /** What bytes mean that are not UTF-8, by its usual name; Windows-1252 when absent. */
  charset?: string | null
  /** False: texts stay as the old program bent them. */
  mend?: boolean
  /** Milliseconds. */
  now: number
  onProgress?: (progress: ImportProgress) => void
  /** Called for each row that was not simply carried over; the report holds only the first of them. */
  onException?: (exception: ImportException) => void
  /** Reads everything and reports what would come over, but leaves the archive as it is. */
  dryRun?: boolean
  /** Nobody else uses the archive until the import is over, so that it may lack indexes meanwhile. */
  alone?: boolean
  /** How many threads clean texts beside the one that writes; by the machine and the number of rows when absent. */
  draftThreads?: number
  /** Stops the import between two transactions, with the signal's reason; the next one goes on from there. */
  signal?: AbortSignal
}

/** The tables that are brought over; all others of the site are kept aside. */
const MOVED = new Set(
  'authors authorprefs categories characters classtypes classes ratings stories coauthors chapters series inseries reviews settings messages news comments pagelinks poll poll_votes shoutbox log authorfields authorinfo favorites favstor favseries favauth tracker challenges recommendations'.split(
    ' ',
  ),
)

/**
 * Moves a whole site in. Safe to repeat: what is there already is left as it is.
 * Refuses with `invalid` what is not a usable dump, in a sentence that says what to do.
 */
export async function importSite(db: Db, options: ImportOptions): Promise<ImportReport> {
  if (!options.dryRun) return atLength(db, options)
  return withoutTrace(db, (db, isCopy) => atLength(db, { ...options, alone: isCopy }))
}

/** With what SQLite needs to write very much. */
async function atLength(db: Db, options: ImportOptions): Promise<ImportReport> {
  const run = () => withRoomyCache(db, () => importInto(db, options))
  return options.alone ? checkpointedBeside(db, () => waitOnce(db, run)) : run()
}

async function importInto(db: Db, options: ImportOptions): Promise<ImportReport> {
  const tell = options.onProgress ?? (() => {})
  const goOn = async () => {
    await setImmediate()
    options.signal?.throwIfAborted()
  }
  if (options.alone) await restoreIndexes(db)
  const { zone, reading } = await findRules(db, options)
  const spool = new Spool(reading)
  let threads: DraftThreads | null = null
  try {
    const dump = await openSource(db, options)
    await spool.fill(dump)
    const site = findSite(spool, options.prefix ?? null, dump.foreign)
    const files = new StoryFiles(spool)
    if (options.files) await openStoryFiles(options.files, files, tellFiles(options))
    if (options.keptFrom !== undefined) await openKeptFiles(db, options.keptFrom, files)
    const placed = placeOldFiles(spool, site, files)
    await refuseWithoutRoom(db, spool, options.dryRun ?? false)
    const key = sourceKeyOf(site)
    const source = options.keptFrom ?? options.sourceKey ?? (await sourceOf({ db, spool, site }, key))
    const legacy = new LegacyIds(source)
    const language = languageOf(site)
    const ledger = new Ledger(options.onException)
    const { now, dryRun = false, alone = false } = options
    const readsAgain = options.keptFrom !== undefined
    threads = startThreads(spool, site, options.draftThreads)
    const places = { db, spool, site, legacy, reading, ledger, threads }
    const isWhole = dump.cutAt === null
    const flags = { dryRun, alone, readsAgain, isWhole }
    const move: Move = { ...places, ...flags, zone, language, now, moved: new Set(), tell, goOn }
    ledger.notes.push(...dump.notes, ...site.notes, ...placed)
    ledger.doubts.push(...new Set([...(dump.doubts ?? []), ...site.doubts]))
    if (source.startsWith(`${key}-`))
      ledger.notes.push(`Another site is here as "${key}" already; this one is kept apart.`)
    await moveAll(move, files)
    return await report(move)
  } finally {
    await threads?.close()
    spool.close()
  }
}

async function openSource(db: Db, options: ImportOptions): Promise<DumpSource> {
  if (options.keptFrom !== undefined) return keptRows(db, options.keptFrom)
  return openDumpOrServer(options, (done, total) => {
    options.signal?.throwIfAborted()
    options.onProgress?.({ phase: 'dump', done, total })
  })
}

function tellFiles({ signal, onProgress }: ImportOptions) {
  return (done: number) => {
    signal?.throwIfAborted()
    onProgress?.({ phase: 'files', done, total: null })
  }
}

/** Rows that were kept are read by the clock and the rules that they were read by before, unless new ones are given. */
async function findRules(db: Db, { keptFrom, timeZone = 'UTC', charset, mend }: ImportOptions) {
  if (keptFrom === undefined) return { zone: checkZone(timeZone), reading: readingOf({ charset, mend }) }
  const kept = await findKeptOptions(db, keptFrom)
  if (!kept) throw invalid({ keptFrom: `No site called "${keptFrom}" has moved in.` })
  return { zone: kept.zone, reading: readingOf({ charset: charset ?? kept.charset, mend: mend ?? kept.mend }) }
}

async function moveAll(move: Move, files: StoryFiles): Promise<void> {
  await rememberSite(move)
  await keepSingle(
    move,
    OPTION_ROWS,
    optionsRow({ zone: move.zone, charset: move.reading.charset.name, mend: move.reading.mend }),
  )
  await movePictures(move, files)
  await moveSettings(move)
  await moveMessages(move)
  await moveTags(move)
  await moveMembers(move)
  await moveProfileFields(move)
  await moveSiteRooms(move)
  // Nobody will log in to a trial, and wrapping passwords takes longer than all the rest.
  await (move.dryRun ? moveTexts(move, files) : besidePasswords(move, () => moveTexts(move, files)))
  await countMissingTexts(move)
  noteFiles(move, files)
  await keepRest(move, MOVED)
  const { responses, notes } = move.ledger
  notes.push(...notesOnTexts(move.reading, move.site.settings.text('language')))
  if (responses > 0)
    notes.push(`${counted(responses, 'response', 'responses')} of authors stood inside reviews: replies now.`)
}

async function moveTexts(move: Move, files: StoryFiles): Promise<void> {
  await moveWorks(move)
  await addRecoveredWorks(move)
  await moveCoauthors(move)
  await moveChapters(move, files)
  await keepStoryFiles(move, files)
  await moveSeries(move)
  await moveSeriesEntries(move)
  await moveChallenges(move)
  await moveChallengeAnswers(move)
  await moveRecommendations(move)
  const moveMany = async () => {
    await moveReviews(move)
    await moveTracker(move)
    await moveFavourites(move)
  }
  await (move.alone ? withoutIndexes(move.db, ['review', 'bookmark'], moveMany) : moveMany())
  await refreshAllNumbers(move.db)
}

function checkZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw invalid({ timeZone: `"${zone}" is no time zone. Use a name such as Europe/Paris or UTC.` })
  }
}

/** The key that the old program made for each installation. */
function sourceKeyOf({ settings, prefix }: OldSite): string {
  return settings.text('sitekey').trim() || prefix || 'efiction'
}

function languageOf({ settings }: OldSite): string {
  const language = settings.text('language').trim().toLowerCase().replace('_', '-')
  return /^[a-z]{2,3}(-[a-z]{2,4})?$/.test(language) ? language : 'en'
}

/** Also of chapters that an earlier run brought: a second report says what the first one said. */
async function countMissingTexts({ db, legacy, ledger }: Move): Promise<void> {
  const { count } = await db
    .selectFrom('legacy_id')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'legacy_id.new_id')
    .where('legacy_id.source', '=', legacy.source)
    .where('legacy_id.kind', '=', 'chapter')
    .where(sql<number>`octet_length(html)`, '=', 0)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  ledger.missingTexts = Math.max(ledger.missingTexts, Number(count))
}

function noteFiles({ ledger, site }: Move, files: StoryFiles): void {
  const missing = ledger.missingTexts
  if (missing > 0) {
    const isOnDisk = site.settings.text('store').trim() !== 'mysql' && files.count === 0
    const advice = isOnDisk ? ' This site kept its texts as files: import once more, with --files.' : ''
    ledger.notes.push(`${counted(missing, 'chapter', 'chapters')} came without a text.${advice}`)
  }
  ledger.notes.push(...notesOnFiles(files))
}

async function report(move: Move): Promise<ImportReport> {
  const { settings, prefix } = move.site
  move.tell({ phase: 'totals', done: 0, total: null })
  countValues(move)
  const { ledger } = move
  return {
    site: { name: plain(settings, 'sitename'), prefix, version: settings.text('version'), url: settings.text('url') },
    dryRun: move.dryRun,
    verdict: verdictOn(ledger, { isWhole: move.isWhole, dryRun: move.dryRun }),
    tables: ledger.tables(),
    exceptions: ledger.exceptions,
    exceptionsInAll: ledger.exceptionsInAll,
    notes: ledger.notes,
    totals: await compareTotals(move),
    cutTexts: ledger.cutTexts,
    cutTextsInAll: ledger.cutTextsInAll,
    decoding: { ...move.reading.counts },
  }
}

/** The other side of the sums: how many values the dump has, as the spool counts them. */
function countValues({ spool, site, ledger }: Move): void {
  for (const { table } of ledger.tables()) {
    const name = site.table(table)
    for (const [column, values] of spool.valueCounts(name)) ledger.readValues(table, column, values)
    for (const row of spool.misfitsOf(name)) {
      for (const column of row.columns()) if (row.isFilled(column)) ledger.readValues(table, column, 1)
    }
  }
}
