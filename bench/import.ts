// Moves site A in, and two made-up dumps of different size, through the real command.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportMeasured } from './report.ts'

const ROOT = join(import.meta.dirname, '..')
const SITE_A = join(ROOT, 'test/data/efiction/site-a.sql.gz')
const SMALL_CHAPTERS = 1000
const LARGE_CHAPTERS = 8000
const MIB = 1024 * 1024

export async function measureImport(): Promise<ImportMeasured> {
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-bench-'))
  const siteA = await importDump(SITE_A, join(folder, 'a'))
  const small = await makeDump(join(folder, 'small.sql'), SMALL_CHAPTERS)
  const large = await makeDump(join(folder, 'large.sql'), LARGE_CHAPTERS)
  const smallRun = await importDump(small, join(folder, 'small'))
  const largeRun = await importDump(large, join(folder, 'large'))
  const measured = {
    siteASeconds: siteA.seconds,
    peakMibSmall: smallRun.peakMib,
    peakMibLarge: largeRun.peakMib,
    dumpMibSmall: statSync(small).size / MIB,
    dumpMibLarge: statSync(large).size / MIB,
  }
  rmSync(folder, { recursive: true })
  return measured
}

async function importDump(dump: string, dataDir: string): Promise<{ seconds: number; peakMib: number }> {
  const started = performance.now()
  const args = ['src/main.ts', 'import', 'efiction', dump, '--data', dataDir]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  let peakMib = 0
  const watch = setInterval(() => (peakMib = Math.max(peakMib, peakOf(child.pid!))), 50)
  const [code] = await once(child, 'exit')
  clearInterval(watch)
  if (code !== 0) throw new Error(`The import of ${dump} ended with exit code ${code}.`)
  return { seconds: (performance.now() - started) / 1000, peakMib }
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  } catch {
    return 0
  }
}

/** One story with many chapters of about 12 KB each, as mysqldump would write it. */
async function makeDump(path: string, chapters: number): Promise<string> {
  const out = createWriteStream(path)
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain')
  }
  await write(HEAD)
  const paragraph = `<p>${'The lamp went out and somebody laughed in the next room. '.repeat(20)}</p>\\n`
  for (let id = 1; id <= chapters; id++) {
    const sid = Math.ceil(id / 10)
    if (id % 10 === 1)
      await write(
        `INSERT INTO \`fanfiction_stories\` VALUES (${sid},'Story ${sid}','A summary.','','1','','',1,1200000000,1200000000,1);\n`,
      )
    await write(
      `INSERT INTO \`fanfiction_chapters\` VALUES (${id},'Chapter ${id}',${((id - 1) % 10) + 1},'','${paragraph.repeat(10)}','',1,2000,0,0,${sid},1,0);\n`,
    )
  }
  out.end()
  await once(out, 'finish')
  return path
}

const HEAD = `-- MySQL dump 10.13
CREATE TABLE \`fanfiction_settings\` (\`sitekey\` varchar(50), \`sitename\` varchar(200), \`tableprefix\` varchar(50), \`store\` varchar(10), \`reviewsallowed\` int);
INSERT INTO \`fanfiction_settings\` VALUES ('bench','Bench','','mysql',1);
CREATE TABLE \`fanfiction_authors\` (\`uid\` int, \`penname\` varchar(200), \`realname\` varchar(200), \`email\` varchar(200), \`bio\` text, \`image\` varchar(200), \`date\` int, \`admincreated\` int, \`password\` varchar(40));
INSERT INTO \`fanfiction_authors\` VALUES (1,'Ada','','ada@example.org','','',1200000000,0,'0');
CREATE TABLE \`fanfiction_stories\` (\`sid\` int, \`title\` varchar(200), \`summary\` text, \`storynotes\` text, \`catid\` varchar(100), \`classes\` varchar(200), \`charid\` varchar(250), \`uid\` int, \`date\` int, \`updated\` int, \`validated\` int);
CREATE TABLE \`fanfiction_chapters\` (\`chapid\` int, \`title\` varchar(250), \`inorder\` int, \`notes\` text, \`storytext\` text, \`endnotes\` text, \`validated\` int, \`wordcount\` int, \`rating\` int, \`reviews\` int, \`sid\` int, \`uid\` int, \`count\` int);
`
