import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lastAnswers } from './last-answers.server.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A question that notes how often it was really asked. */
function counted() {
  const asked: string[] = []
  const last = lastAnswers<string>(2, 60)
  const ask = (key: string) => last(key, async () => `answer ${asked.push(key)}`)
  return { asked, ask }
}

test('the same question is asked once while it is wanted again and again', async () => {
  const { asked, ask } = counted()
  expect([await ask('a'), await ask('a')]).toEqual(['answer 1', 'answer 1'])
  vi.advanceTimersByTime(59_000)
  await ask('a')
  vi.advanceTimersByTime(59_000)
  await ask('a')
  expect(asked).toEqual(['a'])
  vi.advanceTimersByTime(61_000)
  await ask('a')
  expect(asked).toEqual(['a', 'a'])
})

test('only the last few answers take room', async () => {
  const { asked, ask } = counted()
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('a question that failed is asked again', async () => {
  const last = lastAnswers<string>(2, 60)
  await expect(last('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await last('a', async () => 'yes')).toBe('yes')
})
