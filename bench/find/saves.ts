// Works are given twenty tags through the form, one after another; each must stand in the very next answer.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Page } from '../../test/client.ts'
import { fieldsOf } from '../../test/fields-of.ts'
import { Random } from '../random.ts'

const SAVES = 60
const TAGS = 20

export interface Saved {
  /** Of the answer to the sent form. */
  saveMs: number[]
  /** Of the first page of a tag that the work was given. */
  nextMs: number[]
  missing: number
}

export async function measureSaves(origin: string, folder: string, cookie: string, works: number): Promise<Saved> {
  const random = new Random(99)
  const tags = rareTags(folder)
  const saved: Saved = { saveMs: [], nextMs: [], missing: 0 }
  const headers = { cookie, origin }
  for (let save = 0; save < SAVES; save++) {
    const address = `/works/${works - save * 7}`
    const response = await fetch(`${origin}${address}/edit`, { headers })
    const fields = fieldsOf(new Page(response, await response.text(), address))
    const chosen = Array.from({ length: TAGS }, () => random.pick(tags))
    fields[fieldOfTags(fields)] = chosen.map((tag) => tag.name).join(', ')
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
    )
    let started = performance.now()
    const answer = await fetch(`${origin}${address}/edit`, { method: 'POST', headers, body, redirect: 'manual' })
    saved.saveMs.push(performance.now() - started)
    if (answer.status !== 303) throw new Error(`Saving answered ${answer.status}.`)
    started = performance.now()
    const list = await (await fetch(`${origin}/browse/${chosen[0]!.address}`, { headers })).text()
    saved.nextMs.push(performance.now() - started)
    if (!list.includes(`"${address}"`)) saved.missing++
  }
  return saved
}

/** So rare that every work of them stands on the first page. */
function rareTags(folder: string): Array<{ name: string; address: string }> {
  const file = new DatabaseSync(join(folder, 'fanfold.sqlite'), { readOnly: true })
  const rows = file
    .prepare(
      `select tag.name, 'tags/' || tag.slug as address from tag where vocabulary_id = 7 and canonical_id is null
       and (select count(*) from work_tag_expansion where tag_id = tag.id) between 1 and 5
       order by id desc limit 2000`,
    )
    .all()
  file.close()
  return rows as unknown as Array<{ name: string; address: string }>
}

function fieldOfTags(fields: Record<string, unknown>): string {
  const name = Object.keys(fields).find((field) => field.endsWith('7'))
  if (!name) throw new Error(`No field for tags among ${Object.keys(fields).join()}.`)
  return name
}
