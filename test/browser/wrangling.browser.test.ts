// A moderator looks at what a merge would change, on a phone and on a desk.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Member } from '../../src/people/viewer.ts'
import { aMember, aTag, aVocabulary, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'

const pictures = process.env.PICTURES
/** One word, wider than a phone. */
const WIDE = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
let mo: Member
let deed: string

const archive = anArchive(async (db) => {
  mo = await aMember(db, 'Mo', 'owner')
  const themes = await aVocabulary(db, 'themes', 'freeform', { closed: 0 })
  const [from, into] = [await aTag(db, themes, 'Sadness'), await aTag(db, themes, 'Sorrow without an end')]
  for (const tagIds of [[from], [from, into], [into]]) await aWork(db, { by: mo, tagIds })
  for (const name of [WIDE, `${WIDE}en`]) await aWork(db, { by: mo, tagIds: [await aTag(db, themes, name)] })
  deed = `/moderation/tags/deed?kind=merge&tag=${from}&into=${into}`
})

for (const width of [390, 1280])
  test(`what a merge would change stands apart from the button that does it, ${width} wide`, async () => {
    const visitor = await archive.visitAs(mo, { viewport: { width, height: 900 }, bypassCSP: true })
    assert.equal(await visitor.go(deed), 200)
    const { page } = visitor
    const table = (await page.locator('.table').boundingBox())!
    const caption = await page.evaluate("getComputedStyle(document.querySelector('.table caption')).textAlign")
    assert.equal(caption, 'start')
    const button = (await page.getByRole('button', { name: 'Do it' }).boundingBox())!
    if (pictures) await page.screenshot({ path: `${pictures}/preview-${width}.png`, fullPage: true })
    assert.ok(button.y - (table.y + table.height) >= 12, `${table.y + table.height} and ${button.y}`)
    assert.deepEqual(await troubleOn(visitor, 'preview'), [])
    await visitor.leave()
  })

test('the ways between the desks begin where the heading does and tell where one is', async () => {
  const visitor = await archive.visitAs(mo, { viewport: { width: 1280, height: 900 }, bypassCSP: true })
  assert.equal(await visitor.go('/moderation/tags'), 200)
  const ways = visitor.page.getByRole('navigation', { name: 'Ways between the desks of tags' }).getByRole('link')
  const heading = (await visitor.page.getByRole('heading', { level: 1 }).boundingBox())!
  assert.equal((await ways.first().boundingBox())!.x, heading.x)
  const lines = await visitor.page.evaluate(
    "[...document.querySelectorAll('main .own-links a')].map((one) => getComputedStyle(one).textDecorationLine)",
  )
  assert.deepEqual(lines, ['none', 'underline', 'underline'])
  await visitor.leave()
})

test('every desk of tags fits on a phone, whatever names are on it, and each field has its label', async () => {
  const visitor = await archive.visitAs(mo, { viewport: { width: 390, height: 844 }, bypassCSP: true })
  const wide = await archive.db.selectFrom('tag').where('name', '=', WIDE).select('id').executeTakeFirstOrThrow()
  const places = ['', '/alike', '/acts', `/${wide.id}`, `/deed?kind=synonym&tag=${wide.id}&intoNames=Sadness`]
  for (const place of places) {
    assert.equal(await visitor.go(`/moderation/tags${place}`), 200, place)
    assert.deepEqual(await troubleOn(visitor, place), [])
  }
  await visitor.go('/moderation/tags')
  assert.ok(await visitor.page.getByLabel('What to do').getByText('Stands below').count())
  assert.equal(await visitor.page.getByLabel('Kind', { exact: true }).count(), 1)
  await visitor.leave()
})
