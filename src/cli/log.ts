import { type Logger, pino } from 'pino'

/** JSON lines; on a terminal, lines to read. */
export function makeLog(level: string, output: NodeJS.WriteStream = process.stdout): Logger {
  if (!output.isTTY) return pino({ level, base: null }, pino.destination({ dest: 1, sync: true }))
  return pino({ level, base: null }, { write: (line: string) => void output.write(readable(line)) })
}

const LABELS: Record<number, string> = { 10: 'trace', 20: 'debug', 30: '', 40: 'warning', 50: 'error', 60: 'fatal' }

function readable(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(Number(time)).toTimeString().slice(0, 8)
  const label = LABELS[Number(level)]
  const details = Object.entries(rest).map(
    ([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
  )
  const stack = (err as { stack?: string } | undefined)?.stack
  return `${[clock, label, msg, ...details].filter(Boolean).join('  ')}\n${stack ? `${stack}\n` : ''}`
}
