import { type FieldErrors, invalid } from '../../errors.ts'
import type { ImportRuns } from '../../import/runs/import-runs.ts'
import { refuseOtherThanOwners } from '../../import/runs/permissions.ts'
import { findRun, listRuns, type Run, type RunOptions } from '../../import/runs/run.ts'
import { listPlaces, placeIn } from '../../import/runs/source-files.ts'
import type { Member } from '../../people/viewer.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { isMultipart } from '../middleware/limit-body.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { mistakesInReading, parseReading, type ReadingInput } from './import-reading-fields.ts'
import { importRunPage } from './import-run-page.ts'
import { importStartPage, type ImportStartProps } from './import-start-page.ts'
import { readUploads, type UploadForm } from './import-upload.ts'
import { sizeOf } from './import-words.ts'

const REFRESH_SECONDS = 3

export function importRoutes(app: App, { db, imports }: Parts): void {
  app.get(paths.imports.pattern, async (c) => {
    requireOwner(c)
    await imports.settle()
    return page(c, importStartPage(c.get('chrome'), await startProps(c, {}, null)))
  })

  app.post(paths.imports.pattern, async (c) => {
    const owner = requireOwner(c)
    let form: Form | null = null
    const tried = await attempt(async () => {
      const sent = await readSources(c, imports)
      form = sent.form
      return begin(c, owner, sent)
    })
    if ('done' in tried) return seeOther(c, paths.importRun({ run: tried.done }))
    return page(c, importStartPage(c.get('chrome'), await startProps(c, tried.errors, form)), tried.status)
  })

  app.get(paths.importRun.pattern, async (c) => {
    requireOwner(c)
    await imports.settle()
    const run = await findRun(db, idParam(c, 'run'))
    if (run.state === 'finished') return seeOther(c, paths.importReport({ run: run.id }))
    const refreshSeconds = run.state === 'running' ? REFRESH_SECONDS : null
    if (refreshSeconds !== null) c.header('refresh', String(refreshSeconds))
    return page(c, importRunPage(c.get('chrome'), { run, reading: readingOf(run), errors: {}, refreshSeconds }))
  })

  app.post(paths.importRun.pattern, async (c) => {
    const owner = requireOwner(c)
    const run = await findRun(db, idParam(c, 'run'))
    const form = await readForm(c)
    const tried = await attempt(() => decide(c, owner, run, form))
    if ('done' in tried) return seeOther(c, tried.done)
    const now = await findRun(db, run.id)
    const props = { run: now, reading: parseReading(form, readingOf(now)), errors: tried.errors, refreshSeconds: null }
    return page(c, importRunPage(c.get('chrome'), props), tried.status)
  })

  async function startProps(c: C, errors: FieldErrors, form: Form | null): Promise<ImportStartProps> {
    const { folder, maxBytes } = imports
    const { timezone: timeZone } = c.get('settings')
    const fresh = { timeZone, charset: '', mend: true, acceptCut: false }
    const reading = form ? parseReading(form, fresh) : fresh
    const input = { ...reading, dumpPlace: form?.text('dumpPlace') ?? '', filesPlace: form?.text('filesPlace') ?? '' }
    const [runs, places] = await Promise.all([listRuns(db), listPlaces(folder)])
    return { runs, folder, maxBytes, places, input, errors }
  }

  /** What was uploaded goes again when the form is refused. */
  async function begin(c: C, owner: Member, sent: UploadForm): Promise<number> {
    try {
      const options = await optionsOf(c, sent, imports.folder)
      const run = await imports.create(owner, options)
      await imports.start(owner, run, 'preview')
      return run
    } catch (error) {
      if (sent.folder) await imports.removeUploads([sent.folder])
      throw error
    }
  }

  async function decide(c: C, owner: Member, run: Run, form: Form): Promise<string> {
    const intent = form.text('intent')
    const here = paths.importRun({ run: run.id })
    if (intent === 'stop') imports.stop(owner, run.id)
    else if (intent === 'start') await imports.start(owner, run.id, 'import')
    else if (intent === 'delete-uploads') {
      await imports.dropUploads(owner, run.id)
      return paths.importReport({ run: run.id }, { done: 'deleted' })
    } else if (intent === 'preview') await imports.start(owner, run.id, 'preview', changesOf(c, run, form))
    return here
  }
}

export function requireOwner(c: C): Member {
  const owner = requireMember(c.get('viewer'))
  refuseOtherThanOwners(owner)
  return owner
}

async function readSources(c: C, { folder, maxBytes }: ImportRuns): Promise<UploadForm> {
  if (!isMultipart(c.req.header('content-type'))) return { form: await readForm(c), uploads: [], folder: null }
  const t = c.get('t')
  const tooLarge = t('imports.tooLarge', { size: sizeOf(maxBytes), folder })
  return readUploads(c, { folder, maxBytes, tooLarge, noSpace: (free) => t('imports.noSpace', { free }) })
}

/** Refuses with `invalid` per field. */
async function optionsOf(c: C, { form, uploads, folder }: UploadForm, home: string): Promise<RunOptions> {
  const t = c.get('t')
  const uploaded = (field: string) => uploads.filter((each) => each.field === field).map(({ path }) => path)
  const named = { dump: form.text('dumpPlace').trim(), files: form.text('filesPlace').trim() }
  const [dumps, [files]] = [uploaded('dump'), uploaded('files')]
  if (dumps.length === 0 && named.dump === '') throw invalid({ dump: t('imports.missing') })
  if (dumps.length > 0 && named.dump !== '') throw invalid({ dumpPlace: t('imports.both') })
  if (files && named.files !== '') throw invalid({ filesPlace: t('imports.both') })
  const { timezone: timeZone } = c.get('settings')
  return {
    ...readingOptions(c, parseReading(form, { timeZone, charset: '', mend: true, acceptCut: false })),
    dumps: dumps.length > 0 ? dumps : [await placeIn(home, named.dump, 'dumpPlace')],
    files: files ?? (named.files === '' ? null : await placeIn(home, named.files, 'filesPlace')),
    uploads: folder ? [folder] : [],
    prefix: null,
  }
}

function readingOptions(c: C, { timeZone, charset, mend, acceptCut }: ReadingInput) {
  const errors = mistakesInReading(c.get('t'), { timeZone, charset, mend, acceptCut })
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return { timeZone, charset: charset || null, mend, acceptCut }
}

function changesOf(c: C, run: Run, form: Form): Partial<RunOptions> {
  const { acceptCut: _, ...reading } = readingOptions(c, parseReading(form, readingOf(run)))
  return form.has('prefix') ? { ...reading, prefix: form.text('prefix') } : reading
}

function readingOf({ options }: Run): ReadingInput {
  const { timeZone, charset, mend, acceptCut } = options
  return { timeZone, charset: charset ?? '', mend, acceptCut }
}
