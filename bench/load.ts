// Asks a server as fast as it answers: by wrk where it is installed, else by autocannon.
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import autocannon from 'autocannon'

export interface Load {
  origin: string
  paths: readonly string[]
  headers?: Record<string, string>
  connections: number
  seconds: number
}

export interface Measured {
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** Of the body and head of one answer, on average. */
  bytes: number
  errors: number
}

export const HAS_WRK = spawnSync('wrk', ['-v']).error === undefined

export async function measure(load: Load): Promise<Measured> {
  return HAS_WRK ? byWrk(load) : byAutocannon(load)
}

async function byWrk({ origin, paths, headers = {}, connections, seconds }: Load): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-bench-'))
  const script = join(folder, 'ask.lua')
  writeFileSync(script, luaScript(paths, headers))
  const args = ['-t1', `-c${connections}`, `-d${Math.ceil(seconds)}s`, '--latency', '-s', script, origin]
  const { stdout } = await promisify(execFile)('wrk', args)
  rmSync(folder, { recursive: true })
  const line = /^RESULT (.*)$/m.exec(stdout)![1]!
  const [requests, microseconds, bytes, p50, p99, errors] = line.split(' ').map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return {
    requestsPerSecond: requests / (microseconds / 1e6),
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
    bytes: bytes / requests,
    errors,
  }
}

function luaScript(paths: readonly string[], headers: Record<string, string>): string {
  const quote = (text: string) => JSON.stringify(text)
  return `
local paths = { ${paths.map(quote).join(', ')} }
local headers = { ${Object.entries(headers)
    .map(([name, value]) => `[${quote(name)}] = ${quote(value)}`)
    .join(', ')} }
local ready, at = {}, 0
init = function(args)
  for index, path in ipairs(paths) do ready[index] = wrk.format("GET", path, headers) end
end
request = function()
  at = at % #ready + 1
  return ready[at]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
`
}

async function byAutocannon({ origin, paths, headers = {}, connections, seconds }: Load): Promise<Measured> {
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    requests: paths.map((path) => ({ method: 'GET' as const, path, headers })),
  })
  return {
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    bytes: result.throughput.total / Math.max(1, result.requests.total),
    errors: result.errors + result.non2xx,
  }
}
