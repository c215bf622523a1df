import type { Fields, Page } from './client.ts'

/** What a browser sends back when the form's fields are left as they stand on the page. */
export function fieldsOf(page: Page): Fields {
  const fields: Record<string, string[]> = {}
  for (const element of [...page.all('input'), ...page.all('textarea'), ...page.all('select')]) {
    const attribute = (name: string) => element.attrs.find((one) => one.name === name)?.value ?? null
    const name = attribute('name')
    if (!name || (attribute('type') === 'checkbox' && attribute('checked') === null)) continue
    const value = attribute('type') === 'checkbox' ? attribute('value')! : page.field(name)!
    ;(fields[name] ??= []).push(value)
  }
  return fields
}
