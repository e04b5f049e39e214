import { expect, test } from 'vitest'
import { once } from './once.server.ts'

test('a form that arrives twice at once acts once, and both are answered the same', async () => {
  const acts: number[] = []
  const act = async () => acts.push(1)
  const answers = await Promise.all([once('a', 1, act), once('a', 1, act)])
  expect(answers).toEqual([1, 1])
  expect(await once('a', 1, act)).toBe(1)
  expect(await once('b', 1, act)).toBe(2)
})

test('an act that broke is not kept: the next try acts', async () => {
  const breaks = () => Promise.reject(new Error('broken'))
  await expect(once('c', 60, breaks)).rejects.toThrow('broken')
  expect(await once('c', 60, async () => 'done')).toBe('done')
})
