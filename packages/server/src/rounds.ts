/** Something that falls due by the clock alone: one turn does a bounded part of it and answers how much it did. */
export interface Round {
  /** Names it in the log. */
  readonly name: string
  readonly turn: () => Promise<number>
}

/** The loop that does what falls due by the clock. */
export interface Rounds {
  /** Takes turns until nothing is due. */
  runAll(): Promise<void>
  /** Finishes the turn it is at and begins nothing new. */
  stop(): Promise<void>
}

export interface RoundsParts {
  readonly rounds: readonly Round[]
  readonly log: { error(facts: object, line: string): void }
}

const everyMs = 60_000

/**
 * Looks once a minute whether something is due. Every process does: who comes first does it, which the rounds
 * themselves must keep right.
 */
export function startRounds({ rounds, log }: RoundsParts): Rounds {
  let stopped = false
  let running = Promise.resolve()
  const runAll = () => {
    running = running.then(async () => {
      for (const { name, turn } of rounds)
        try {
          while (!stopped && (await turn()) > 0);
        } catch (fault) {
          log.error({ fault, round: name }, 'what was due could not be done')
        }
    })
    return running
  }
  const timer = setInterval(runAll, everyMs)
  timer.unref()
  return {
    runAll,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
