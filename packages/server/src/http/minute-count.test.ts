import { expect, test } from 'vitest'
import { minuteCount } from './minute-count.ts'

test('counts each name for itself, until the minute is over', () => {
  let now = new Date('2026-11-02T09:00:10Z')
  const count = minuteCount(() => now)
  count.count('one')
  count.count('one')
  count.count('other')
  expect([count.of('one'), count.of('other'), count.of('nobody'), count.secondsLeft()]).toEqual([2, 1, 0, 50])
  now = new Date('2026-11-02T09:01:00Z')
  expect([count.of('one'), count.secondsLeft()]).toEqual([0, 60])
})

test('begins anew rather than keep any number of names', () => {
  const count = minuteCount(() => new Date(0))
  count.count('first')
  for (let n = 0; n < 10_001; n++) count.count(`source ${n}`)
  expect(count.of('first')).toBe(0)
})
