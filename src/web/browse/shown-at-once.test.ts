// What lists keep of works and their tags never shows anything that is over.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCast, aTag, aVocabulary, aWork, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { hideWorkFromReaders } from '../../moderation/decide-on-work.ts'
import { paths } from '../paths.ts'

const { db, close } = await openTestDatabase()
const cast = await aCast(db)
const archive = await anApp(db)
const [guest, ada, rui, mo] = [
  archive.guest(),
  await archive.as(cast.ada),
  await archive.as(cast.rui),
  await archive.as(cast.mo),
]
after(close)

const themes = await aVocabulary(db, 'themes', 'freeform', { closed: 0, position: 9 })
const storm = await aTag(db, themes, 'Storm')
const { workId } = await aWork(db, { by: cast.ada, title: 'Alpha', tagIds: [storm] })
const { workId: other } = await aWork(db, { by: cast.bea, title: 'Beta', tagIds: [storm] })

const LISTS = [paths.works({}), paths.author({ slug: 'ada' })]

/** The work as guests and members see it in every list, which have all been seen before. */
async function shown(work = workId): Promise<string[]> {
  const found: string[] = []
  for (const visitor of [guest, rui])
    for (const list of LISTS) {
      const page = await visitor.get(list)
      found.push(page.all(`#work-${work}`).length === 0 ? '' : page.text(`#work-${work}`))
    }
  return found
}

async function everywhere(isThere: (blurb: string) => boolean): Promise<void> {
  const blurbs = await shown()
  assert.ok(blurbs.every(isThere), blurbs.join('\n'))
}

test('an edit shows in the next answer', async () => {
  await everywhere((blurb) => blurb.includes('Alpha') && blurb.includes('Storm'))
  const page = await ada.get(`/works/${workId}/edit`)
  const fields = {
    token: 'token-number-1',
    title: 'Omega',
    language: 'en',
    format: 'html',
    intent: 'post',
    pseuds: cast.ada.pseudId,
    version: page.field('version')!,
    [`tags-${await vocabularyId('ratings')}`]: cast.ratings.general,
    [`tags-${themes}`]: 'Storm, Snow',
  }
  const sent = await ada.post(`/works/${workId}/edit`, fields)
  assert.equal(sent.status, 200, sent.text('main'))
  await everywhere((blurb) => blurb.includes('Omega') && blurb.includes('Snow') && !blurb.includes('Alpha'))
})

test('kudos show in the next answer', async () => {
  await everywhere((blurb) => !blurb.includes('kudos'))
  await rui.post(`/works/${workId}/kudos`)
  await everywhere((blurb) => blurb.includes('1 kudos'))
})

test('a renamed tag shows in the next answer, in every work that has it', async () => {
  const form = await mo.get(`/moderation/tags/deed?kind=rename&tag=${storm}&name=Tempest`)
  const fields: Record<string, string[]> = {}
  for (const input of form.all('input')) {
    const [name, value] = ['name', 'value'].map((key) => input.attrs.find((one) => one.name === key)?.value ?? '')
    if (input.attrs.some((one) => one.value === 'hidden')) fields[name!] = [...(fields[name!] ?? []), value!]
  }
  await mo.post('/moderation/tags/deed', fields)
  await everywhere((blurb) => blurb.includes('Tempest') && !blurb.includes('Storm'))
  assert.ok((await shown(other)).some((blurb) => blurb.includes('Tempest')))
})

test('a work that is hidden is gone from the next answer', async () => {
  await hideWorkFromReaders(db, cast.mo, { workId, reason: 'Not here.' }, NOON)
  await everywhere((blurb) => blurb === '')
})

async function vocabularyId(slug: string): Promise<number> {
  return (await db.selectFrom('vocabulary').where('slug', '=', slug).select('id').executeTakeFirstOrThrow()).id
}
