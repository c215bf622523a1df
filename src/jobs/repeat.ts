import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'

export interface RepeatOptions {
  everyMs: number
  signal: AbortSignal
  log: Logger
}

/** Does it now and again after each pause, until the signal; what it throws is logged and tried again. */
export async function repeat(work: () => Promise<unknown>, { everyMs, signal, log }: RepeatOptions): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => log.error({ err: error }, 'repeated work failed'))
    await wait(everyMs, undefined, { signal }).catch(() => {})
  }
}
