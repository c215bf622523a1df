import type { FieldErrors } from '../../errors.ts'
import type { Form } from '../forms.ts'
import type { Messages } from '../messages/messages.ts'
import { checkField, selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'

/** How a dump is read; empty charset: found out value by value. */
export interface ReadingInput {
  timeZone: string
  charset: string
  mend: boolean
  acceptCut: boolean
}

/** Those that old sites wrote in; the first five before all others. */
const CHARSETS: readonly (readonly [string, string])[] = [
  ['windows-1252', 'Western European (windows-1252)'],
  ['iso-8859-2', 'Central European (iso-8859-2)'],
  ['windows-1250', 'Central European (windows-1250)'],
  ['windows-1251', 'Cyrillic (windows-1251)'],
  ['koi8-r', 'Cyrillic (koi8-r)'],
  ['windows-1253', 'Greek (windows-1253)'],
  ['windows-1254', 'Turkish (windows-1254)'],
  ['windows-1255', 'Hebrew (windows-1255)'],
  ['windows-1256', 'Arabic (windows-1256)'],
  ['windows-1257', 'Baltic (windows-1257)'],
  ['windows-1258', 'Vietnamese (windows-1258)'],
  ['windows-874', 'Thai (windows-874)'],
  ['shift_jis', 'Japanese (shift_jis)'],
  ['euc-jp', 'Japanese (euc-jp)'],
  ['gbk', 'Chinese, simplified (gbk)'],
  ['big5', 'Chinese, traditional (big5)'],
  ['euc-kr', 'Korean (euc-kr)'],
]

export function readingFields(t: Messages, input: ReadingInput, errors: FieldErrors): Html {
  const zones = [...new Set([input.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return html`<fieldset>
    <legend>${t('imports.reading')}</legend>
    ${selectField({
      name: 'timeZone',
      label: t('imports.timeZone'),
      hint: t('imports.timeZoneHint'),
      value: input.timeZone,
      error: errors.timeZone,
      choices: zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    })}
    ${selectField({
      name: 'charset',
      label: t('imports.charset'),
      hint: t('imports.charsetHint'),
      value: input.charset,
      error: errors.charset,
      choices: [
        { value: '', label: t('imports.charsetAuto') },
        ...CHARSETS.map(([value, label]) => ({ value, label })),
      ],
    })}
    ${checkField({ name: 'mend', label: t('imports.mend'), checked: input.mend })}
  </fieldset>`
}

export function parseReading(form: Form, before: ReadingInput): ReadingInput {
  return {
    timeZone: form.text('timeZone').trim() || before.timeZone,
    charset: form.has('charset') ? form.text('charset') : before.charset,
    // A box that is not ticked sends nothing, so the form says that it has one.
    mend: form.has('charset') ? form.has('mend') : before.mend,
    acceptCut: form.has('acceptCut'),
  }
}

export function mistakesInReading(t: Messages, { timeZone, charset }: ReadingInput): FieldErrors {
  const errors: Record<string, string> = {}
  if (timeZone !== 'UTC' && !Intl.supportedValuesOf('timeZone').includes(timeZone) && !isZone(timeZone))
    errors.timeZone = t('imports.timeZoneUnknown')
  if (charset !== '' && !CHARSETS.some(([value]) => value === charset)) errors.charset = t('imports.charsetUnknown')
  return errors
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
