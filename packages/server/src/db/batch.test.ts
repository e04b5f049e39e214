import { expect, test } from 'vitest'
import { batched } from './batch.ts'

/** A batch whose runs are noted and end when the test lets them. */
function open(most = 100) {
  const runs: { readonly items: readonly number[]; readonly end: () => void }[] = []
  const batch = batched(
    (items: readonly number[]) =>
      new Promise<string[]>((resolve, reject) => {
        const end = () =>
          items.includes(13) ? reject(new Error('broken')) : resolve(items.map((n) => `answer ${n}`))
        runs.push({ items, end })
      }),
    { waitMs: 0, most },
  )
  const running = async (count: number) => {
    while (runs.length < count) await new Promise((resolve) => setImmediate(resolve))
    return runs[count - 1] ?? { items: [], end: () => undefined }
  }
  return { batch, runs, running }
}

test('what comes together runs together, each with its own answer', async () => {
  const { batch, running } = open()
  const answers = Promise.all([1, 2, 3].map((n) => batch.add(n)))
  const run = await running(1)
  expect(run.items).toEqual([1, 2, 3])
  run.end()
  expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3'])
})

test('what comes while one runs is the next one, and nobody is answered before their run has ended', async () => {
  const { batch, runs, running } = open()
  const first = batch.add(1)
  const run = await running(1)
  let answered = false
  const second = batch.add(2).then(() => {
    answered = true
  })
  run.end()
  await first
  const next = await running(2)
  expect([runs.length, answered, next.items]).toEqual([2, false, [2]])
  next.end()
  await second
})

test('no run takes more than it may', async () => {
  const { batch, running } = open(2)
  const answers = Promise.all([1, 2, 3].map((n) => batch.add(n)))
  const first = await running(1)
  first.end()
  const second = await running(2)
  second.end()
  expect([first.items, second.items]).toEqual([[1, 2], [3]])
  await answers
})

test('a run that fails fails its own items and no others', async () => {
  const { batch, running } = open()
  const failing = batch.add(13).catch((fault: Error) => fault.message)
  const first = await running(1)
  const going = batch.add(14)
  first.end()
  expect(await failing).toBe('broken')
  const second = await running(2)
  second.end()
  expect(await going).toBe('answer 14')
})

test('all is done when it says so', async () => {
  const { batch, running } = open()
  let answered = false
  batch.add(1).then(() => {
    answered = true
  })
  running(1).then((run) => run.end())
  await batch.drained()
  expect(answered).toBe(true)
})
