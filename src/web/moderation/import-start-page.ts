import type { FieldErrors } from '../../errors.ts'
import type { RunLine } from '../../import/runs/run.ts'
import { paths } from '../paths.ts'
import { checkField, mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { day } from '../ui/time.ts'
import { readingFields, type ReadingInput } from './import-reading-fields.ts'
import { sizeOf, stateName } from './import-words.ts'

export interface ImportStartProps {
  runs: readonly RunLine[]
  folder: string
  maxBytes: number
  /** What lies in the folder. */
  places: readonly string[]
  input: ReadingInput & { dumpPlace: string; filesPlace: string }
  errors: FieldErrors
}

export function importStartPage(chrome: Chrome, props: ImportStartProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('imports.title'), unlisted: true },
    html`<h1>${t('imports.title')}</h1>
      <p>${t('imports.intro')}</p>
      ${openRun(chrome, props.runs)} ${mistakes(t, props.errors)}
      <form class="import" method="post" enctype="multipart/form-data" action="${paths.imports({})}">
        ${sources(chrome, props)} ${readingFields(t, props.input, props.errors)}
        ${checkField({ name: 'acceptCut', label: t('imports.acceptCut'), checked: props.input.acceptCut })}
        <div class="buttons"><button>${t('imports.start')}</button></div>
        <p class="hint">${t('imports.startHint')}</p>
      </form>
      <datalist id="places">${props.places.map((place) => html`<option value="${place}"></option>`)}</datalist>
      ${earlier(chrome, props.runs)}`,
  )
}

/** One that is at work, or waits for an answer, comes first. */
function openRun({ t }: Chrome, runs: readonly RunLine[]): Html | false {
  const open = runs.find(({ state }) => state === 'running') ?? runs.find(({ state }) => state !== 'finished')
  if (!open || open.state === 'failed') return false
  const link = html`<a href="${paths.importRun({ run: open.id })}">${t('imports.watch')}</a>`
  const text = open.state === 'running' ? 'imports.atWork' : 'imports.open'
  return html`<p class="notice" role="status">${t.rich(text, { link })}</p>`
}

function sources({ t }: Chrome, { folder, maxBytes, input, errors }: ImportStartProps): Html {
  const size = sizeOf(maxBytes)
  return html`<fieldset>
      <legend>${t('imports.dump')}</legend>
      ${fileField({ name: 'dump', label: t('imports.upload'), hint: t('imports.uploadHint', { size }), error: errors.dump, several: true })}
      ${placeField({ name: 'dumpPlace', label: t('imports.place'), hint: t('imports.placeHint', { folder }), value: input.dumpPlace, error: errors.dumpPlace })}
    </fieldset>
    <details class="more" ${input.filesPlace || errors.files || errors.filesPlace ? html`open` : ''}>
      <summary>${t('imports.files')}</summary>
      <p class="hint">${t('imports.filesIntro')}</p>
      ${fileField({ name: 'files', label: t('imports.filesUpload'), hint: t('imports.filesUploadHint', { size }), error: errors.files })}
      ${placeField({ name: 'filesPlace', label: t('imports.filesPlace'), hint: t('imports.filesPlaceHint', { folder }), value: input.filesPlace, error: errors.filesPlace })}
    </details>`
}

interface FileField {
  name: string
  label: string
  hint: string
  error?: string
  several?: boolean
}

function fileField({ name, label, hint, error, several }: FileField): Html {
  return html`<div class="field${error ? ' has-error' : ''}">
    <label for="${name}">${label}</label>
    <p class="hint" id="${name}-hint">${hint}</p>
    <input type="file" id="${name}" name="${name}" ${several ? html`multiple` : ''}
      aria-describedby="${name}-hint${error ? ` ${name}-error` : ''}" ${error ? html`aria-invalid="true"` : ''} />
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : ''}
  </div>`
}

interface PlaceField {
  name: string
  label: string
  hint: string
  value: string
  error?: string
}

function placeField({ name, label, hint, value, error }: PlaceField): Html {
  return textField({ name, label, hint, value, error, list: 'places', maxLength: 1000 })
}

function earlier({ t }: Chrome, runs: readonly RunLine[]): Html | false {
  if (runs.length === 0) return false
  return html`<h2>${t('imports.earlier')}</h2>
    <ul class="runs">
      ${runs.map(
        ({ id, state, source, createdAt }) =>
          html`<li>
            <a href="${paths.importRun({ run: id })}" dir="auto">${source || t('imports.unnamed', { number: id })}</a>
            <span class="quiet small">${t.rich('imports.begun', { state: stateName(t, state), date: day(t, createdAt) })}</span>
          </li>`,
      )}
    </ul>`
}
