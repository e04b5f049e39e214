/** Jobs that are under way, as the loop meets them: who keeps them is not its business. */
export interface JobQueue<Turn extends JobTurn = JobTurn> {
  /** Takes on the job whose turn it is. */
  take(): Promise<Turn | undefined>
  /** Does the next chunk of it, of at most so many lines, in one transaction: all of it or nothing. */
  carryOn(turn: Turn, lines: number): Promise<void>
  /** Lets it be tried again after some seconds. */
  putOff(turn: Turn, seconds: number): Promise<void>
  /** Gives up its next line, which fails by itself, so that all the others get their turn. */
  giveUpLine(turn: Turn): Promise<void>
}

export interface JobTurn {
  readonly organizationId: number
  readonly id: string
  /** How often its next chunk has been tried, this time included. */
  readonly attempts: number
}

export interface JobsParts<Turn extends JobTurn> {
  readonly queue: JobQueue<Turn>
  readonly log: { warn(facts: object, line: string): void; error(facts: object, line: string): void }
  /** The most lines of one transaction. */
  readonly lines?: number
  /** It looks by itself whether there is something to do; otherwise only when it is told to run. */
  readonly looks?: boolean
}

/** The loop that goes on with bulk acts after the requests that began them. */
export interface Jobs {
  /** Says that there may be something to go on with. */
  wake(): void
  /** Goes on until nothing is left that can be done now. */
  runAll(): Promise<void>
  /** Finishes the chunk it is at and begins nothing new. */
  stop(): Promise<void>
}

/** How many lines of a bulk act are decided in one transaction. */
export const chunkLines = 500

const lookEveryMs = 200
const quietLooks = 25
/** After each chunk the others get a part of the time it took for themselves. */
const restShare = 0.25

/** Starts going on with jobs: at once after each wake, and every few seconds with what another process left. */
export function startJobs<Turn extends JobTurn>(parts: JobsParts<Turn>): Jobs {
  let awake = true
  let quiet = 0
  let stopped = false
  let running = Promise.resolve()
  const runAll = (restful = false) => {
    awake = false
    quiet = 0
    running = running.then(async () => {
      while (!stopped && (await oneTurn(parts, restful)));
    })
    running = running.catch((fault) => parts.log.error({ fault }, 'jobs could not go on'))
    return running
  }
  const look = () => {
    quiet += 1
    if (awake || quiet >= quietLooks) void runAll(true)
  }
  const timer = parts.looks === false ? undefined : setInterval(look, lookEveryMs)
  timer?.unref()
  return {
    wake: () => {
      awake = true
    },
    runAll: () => runAll(),
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** Does one chunk of the job whose turn it is; answers whether there was one. */
async function oneTurn<Turn extends JobTurn>(parts: JobsParts<Turn>, restful: boolean): Promise<boolean> {
  const { queue, log, lines: most = chunkLines } = parts
  const turn = await queue.take()
  if (!turn) return false
  const began = performance.now()
  const lines = linesAt(turn.attempts, most)
  try {
    await (lines === 0 ? queue.giveUpLine(turn) : queue.carryOn(turn, lines))
  } catch (fault) {
    const { id: job, attempts } = turn
    log.warn({ fault, job, lines, attempts }, 'a chunk of a job failed')
    await queue.putOff(turn, Math.min(attempts, 5))
  }
  if (restful) await rest((performance.now() - began) * restShare)
  return true
}

const smaller = [1, 1, 5, 25, 125] as const

/** What fails twice is cut smaller until one line is left, and that one is given up when it fails twice. */
function linesAt(attempts: number, most: number): number {
  const parts = smaller[attempts - 1]
  if (parts !== undefined) return Math.max(1, Math.floor(most / parts))
  return attempts <= smaller.length + 2 ? 1 : 0
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
