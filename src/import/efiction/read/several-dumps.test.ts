// What owners bring when they bring all that they have.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { THE_TALE, moved, refuses, worksIn } from '../../../../test/tiny-move.ts'
import { type OldRows, dumpFile, tinySite } from '../../../../test/tiny-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-several-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const tiny = (tables: Readonly<Record<string, OldRows>> = {}) => readFileSync(tinySite(tables), 'utf8')

let made = 0
function folderOf(files: Record<string, string | Buffer>): string {
  const path = join(folder, `${++made}`)
  mkdirSync(path)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content)
  return path
}

const A_COPY = {
  settings: [{ sitename: 'The Copy' }],
  stories: [{ title: 'A Trial' }, { sid: 2, title: 'Another' }],
  chapters: [{ storytext: 'Testing.' }],
}
const THE_TRIAL = 'A Trial by Wren: <p>Testing.</p>'

describe('sites of several databases, with the same names of tables', () => {
  const CASES: [name: string, dump: () => string][] = [
    [
      'in a dump of all of them',
      () => dumpFile('USE `live`;\n', tiny(), 'CREATE DATABASE `trial`;\nUSE `trial`;\n', tiny(A_COPY)),
    ],
    [
      'in the backup of a whole server',
      () =>
        folderOf({
          'user_live.sql': `-- MySQL dump 10.13\n--\n-- Host: localhost    Database: live\n-- ----\n${tiny()}-- Dump completed`,
          'user_trial.sql': `-- MySQL dump 10.13\n--\n-- Host: localhost    Database: trial\n-- ----\n${tiny(A_COPY)}-- Dump completed`,
        }),
    ],
    [
      'by a tool that writes the database before every name',
      () => {
        const named = (name: string, sql: string) => sql.replace(/(CREATE TABLE|INSERT INTO) /g, `$1 \`${name}\`.`)
        return dumpFile(named('live', tiny()), 'USE `live`;\n', named('trial', tiny(A_COPY)))
      },
    ],
    [
      'exported by a phpMyAdmin that speaks French',
      () =>
        folderOf({
          'a.sql': `--\r\n-- Base de données : \`live\`\r\n--\r\n${tiny()}`,
          'b.sql': `--\r\n-- Base de données : \`trial\`\r\n--\r\n${tiny(A_COPY)}`,
        }),
    ],
  ]
  for (const [name, dump] of CASES) {
    test(`${name} are kept apart, and the owner chooses`, async () => {
      const path = dump()
      await refuses(
        { dump: path },
        /--prefix "trial\." {2}2 stories, 1 chapters.*The Copy[^]*--prefix "fanfiction_" {2}1 stories, 1 chapters.*Tiny/,
      )
      await moved({ dump: path, prefix: 'fanfiction_' }, async (db) => assert.deepEqual(await worksIn(db), [THE_TALE]))
      await moved({ dump: path, prefix: 'trial.' }, async (db, { site }) => {
        assert.deepEqual(await worksIn(db), [THE_TRIAL])
        assert.equal(site.name, 'The Copy')
      })
    })
  }

  test('tables of one database stay together, in whatever parts it was exported', () => {
    const [first, second] = tiny().split(/(?=CREATE TABLE `fanfiction_stories`)/)
    const heading = '-- phpMyAdmin SQL Dump\n-- Database: `live`\n'
    return moved({ dump: folderOf({ 'a.sql': heading + first, 'b.sql': heading + second }) }, async (db) =>
      assert.deepEqual(await worksIn(db), [THE_TALE]),
    )
  })
})

describe('several dumps of one site', () => {
  const newer = () => tiny({ chapters: [{ storytext: 'Once upon a newer time.' }] })

  test('are refused, because the rows of one among those of another are no site', () =>
    refuses(
      { dump: folderOf({ '2018.sql': tiny(), '2019.sql': newer() }) },
      /more than one dump of the same site here: table fanfiction_chapters.*the newer one brings what changed/,
    ))

  test('that are the same are read as one', () =>
    moved({ dump: folderOf({ 'dump.sql': tiny(), 'dump.sql.gz': gzipSync(tiny()) }) }, async (db, { tables }) => {
      assert.deepEqual(await worksIn(db), [THE_TALE])
      assert.equal(tables.find(({ table }) => table === 'stories')?.read, 1)
    }))

  test('one behind the other in a file end as they would in a database', () =>
    moved({ dump: dumpFile(tiny(), newer()) }, async (db, { notes }) => {
      assert.deepEqual(await worksIn(db), ['A Tiny Tale by Wren: <p>Once upon a newer time.</p>'])
      assert.match(notes.join('\n'), /The dump holds twice: .*fanfiction_chapters\. The later rows were taken/)
    }))
})

test('rows that come before their tables, in a file of their own, are read by the columns of these', () => {
  const all = tiny({ authorprefs: [{ level: 4 }] })
  const turned = all
    .replace(/( {2}`title` text),\n( {2}`summary` text)/, '$2,\n$1')
    .replace("'A Tiny Tale','It is short.'", "'It is short.','A Tiny Tale'")
  assert.notEqual(turned, all)
  const [rows, tables] = [/^INSERT[^]*?;\n/gm, /^CREATE[^]*?;\n/gm].map((what) => turned.match(what)!.join(''))
  return moved({ dump: folderOf({ 'data.sql': rows!, 'structure.sql': tables! }) }, async (db, { notes }) => {
    assert.deepEqual(await worksIn(db), [THE_TALE])
    assert.equal((await db.selectFrom('account').select('trusted').executeTakeFirstOrThrow()).trusted, 1)
    assert.doesNotMatch(notes.join('\n'), /names no columns/)
  })
})

describe('a dump whose every table lies in files of its own', () => {
  const heading = '/*!40101 SET NAMES binary*/;\n'
  const stories = (sid: number) => ({ sid, title: `Tale ${sid}` })
  const files = (rows: (text: string) => Record<string, string>) => {
    const text = tiny({ stories: [stories(1), stories(2)] })
    const others = text.replace(/^(CREATE TABLE|INSERT INTO) `fanfiction_stories`[^]*?;\n/gm, '')
    return folderOf({ 'a.sql': others, ...rows(text.match(/^CREATE TABLE `fanfiction_stories`[^]*?;\n/m)![0]) })
  }
  const insert = (sid: number) =>
    heading + tiny({ stories: [stories(sid)] }).match(/^INSERT INTO `fanfiction_stories`[^]*?;\n/m)![0]

  test('is read in whatever order they come', () =>
    moved(
      { dump: files((table) => ({ 'b.sql': insert(1), 'c.sql': heading + table, 'd.sql': insert(2) })) },
      async (db) => {
        const works = await db.selectFrom('work').select('title').orderBy('title').execute()
        assert.deepEqual(
          works.map(({ title }) => title),
          ['Tale 1', 'Tale 2'],
        )
      },
    ))

  test('is no dump of one day where rows come again', () =>
    refuses(
      {
        dump: files((table) => ({
          'b.sql': insert(1),
          'c.sql': heading + table + insert(1) + insert(2),
        })),
      },
      /more than one dump of the same site/,
    ))
})

test('a damaged name of a column does no harm', () =>
  moved({ dump: dumpFile(tiny().replace('`summary`', '`sum\0mary`')) }, async (db) =>
    assert.deepEqual(await worksIn(db), [THE_TALE]),
  ))
