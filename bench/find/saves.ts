// Works are given twenty tags through the form, one after another; each must stand in the very next answer. Then the same
// while readers open chapters, and chapters are given another text.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Page } from '../../test/client.ts'
import { fieldsOf } from '../../test/fields-of.ts'
import { Random } from '../random.ts'
import { whileReading } from './readers.ts'
import { Words } from './words.ts'

/** The first ones are not measured, as everywhere. */
const WARMING_UP = 30
const SAVES = 200
const TAGS = 20
const TEXT_WORDS = 500

interface Archive {
  origin: string
  folder: string
  cookie: string
}

export interface Saved {
  /** In milliseconds, by what was asked. */
  times: Array<{ name: string; ms: number[] }>
  /** Works that the next answer lacked. */
  missing: number
}

export async function measureSaves(archive: Archive, works: number): Promise<Saved> {
  const forms = new Forms(archive)
  const tags = rareTags(archive.folder)
  const random = new Random(99)
  const words = new Words(new Random(98))
  let work = works
  let missing = 0
  const saveMany = async (many: number) => {
    const ms: { save: number[]; next: number[] } = { save: [], next: [] }
    for (let save = 0; save < many; save++) {
      work -= 7
      const chosen = Array.from({ length: TAGS }, () => random.pick(tags))
      const names = chosen.map((tag) => tag.name).join(', ')
      ms.save.push(await forms.send(`/works/${work}/edit`, (fields) => (fields[fieldOfTags(fields)] = names)))
      const started = performance.now()
      const list = await (await fetch(`${archive.origin}/browse/${chosen[0]!.address}`, forms.asOwner)).text()
      ms.next.push(performance.now() - started)
      if (!list.includes(`"/works/${work}"`)) missing++
    }
    return ms
  }
  const writeMany = async (many: number) => {
    const ms: number[] = []
    for (let save = 0; save < many; save++) {
      work -= 7
      ms.push(
        await forms.send(`/works/${work}/chapters/${work}/edit`, (fields) => (fields.text = words.text(TEXT_WORDS))),
      )
    }
    return ms
  }
  await saveMany(WARMING_UP)
  const alone = await saveMany(SAVES)
  await writeMany(WARMING_UP)
  const written = await writeMany(SAVES)
  const beside = await whileReading(archive.origin, () => saveMany(SAVES))
  return {
    times: [
      { name: 'saving a work with 20 tags', ms: alone.save },
      { name: 'the next page of one of them', ms: alone.next },
      { name: 'saving the text of a chapter', ms: written },
      { name: 'saving a work while 8 readers read', ms: beside.done.save },
      { name: 'chapter page meanwhile', ms: beside.pagesMs },
    ],
    missing,
  }
}

type Fields = Record<string, string | number | ReadonlyArray<string | number>>

class Forms {
  readonly asOwner: { headers: Record<string, string> }
  readonly #origin: string

  constructor({ origin, cookie }: Archive) {
    this.#origin = origin
    this.asOwner = { headers: { cookie, origin } }
  }

  /** Opens the form, changes it and sends it; returns how long its answer took. */
  async send(address: string, change: (fields: Fields) => void): Promise<number> {
    const url = this.#origin + address
    const response = await fetch(url, this.asOwner)
    const fields = fieldsOf(new Page(response, await response.text(), address))
    change(fields)
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
    )
    const started = performance.now()
    const answer = await fetch(url, { ...this.asOwner, method: 'POST', body, redirect: 'manual' })
    const ms = performance.now() - started
    if (answer.status !== 303) throw new Error(`Saving ${address} answered ${answer.status}.`)
    return ms
  }
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

function fieldOfTags(fields: Fields): string {
  const name = Object.keys(fields).find((field) => field.endsWith('7'))
  if (!name) throw new Error(`No field for tags among ${Object.keys(fields).join()}.`)
  return name
}
