import { Worker } from 'node:worker_threads'
import type { PeopleReading, ReadingOptions } from '@claviger/core/assignment/people-reading'
import { type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'

/** What one reading needs. */
export interface ReadingOrder {
  readonly bytes: Uint8Array
  readonly name: string
  readonly options: ReadingOptions
}

export type Reading = Decision<PeopleReading, Refusal>

export interface PoolLimits {
  readonly workers: number
  readonly milliseconds: number
  readonly megabytes: number
}

const limits: PoolLimits = { workers: 2, milliseconds: 60_000, megabytes: 400 }
const idleMs = 300_000

/** A larger file leaves more behind in its worker than a quick start of the next one is worth. */
const smallBytes = 1_000_000

/** Reads files aside from this thread, a few at a time; one that takes too much is ended, and nothing else with it. */
export function openReadingPool(given: Partial<PoolLimits> = {}): (order: ReadingOrder) => Promise<Reading> {
  const pool = { ...limits, ...given }
  const idle: Worker[] = []
  const waiting: (() => void)[] = []
  let busy = 0
  return async (order) => {
    if (busy >= pool.workers) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy += 1
    const worker = idle.pop() ?? startWorker(pool, idle)
    try {
      const { reading, usable } = await readIn(worker, order, pool)
      if (usable && order.bytes.length <= smallBytes) rest(worker, idle)
      else await worker.terminate()
      return reading
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

function startWorker({ megabytes }: PoolLimits, idle: Worker[]): Worker {
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  // One that breaks while it rests is nobody's trouble.
  worker.on('error', () => {})
  worker.on('exit', () => {
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
  })
  return worker
}

interface Ended {
  readonly reading: Reading
  /** The worker is as it was, and may read again. */
  readonly usable: boolean
}

/** Waits for the reading, the worker's end, or the end of its time, whichever comes first. */
async function readIn(worker: Worker, order: ReadingOrder, { milliseconds }: PoolLimits): Promise<Ended> {
  const { promise, resolve } = Promise.withResolvers<Ended>()
  const give = (reading: Reading, usable: boolean) => resolve({ reading, usable })
  const timer = setTimeout(() => give(refuse('file_takes_too_long'), false), milliseconds)
  const listeners = {
    message: (reading: Reading) => give(reading, true),
    error: (fault: unknown) => give(refuse(codeOf(fault)), false),
    exit: () => give(refuse('file_not_readable'), false),
  }
  for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener)
  worker.ref()
  worker.postMessage(order)
  const ended = await promise
  clearTimeout(timer)
  for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener)
  return ended
}

function codeOf(fault: unknown): 'file_unpacks_too_large' | 'file_not_readable' {
  const full = fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return full ? 'file_unpacks_too_large' : 'file_not_readable'
}

/** A worker at rest keeps nobody from ending, and goes when it has not been needed for a while. */
function rest(worker: Worker, idle: Worker[]): void {
  worker.unref()
  idle.push(worker)
  const timer = setTimeout(() => {
    const at = idle.indexOf(worker)
    if (at < 0) return
    idle.splice(at, 1)
    worker.terminate()
  }, idleMs)
  timer.unref()
}
