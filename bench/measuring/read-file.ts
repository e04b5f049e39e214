import { readFileSync } from 'node:fs'
import { openReadingPool } from '../../packages/server/src/files/reading-pool.ts'
import { listEntries, unpack } from '../../packages/server/src/files/zip-entries.ts'

// Reads one workbook over and over in a process of its own, so that its peak of memory is that of reading alone, and
// unpacks the same bytes in turn.

/** What was seen of it. */
export interface FileFigures {
  readonly people: number
  readonly readMs: readonly number[]
  readonly unpackMs: readonly number[]
  /** What reading took beside what the process had before. */
  readonly megabytes: number
}

const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ''))
const rounds = Number(process.argv[3])
const read = openReadingPool({ milliseconds: 120_000 })
const before = process.memoryUsage.rss()
const [readMs, unpackMs]: [number[], number[]] = [[], []]
let people = 0
for (let round = 0; round < rounds; round++) {
  readMs.push(
    await worked(async () => {
      const reading = await read({ bytes, name: 'people.xlsx', options: {} })
      if (!reading.ok) throw new Error(reading.refusal.code)
      people = reading.plan.totals.people
    }),
  )
  unpackMs.push(await worked(async () => unpackAll()))
}
const megabytes = process.resourceUsage().maxRSS / 1024 - before / 1_048_576
console.log(JSON.stringify({ people, readMs, unpackMs, megabytes } satisfies FileFigures))

/** How long the cores have worked for something, in all threads: a busy neighbor does not count. */
async function worked(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function unpackAll(): void {
  for (const entry of listEntries(bytes).values())
    for (const _ of unpack(entry, { left: Number.POSITIVE_INFINITY }));
}
