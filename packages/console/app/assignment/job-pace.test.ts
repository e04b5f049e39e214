import { expect, test } from 'vitest'
import { paceOf } from './job-pace.server.ts'

const startedAt = new Date('2026-11-25T09:00:00Z')
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000)
const job = { startedAt, total: 194, done: 75, waiting: 113 } as const

test('the rest of a job takes as long a line as what is behind it', () => {
  expect(paceOf({ ...job, state: 'running' }, after(10))).toEqual({
    ...{ state: 'running', passed: 81, total: 194, secondsLeft: 14 },
  })
})

test('before the first line is decided nobody can tell how long it takes', () => {
  expect(paceOf({ ...job, state: 'running', waiting: 194 }, after(10))?.secondsLeft).toBeNull()
})

test('a job that is undone counts the lines that were done', () => {
  expect(paceOf({ ...job, state: 'undoing', waiting: 25 }, after(10))).toMatchObject({
    passed: 50,
    total: 75,
  })
})

test('a job that has ended is nowhere', () => {
  expect(paceOf({ ...job, state: 'ended', waiting: 0 }, after(10))).toBeNull()
})
