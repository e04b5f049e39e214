import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * Opens the log. Of a fault it keeps kind, code, message and place: the details a database adds name rows, and rows
 * name people.
 */
export function openLog(level: string, destination?: { write(line: string): void }): Log {
  const settings = { level, base: null, serializers: { fault: faultFacts } }
  return destination ? pino(settings, destination) : pino(settings)
}

function faultFacts(fault: unknown): object {
  if (!(fault instanceof Error)) return { message: String(fault).slice(0, 300) }
  const { name, message, stack, code } = fault as Error & { code?: unknown }
  return { name, message, ...(code === undefined ? {} : { code }), stack }
}
