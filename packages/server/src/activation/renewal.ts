/** The loop that gives people new codes when the ones they have no longer say what is true. */
export interface Renewal {
  /** Says that something was written, which may have changed dates. */
  wake(): void
  /** Renews until every code is right. */
  renewAll(): Promise<void>
  /** Finishes what it is at and begins nothing new. */
  stop(): Promise<void>
}

export interface RenewalParts {
  /** Renews a bounded number of codes and answers how many. */
  readonly renew: () => Promise<number>
  readonly log: { error(facts: object, line: string): void }
}

const lookEveryMs = 5_000
const quietLooks = 12

/** Starts looking: a few seconds after something was written, and once a minute for what other processes have written. */
export function startRenewal({ renew, log }: RenewalParts): Renewal {
  let written = true
  let quiet = 0
  let stopped = false
  let running = Promise.resolve()
  const renewAll = () => {
    written = false
    quiet = 0
    running = running.then(async () => {
      while (!stopped && (await renew()) > 0);
      // Renewing is writing, too; what somebody else wrote meanwhile is found within the minute.
      written = false
    })
    running = running.catch((fault) => log.error({ fault }, 'codes could not be renewed'))
    return running
  }
  const timer = setInterval(() => {
    quiet += 1
    if (written || quiet >= quietLooks) void renewAll()
  }, lookEveryMs)
  timer.unref()
  return {
    wake: () => {
      written = true
    },
    renewAll,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
