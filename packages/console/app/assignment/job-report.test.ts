import type { JobLine } from '@claviger/server/assignment/job-views'
import { expect, test } from 'vitest'
import { writeReport } from './job-report.ts'

const words = {
  separator: ',',
  heads: ['Line', 'Person', 'E-mail', 'License ID', 'What happened', 'Why'],
  teams: false,
  outcome: (line) => line.outcome,
  reason: (line) => line.reason.code ?? '',
} satisfies Parameters<typeof writeReport>[1]

const lineOf = (line: Partial<JobLine>): JobLine => ({
  ...{ line: 1, name: 'Ines Okafor', address: 'ines@harrowvale.example', licenseId: 'A02M7F3H16' },
  ...{ fromTeam: null, outcome: 'done', reason: {} },
  ...line,
})

const rowsOf = (line: Partial<JobLine>) => writeReport([lineOf(line)], words).split('\r\n')

test('a report is UTF-8 with a mark, and each line ends as spreadsheets expect', () => {
  expect(writeReport([lineOf({})], words)).toBe(
    '\ufeffLine,Person,E-mail,License ID,What happened,Why\r\n1,Ines Okafor,ines@harrowvale.example,A02M7F3H16,done,\r\n',
  )
})

test.each(['=1+1', '+A1', '-cmd', '@SUM(A1)', '\tx', '\rx'])(
  'a cell that begins like %j is never calculated',
  (name) => {
    expect(rowsOf({ name })[1]).toContain(`'${name}`)
  },
)

test('separators, quotes and line breaks stay inside their cell', () => {
  expect(rowsOf({ name: 'Voß, "Jürgen"' })[1]).toBe(
    '1,"Voß, ""Jürgen""",ines@harrowvale.example,A02M7F3H16,done,',
  )
  expect(writeReport([lineOf({ name: 'a\nb' })], words)).toContain('"a\nb"')
})

test('the report of a move says which team each license came from', () => {
  const moved = writeReport([lineOf({ fromTeam: 'Platform' })], { ...words, teams: true })
  expect(moved).toContain(',A02M7F3H16,Platform,done,')
})

test('where a comma is the decimal sign, cells stand between semicolons', () => {
  const german = writeReport([lineOf({ name: 'Voß, Jürgen' })], { ...words, separator: ';' })
  expect(german.split('\r\n')[1]).toBe('1;Voß, Jürgen;ines@harrowvale.example;A02M7F3H16;done;')
})
