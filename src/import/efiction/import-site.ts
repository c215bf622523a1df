import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { restoreIndexes, withoutIndexes } from '../../store/postponed-indexes.ts'
import { checkpointedBeside } from '../../store/checkpoint-beside.ts'
import { waitOnce } from '../../store/sqlite.ts'
import { withNarrowReader, withRoomyWriter } from '../../store/cache-sizes.ts'
import { withoutTrace } from '../../store/without-trace.ts'
import { addRecoveredWorks } from './works/add-recovered-works.ts'
import { compareTotals } from './report/compare-totals.ts'
import { keepStoryFiles } from './works/keep-story-files.ts'
import { movePictures } from './images/move-pictures.ts'
import { doubtsAboutTexts, notesOnFiles, notesOnTexts } from './read/reading-notes.ts'
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
import { moveStoryComments } from './reviews/move-story-comments.ts'
import { moveReviews } from './reviews/move-reviews.ts'
import { refreshAllNumbers } from '../../works/refresh-numbers.ts'
import { moveSeries } from './works/move-series.ts'
import { moveSeriesEntries } from './works/move-series-entries.ts'
import { moveSettings } from './site/move-settings.ts'
import { moveSiteRooms } from './site/move-site-rooms.ts'
import { moveTracker } from './reading/move-tracker.ts'
import { moveTags } from './tags/move-tags.ts'
import { moveWorks } from './works/move-works.ts'
import { startThreads } from './prepare/drafting.ts'
import type { OldSite } from './read/find-site.ts'
import type { StoryFiles } from './read/story-files.ts'
import type { ImportOptions } from './import-options.ts'
import { type SiteInHand, readSite } from './read-site.ts'
import { listPendingMigrations, migrate } from '../../store/migrate.ts'
import { findRoom } from '../../store/room.ts'
import { keepRest } from './keep-rest.ts'
import { keepSingle } from './keep-rows.ts'
import { optionsRow } from './read/kept-options.ts'
import { OPTION_ROWS } from './read/kept-rows.ts'
import { refuseWithoutRoom } from './refuse-without-room.ts'
import { Ledger } from './report/ledger.ts'
import type { ImportReport } from './report/report.ts'
import { verdictOn } from './report/verdict.ts'
import { rememberSite } from './addresses/old-sites.ts'
import { sourceOf } from './source-of.ts'
import { plain } from './text/to-text.ts'
import { besidePasswords } from './people/beside-passwords.ts'
import { counted } from './report/counted.ts'

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
  const read = await readSite(options, db)
  try {
    return await moveSite(db, read, options)
  } finally {
    read.spool.close()
  }
}

/** The same of a site that has been read already, with the same options. */
export async function moveSite(db: Db, read: SiteInHand, options: ImportOptions): Promise<ImportReport> {
  if (!options.dryRun) return atLength(db, read, options)
  const isBehind = (await listPendingMigrations(db)).length > 0
  return withoutTrace(db, async (db, isCopy) => {
    if (isBehind) await migrate(db)
    return atLength(db, read, { ...options, alone: isCopy })
  })
}

/** With what SQLite needs to write very much. */
async function atLength(db: Db, read: SiteInHand, options: ImportOptions): Promise<ImportReport> {
  const run = () => moveInto(db, read, options)
  if (!options.alone) return withRoomyWriter(db, run)
  return checkpointedBeside(db, () => waitOnce(db, () => withNarrowReader(db, run)))
}

async function moveInto(db: Db, read: SiteInHand, options: ImportOptions): Promise<ImportReport> {
  const tell = options.onProgress ?? (() => {})
  const goOn = async () => {
    await setImmediate()
    options.signal?.throwIfAborted()
  }
  const { now, dryRun = false, alone = false } = options
  const { spool, site, zone, reading, dump, files } = read
  if (alone) await restoreIndexes(db)
  const key = sourceKeyOf(site)
  const source = options.keptFrom ?? options.sourceKey ?? (await sourceOf({ db, spool, site }, key))
  const legacy = new LegacyIds(source)
  const isHere = await legacy.hasAny(db, 'story')
  refuseWithoutRoom(await findRoom(db), spool, { dryRun, isHere })
  const language = languageOf(site)
  const ledger = new Ledger(options.onException)
  ledger.notes.push(...read.notes)
  ledger.doubts.push(...new Set([...(dump.doubts ?? []), ...site.doubts]))
  if (source.startsWith(`${key}-`))
    ledger.notes.push(`Another site is here as "${key}" already; this one is kept apart.`)
  const threads = startThreads(spool, site, options.draftThreads)
  try {
    const places = { db, spool, site, legacy, reading, ledger, threads }
    const flags = { dryRun, alone, readsAgain: options.keptFrom !== undefined, isWhole: dump.cutAt === null }
    const move: Move = { ...places, ...flags, zone, language, now, moved: new Set(), tell, goOn }
    await moveAll(move, files)
    return await report(move)
  } finally {
    await threads?.close()
  }
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
  const { responses, notes, doubts } = move.ledger
  notes.push(...notesOnTexts(move.reading, move.site.settings.text('language')))
  doubts.push(...doubtsAboutTexts(move.reading))
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
    await moveStoryComments(move)
    await moveTracker(move)
    await moveFavourites(move)
  }
  await (move.alone ? withoutIndexes(move.db, ['review', 'bookmark'], moveMany) : moveMany())
  await refreshAllNumbers(move.db)
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
