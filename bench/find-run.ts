// `npm run bench:find`: fills an archive of 200,000 works (with --large of a million), starts the real server and
// measures everything that finds works, as whole answers.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillFind } from './find/fill-find.ts'
import { LARGE, ORDINARY } from './find/size.ts'

const { values: flags } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '8' },
    only: { type: 'string' },
    json: { type: 'string' },
  },
})
const size = flags.large ? LARGE : ORDINARY
const folder = join(import.meta.dirname, '../.cache/bench', `find-${size.works}`)
await makeReady()

async function makeReady(): Promise<void> {
  const ready = join(folder, 'ready')
  if (flags.fresh) rmSync(folder, { recursive: true, force: true })
  if (existsSync(ready)) return
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const started = Date.now()
  await fillFind(folder, size, (works) => console.log(`filled ${works} of ${size.works} works`))
  writeFileSync(ready, '')
  console.log(`Filled the archive in ${Math.round((Date.now() - started) / 1000)} s.`)
}
