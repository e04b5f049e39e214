import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskName } from './mask-name.ts'

describe('a name is masked', () => {
  test.each([
    ['Roman Loskutov', 'Ro*** Lo******'],
    ['Ro Lo', 'R* L*'],
    ['R L', '* *'],
    ['Test Test', 'T*** T***'],
    ['Anna', 'A***'],
    ['Ana', 'A**'],
    ['Maria', 'Ma***'],
    ['', ''],
    ['Jean-Luc O’Neill', 'Je**-*** O’N****'],
    ['J. R. Tolkien', '*. *. To*****'],
    ['Zoë Ñandú', 'Z** Ña***'],
    ['Zoe\u0308 N\u0303andu\u0301', 'Z** N\u0303a***'],
    ['株式 山', '株* *'],
    ['Александр Ян', 'Ал******* Я*'],
    ['नीलम', 'नी**'],
  ])('%s: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  test('never showing more than two letters of a word, nor one of a word of one letter', () => {
    const words = fc.array(fc.stringMatching(/^[a-zа-я]{1,20}$/u), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(words, (name) => {
        const masked = maskName(name.join(' ')).split(' ')
        expect(masked).toHaveLength(name.length)
        for (const [index, word] of masked.entries()) {
          const left = word.replaceAll('*', '')
          expect(name[index]?.startsWith(left)).toBe(true)
          expect(word).toHaveLength(name[index]?.length ?? 0)
          expect(left.length).toBeLessThanOrEqual(Math.min(2, word.length - 1))
        }
      }),
    )
  })
})
