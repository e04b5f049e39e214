/** Gathers what comes at the same time, so that one transaction answers all of it. */
export interface Batch<Item, Answer> {
  /** Answers when the transaction that carried this item has ended. */
  add(item: Item): Promise<Answer>
  /** Answers when nothing is under way any more. */
  drained(): Promise<void>
}

export interface BatchTimes {
  /** How long the first item waits for company. */
  readonly waitMs: number
  /** How many items one run takes at most. */
  readonly most: number
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer) => void
  readonly reject: (fault: unknown) => void
}

/**
 * Runs one batch at a time: what comes meanwhile is the next one. `run` answers each item in its place; when it fails, all
 * of its items fail.
 */
export function batched<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { waitMs, most }: BatchTimes,
): Batch<Item, Answer> {
  let waiting: Waiting<Item, Answer>[] = []
  let running: Promise<void> | null = null
  const begin = () => {
    running ??= runAll().finally(() => {
      running = null
    })
  }
  const runAll = async () => {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      await settle(batch, run)
    }
  }
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        begin()
      }),
    async drained() {
      while (running) await running
    },
  }
}

async function settle<Item, Answer>(
  batch: readonly Waiting<Item, Answer>[],
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Promise<void> {
  try {
    const answers = await run(batch.map((one) => one.item))
    if (answers.length !== batch.length) throw new Error('a batch was answered in part')
    batch.forEach((one, place) => {
      one.resolve(answers[place] as Answer)
    })
  } catch (fault) {
    for (const one of batch) one.reject(fault)
  }
}
