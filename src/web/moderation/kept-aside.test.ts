import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMember, NOON } from '../../../test/cast.ts'
import { anApp } from '../../../test/client.ts'
import { openTestDatabase } from '../../../test/database.ts'
import { tinySite } from '../../../test/tiny-site.ts'
import { importSite } from '../../import/efiction/import-site.ts'

test('owners read what is kept aside and the old log as plain text, and nobody else does', async () => {
  const { db, close } = await openTestDatabase()
  const code = '<?php echo "<script>alert(1)</script>"; ?>'
  const codeblocks = [1, 2].map((code_id) => ({ code_id, code_text: `${code} ${code_id}`, code_type: 'storyblock' }))
  const log = [{ log_id: 1, log_action: '<b>Wren</b> registered from IP address 127.0.0.1.', log_type: 'RG' }]
  await importSite(db, { dump: tinySite({ codeblocks, log, settings: [{ smtp_password: 'hunter2' }] }), now: NOON })
  const [rui, mo] = [await aMember(db, 'Rui'), await aMember(db, 'Mo', 'moderator')]
  const olga = await aMember(db, 'Olga', 'owner')
  const app = await anApp(db)
  const owner = await app.as(olga)

  const list = await owner.get('/moderation/kept-aside')
  assert.ok(list.has('codeblocks 2 rows'))
  const page = await owner.get(list.link('codeblocks')!)
  assert.ok(page.has('<?php echo "<script>alert(1)</script>"; ?> 1'))
  assert.doesNotMatch(page.body, /<script>alert/)
  assert.ok((await owner.get('/moderation/log')).has('Wren registered.'))
  assert.ok((await owner.get('/moderation/log?action=member+registered')).has('member registered'))
  assert.ok(!(await owner.get('/moderation/log?action=nothing')).has('Wren registered.'))
  for (const path of ['/moderation/kept-aside', list.link('codeblocks')!, '/moderation/log']) {
    for (const member of [rui, mo]) assert.equal((await (await app.as(member)).get(path)).status, 403, path)
    assert.equal((await app.guest().get(path)).status, 303)
    assert.ok(!(await owner.get(path)).body.includes('hunter2'))
  }
  assert.equal((await owner.get('/moderation/kept-aside/nothing?source=tiny')).status, 404)
  await close()
})
