import { type SiteTables, value } from './site-tables.ts'

const TEXTS = ['welcome', 'thankyou', 'nothankyou', 'rules', 'copyright', 'help']

/** The settings of 1.x held nothing but the texts that later versions keep in messages. */
export function textsInSettings(tables: SiteTables): void {
  if (!tables.hasColumn('settings', 'welcome') || tables.hasColumn('settings', 'sitekey')) return
  const [row] = [...tables.rows('settings')]
  if (!row) return
  if (tables.count('messages') === 0) {
    const texts = TEXTS.flatMap((name, index) => {
      const text = row.raw(name)
      return text === null
        ? []
        : [{ message_id: value(index + 1), message_name: value(name), message_title: value(''), message_text: text }]
    })
    tables.spool.insert(tables.name('messages'), texts)
    tables.notes.push(`${texts.length} texts stood among the settings, as in version 1.`)
  }
  tables.spool.forget(tables.name('settings'))
}
