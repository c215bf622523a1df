#!/usr/bin/env node
import { run } from './bootstrap.mjs'

const args = process.argv.slice(2)

// An import makes and drops so many texts that a larger nursery would only fill, and be no faster.
const flags = args[0] === 'import' ? ['--max-semi-space-size=4'] : []

await run('src/main.ts', args, flags)
