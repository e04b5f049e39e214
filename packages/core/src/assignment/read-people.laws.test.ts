import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAddress } from '../kernel/email.ts'
import { readPeople } from './read-people.ts'
import { samplePeople } from './sample-people.ts'

test('the sample is six people, all of them ready', () => {
  const { rows, totals } = readPeople(samplePeople)
  expect(totals).toEqual({ lines: 6, people: 6, problems: 0, repeats: 0, tidied: 0 })
  expect(rows.every((row) => row.address?.domain === 'harrowvale.example')).toBe(true)
})

const firstNames = fc.constantFrom('Ines', 'Jürgen', 'Pekka', 'Li', 'Saoirse', 'Noor', 'Łucja', 'Zoë')
const lastNames = fc.constantFrom(
  'Okafor',
  'Voß',
  'Lahtinen',
  'Ming',
  "O'Neill",
  'Wieczorek',
  'Sánchez',
  'Smith-Jones',
)
const people = fc.uniqueArray(
  fc.record({
    first: firstNames,
    last: lastNames,
    local: fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\.[a-z]{1,8})?$/),
  }),
  { minLength: 1, maxLength: 30, selector: (person) => person.local },
)

const styles: Record<string, (person: { first: string; last: string; local: string }) => string> = {
  address: ({ local }) => `${local}@harrowvale.example`,
  mailto: ({ local }) => `<mailto:${local}@harrowvale.example>`,
  named: ({ first, last, local }) => `${first} ${last} <${local}@harrowvale.example>`,
  quoted: ({ first, last, local }) => `"${last}, ${first}" <${local}@harrowvale.example>`,
  lastFirst: ({ first, last, local }) => `${last}, ${first} <${local}@harrowvale.example>`,
}

describe('any list', () => {
  test('of people written in any style reads back as those people', () => {
    const style = fc.constantFrom('address', 'mailto', 'named', 'quoted', 'lastFirst')
    fc.assert(
      fc.property(
        people,
        style,
        fc.constantFrom('\n', '\r\n', '; ', ', ', ' ; ', '\t', ' | '),
        (list, name, separator) => {
          const { rows } = readPeople(list.map((person) => styles[name]?.(person)).join(separator))
          expect(rows.map((row) => row.address?.typed)).toEqual(
            list.map(({ local }) => `${local}@harrowvale.example`),
          )
          const named = name !== 'address' && name !== 'mailto'
          expect(rows.map((row) => row.name)).toEqual(
            list.map(({ first, last }) => (named ? `${first} ${last}` : '')),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('of rows in columns reads back as those people', () => {
    fc.assert(
      fc.property(people, fc.constantFrom('\t', ';', ',', '|'), (list, separator) => {
        const rows = list.map(({ first, last, local }) =>
          [`${local}@harrowvale.example`, last, first].join(separator),
        )
        const read = readPeople(
          [['E-mail', 'Last name', 'First name'].join(separator), ...rows].join('\n'),
        ).rows
        expect(read.map((row) => [row.firstName, row.lastName])).toEqual(
          list.map(({ first, last }) => [first, last]),
        )
      }),
    )
  })

  test('is read without a fault, and every address found is a valid one', () => {
    const scraps = fc.constantFrom(
      'a',
      'B',
      'ü',
      '.',
      '@',
      '＠',
      ' ',
      '\t',
      '\n',
      ',',
      ';',
      '|',
      '"',
      '“',
      '„',
      "'",
      '<',
      '>',
      '(',
      ')',
      '[',
      ']',
      '=',
      '-',
      '+',
      '• ',
      '3. ',
      '\u200b',
      '\ufeff',
      '\0',
      '\ud800',
      'x.example',
      'mailto:',
      'E-mail',
      'Name',
      '?',
    )
    const text = fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 80 })), (pasted) => {
        for (const row of readPeople(pasted).rows) {
          expect(row.address === null).toBe(row.problem !== null)
          if (row.address) expect(readAddress(row.address.typed)).toEqual({ ok: true, plan: row.address })
          expect(row.name).toBe(row.name.toWellFormed())
          expect(row.name + row.team).not.toMatch(/\p{Cc}/u)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** A reader that looked back at what it has read would need hours for these. */
describe('hostile text', () => {
  test.each([
    ['no line break', 'x'.repeat(1_000_000)],
    ['at signs', '@'.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_000)],
    ['opening quotes', ' "'.repeat(500_000)],
    ['brackets', '('.repeat(1_000_000)],
    ['half remarks', `${'(a '.repeat(300_000)}@`],
    ['angles', '< '.repeat(500_000)],
    ['blanks', `a${' '.repeat(1_000_000)}@b.example`],
    ['dots', `${'a.'.repeat(500_000)}@x`],
    ['hidden marks', `${'\u200b'.repeat(1_000_000)}a@b.example`],
    ['commas', ','.repeat(1_000_000)],
    ['cells', 'a,'.repeat(500_000)],
    ['mixed separators', `${'a;b,'.repeat(200_000)}x@y.example`],
    ['half addresses', 'x@ '.repeat(300_000)],
    ['bullets', '• '.repeat(500_000)],
  ])('a million characters are read in one pass: %s', (_kind, text) => {
    expect(readPeople(text).rows.length).toBeLessThanOrEqual(50_000)
  })
})
