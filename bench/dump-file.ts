// Writes a dump in the style of phpMyAdmin: INSERTs of at most 50 kB that name their columns, keys at the end.
import { closeSync, openSync, writeSync } from 'node:fs'

const LONGEST_INSERT = 50_000
const BLOCK = 1 << 20

export type Value = string | number | Buffer | null

/** Names and types of the columns, as `uid int(11), penname varchar(200)`. */
export class DumpFile {
  bytes = 0
  rows = 0
  readonly #file: number
  readonly #keys: string[] = []
  #pieces: Buffer[] = []
  #held = 0
  #insert = ''
  #inserted = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
    this.#text(HEAD)
  }

  table(name: string, columns: string): void {
    this.#endInsert()
    const table = `\`fanfiction_${name}\``
    const parts = columns.split(/,\s*(?![^(]*\))/).map((column) => column.trim().split(' '))
    const created = parts.map(
      ([column, type]) => `  \`${column}\` ${type} ${NULLABLE.test(type!) ? 'DEFAULT NULL' : 'NOT NULL'}`,
    )
    this.#text(
      `\n-- --------------------------------------------------------\n\n--\n-- Table structure for table ${table}\n--\n\n`,
    )
    this.#text(`CREATE TABLE ${table} (\n${created.join(',\n')}\n) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;\n\n`)
    this.#text(`--\n-- Dumping data for table ${table}\n--\n\n`)
    this.#insert = `INSERT INTO ${table} (${parts.map(([column]) => `\`${column}\``).join(', ')}) VALUES\n`
    this.#keys.push(`ALTER TABLE ${table}\n  ADD PRIMARY KEY (\`${parts[0]![0]}\`);\n`)
  }

  row(values: readonly Value[]): void {
    const pieces: Buffer[] = []
    let text = '('
    for (const [index, value] of values.entries()) {
      if (index > 0) text += ', '
      if (value === null) text += 'NULL'
      else if (typeof value === 'number') text += value
      else if (typeof value === 'string') text += `'${escaped(value)}'`
      else {
        pieces.push(Buffer.from(`${text}'`), Buffer.from(escaped(value.toString('latin1')), 'latin1'))
        text = "'"
      }
    }
    pieces.push(Buffer.from(`${text})`))
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (this.#inserted > 0 && this.#inserted + length > LONGEST_INSERT) this.#endInsert()
    this.#text(this.#inserted === 0 ? this.#insert : ',\n')
    for (const piece of pieces) this.#write(piece)
    this.#inserted += length
    this.rows++
  }

  close(): void {
    this.#endInsert()
    this.#text(`\n--\n-- Indexes for dumped tables\n--\n\n${this.#keys.join('\n')}`)
    this.#flush()
    closeSync(this.#file)
  }

  #endInsert(): void {
    if (this.#inserted > 0) this.#text(';\n')
    this.#inserted = 0
  }

  #text(text: string): void {
    this.#write(Buffer.from(text))
  }

  #write(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#held += piece.length
    this.bytes += piece.length
    if (this.#held >= BLOCK) this.#flush()
  }

  #flush(): void {
    const block = Buffer.concat(this.#pieces)
    for (let at = 0; at < block.length;) at += writeSync(this.#file, block, at)
    this.#pieces = []
    this.#held = 0
  }
}

const NULLABLE = /^text/

function escaped(text: string): string {
  return /['\\\r\n\0\x1a]/.test(text) ? text.replace(/['\\\r\n\0\x1a]/g, (character) => ESCAPES[character]!) : text
}

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "''",
  '\\': '\\\\',
  '\r': '\\r',
  '\n': '\\n',
  '\0': '\\0',
  '\x1a': '\\Z',
}

const HEAD = `-- phpMyAdmin SQL Dump
-- version 5.2.1
-- https://www.phpmyadmin.net/
--
-- Host: localhost
-- Server version: 10.11.19-MariaDB

SET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";
SET time_zone = "+00:00";

/*!40101 SET NAMES utf8mb4 */;

--
-- Database: \`archive\`
--
`
