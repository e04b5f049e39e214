import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCopy, shown } from './read-copy.ts'

const typed = {
  ...{ productCode: 'loom', machine: 'a'.repeat(22), machineName: 'Jonas’  laptop', system: 'Ubuntu 26.04' },
  release: '6.2.1',
}

test('a product copy is read as it describes itself', () => {
  expect(readCopy(typed)).toEqual({
    ok: true,
    plan: { ...typed, productCode: 'LOOM', machineName: 'Jonas’ laptop' },
  })
})

test.each(['', 'laptop', 'a'.repeat(21), 'a'.repeat(101), `${'a'.repeat(22)} `, 22, null])(
  'a machine that could be anybody’s or nobody’s is refused: %j',
  (machine) => {
    expect(readCopy({ ...typed, machine })).toMatchObject({ ok: false, refusal: { field: 'machine' } })
  },
)

test('a product code nobody could have is refused', () => {
  expect(readCopy({ ...typed, productCode: '' })).toMatchObject({
    ok: false,
    refusal: { field: 'client_id' },
  })
})

test('what is only shown is one short line that a database keeps, whatever was sent', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const line = shown(value)
      expect(Array.from(line).length).toBeLessThanOrEqual(100)
      expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u)
    }),
  )
  expect(shown('a\u0000b\u202ec\n d\ud800')).toBe('a bc d\ufffd')
})
