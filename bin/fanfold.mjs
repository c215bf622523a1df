#!/usr/bin/env node
import { run } from './bootstrap.mjs'
import { IMPORT_ENVIRONMENT, IMPORT_FLAGS } from './import-flags.mjs'

const args = process.argv.slice(2)

const isImport = args[0] === 'import'
if (isImport) Object.assign(process.env, { ...IMPORT_ENVIRONMENT, ...process.env })

await run('src/main.ts', args, isImport ? IMPORT_FLAGS : [])
