#!/usr/bin/env node
import { run } from './bootstrap.mjs'

const args = process.argv.slice(2)

const isImport = args[0] === 'import'
// An import makes and drops so many texts that a larger nursery would only fill, and be no faster.
// Left to itself, the old space grows to twice what lives in it before it is swept.
const flags = isImport ? ['--max-semi-space-size=4', '--heap-growing-percent=30'] : []
// Blocks of rows go from thread to thread; glibc would keep those that are done, in case more come.
if (isImport) process.env.MALLOC_MMAP_THRESHOLD_ ??= String(256 * 1024)

await run('src/main.ts', args, flags)
