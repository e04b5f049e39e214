import { expect, test } from 'vitest'
import { maskPath } from './mask-path.ts'

const token = '7kq2m97kq2m97kq2m97kq2m97k'

test.each([
  ...['/i/', '/a/', '/claim/', '/order/', '/signin/', '/setup/', '/I/', '//i/', '/i//', '/i.data/', '/I/<'],
  ...['/ii/', '/', '/vendor/', '/o/harrow-vale/', '/nowhere/x='],
])('what opens something does not stand in the log behind %s (O-39)', (before) => {
  expect(maskPath(`${before}${token}`)).not.toContain(token)
  expect(maskPath(`${before}${token}/code`)).not.toContain(token)
  expect(maskPath(`${before}${token.toUpperCase()}.`)).not.toContain(token.toUpperCase())
})

test('a path of the console stands there whole', () => {
  const path = '/o/harrow-vale/t/2000001/jobs/0191d3a0-0000-7000-8000-000000000001'
  expect(maskPath(path)).toBe(path)
})
