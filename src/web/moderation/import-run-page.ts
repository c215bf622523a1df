import type { FieldErrors } from '../../errors.ts'
import type { PhasePace } from '../../import/pace.ts'
import type { Run } from '../../import/runs/run.ts'
import { paths } from '../paths.ts'
import { mistakes } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { readingFields, type ReadingInput } from './import-reading-fields.ts'
import {
  columnsPart,
  decodingPart,
  notesPart,
  rowsLink,
  tablesPart,
  totalsPart,
  verdictPart,
} from './import-report-parts.ts'
import { samplesPart } from './import-samples.ts'
import { amountOf, phaseName, timeOf } from './import-words.ts'

export interface ImportRunProps {
  run: Run
  reading: ReadingInput
  errors: FieldErrors
  /** Null where the page does not look again by itself. */
  refreshSeconds: number | null
}

export function importRunPage(chrome: Chrome, props: ImportRunProps): Html {
  const { title, content } = contentFor(chrome, props)
  const shape = props.run.report ? 'wide' : undefined
  return layout(
    chrome,
    { title, unlisted: true, ...(shape && { shape }) },
    html`<h1>${title}</h1>
      ${mistakes(chrome.t, props.errors)} ${content}`,
  )
}

function contentFor(chrome: Chrome, props: ImportRunProps): { title: string; content: Html } {
  const { t } = chrome
  const { run } = props
  if (run.state === 'running') {
    const title = t(run.progress.task === 'preview' ? 'imports.previewRuns' : 'imports.importRuns')
    return { title, content: working(chrome, props) }
  }
  if (run.state === 'stopped') return { title: t('imports.stoppedTitle'), content: stopped(chrome, run) }
  if (run.state === 'failed' && run.progress.sites.length > 0)
    return { title: t('imports.chooseSiteTitle'), content: chooseSite(chrome, run) }
  if (run.state === 'failed') return { title: t('imports.failedTitle'), content: failed(chrome, props) }
  return { title: t('imports.previewTitle'), content: run.report ? preview(chrome, props) : unread(chrome, run) }
}

function working({ t }: Chrome, { run, refreshSeconds }: ImportRunProps): Html {
  const { overall, phases, current } = run.progress
  const share = Math.floor((overall?.share ?? 0) * 100)
  const left = overall?.secondsLeft
  return html`<div class="overall">
      <progress max="100" value="${share}" aria-labelledby="overall">${share} %</progress>
      <p id="overall" role="status">
        <strong>${t('imports.share', { share })}</strong>
        ${typeof left === 'number' ? html`· ${t('imports.left', { time: timeOf(left) })}` : ''}
        ${overall && html`· <span class="quiet">${t('imports.took', { time: timeOf(overall.seconds) })}</span>`}
      </p>
    </div>
    ${phases.length > 0 && phaseTable(t, phases, current)}
    ${action(run, 'stop', t('imports.stop'), 'quiet')}
    ${refreshSeconds !== null && html`<p class="hint">${t('imports.refreshes', { seconds: refreshSeconds })}</p>`}`
}

function phaseTable(t: Chrome['t'], phases: readonly PhasePace[], current: string | null): Html {
  const done = (each: PhasePace) =>
    each.total === null
      ? amountOf(t, each, each.done)
      : t('imports.ofAll', { done: amountOf(t, each, each.done), total: amountOf(t, each, each.total) })
  return html`<div class="wide-table" role="region" aria-label="${t('imports.phase')}" tabindex="0">
    <table class="ledger">
      <thead>
        <tr>
          <th scope="col">${t('imports.phase')}</th>
          <th scope="col">${t('imports.done')}</th>
          <th scope="col">${t('imports.rate')}</th>
          <th scope="col">${t('imports.timeLeft')}</th>
        </tr>
      </thead>
      <tbody>
        ${phases.map(
          (each) =>
            html`<tr${each.phase === current ? html` aria-current="step"` : ''}>
              <th scope="row">${phaseName(t, each.phase)}</th>
              <td>${done(each)}</td>
              <td>${each.rate > 0 ? amountOf(t, each, each.rate) : ''}</td>
              <td>${each.phase === current && each.secondsLeft !== null ? timeOf(each.secondsLeft) : ''}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function preview(chrome: Chrome, props: ImportRunProps): Html {
  const { t } = chrome
  const { run } = props
  const report = run.report!
  return html`<p class="notice">${t('imports.previewNotice')}</p>
    ${verdictPart(chrome, run)}
    <div class="decide">
      ${action(run, 'start', t('imports.moveIn'))}
      <p class="hint">${t('imports.moveInHint')}</p>
    </div>
    ${samplesPart(t, run)} ${readAgain(chrome, props)} ${notesPart(t, report)} ${totalsPart(t, report)}
    ${decodingPart(t, report)} ${rowsLink(t, run)} ${tablesPart(t, report)} ${columnsPart(t, report)}`
}

function readAgain({ t }: Chrome, { run, reading, errors }: ImportRunProps): Html {
  return html`<details class="more" ${Object.keys(errors).length > 0 ? html`open` : ''}>
    <summary>${t('imports.readAgain')}</summary>
    <form method="post" action="${paths.importRun({ run: run.id })}">
      ${readingFields(t, reading, errors)}
      <div class="buttons"><button class="quiet" name="intent" value="preview">${t('imports.readAgainButton')}</button></div>
    </form>
  </details>`
}

function unread({ t }: Chrome, run: Run): Html {
  return html`<p>${t('imports.notPreviewed')}</p>
    ${action(run, 'preview', t('imports.start'))}`
}

function stopped({ t }: Chrome, run: Run): Html {
  const intent = run.progress.task === 'import' ? 'start' : 'preview'
  return html`<p class="notice">${run.message}</p>
    ${action(run, intent, t('imports.goOn'))} ${another(t)}`
}

function failed(chrome: Chrome, props: ImportRunProps): Html {
  const { t } = chrome
  const { run } = props
  const { task } = run.progress
  return html`<p class="notice danger" role="alert">${run.message}</p>
    <p>${t(task === 'import' ? 'imports.failedPartly' : 'imports.failedNothing')}</p>
    ${action(run, task === 'import' ? 'start' : 'preview', t('imports.tryAgain'))}
    ${task === 'preview' && readAgain(chrome, props)} ${another(t)}`
}

function chooseSite({ t }: Chrome, run: Run): Html {
  return html`<form method="post" action="${paths.importRun({ run: run.id })}">
      <fieldset>
        <legend>${t('imports.chooseSite')}</legend>
        ${run.progress.sites.map(
          ({ prefix, holds }, index) =>
            html`<label class="check"
              ><input type="radio" name="prefix" value="${prefix}" ${index === 0 ? html`checked` : ''} />
              <span><code>${prefix || 'fanfiction_'}</code> ${holds}</span></label
            >`,
        )}
      </fieldset>
      <div class="buttons"><button name="intent" value="preview">${t('imports.chooseSiteButton')}</button></div>
    </form>
    ${another(t)}`
}

function another(t: Chrome['t']): Html {
  return html`<p class="tools"><a href="${paths.imports({})}">${t('imports.another')}</a></p>`
}

function action(run: Run, intent: string, label: string, look = ''): Html {
  return html`<form method="post" action="${paths.importRun({ run: run.id })}">
    <div class="buttons"><button class="${look}" name="intent" value="${intent}">${label}</button></div>
  </form>`
}
