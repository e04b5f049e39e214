import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from '../packages/server/src/files/write-xlsx.ts'
import { textRow, workbookOf } from '../packages/server/src/testing/workbooks.ts'
import { atMost, figure, median } from './measuring/figure.ts'
import type { FileFigures } from './measuring/read-file.ts'

// A workbook of 50,000 people, read where the server reads it, against unpacking the same bytes; and two people in a
// sheet whose formats reach down to its last row.

const people = 50_000
const lastRow = 1_048_576

const folder = mkdtempSync(join(tmpdir(), 'claviger-bench-'))
try {
  const many = figuresOf(await workbookOfMany(), 5)
  expectPeople(many, people)
  figure('read-xlsx', ratioOf(many), 'x of unpacking it', atMost(40))
  figure('read-xlsx-time', median(many.readMs), 'ms of a core', atMost(4_000))
  figure('read-xlsx-memory', many.megabytes, 'MB at most', atMost(600))
  const two = figuresOf(workbookOfTwo(), 3)
  expectPeople(two, 2)
  figure('read-blank-rows', ratioOf(two), 'x of unpacking them', atMost(10))
  figure('read-blank-rows-time', median(two.readMs), 'ms of a core', atMost(4_000))
  figure('read-blank-rows-memory', two.megabytes, 'MB at most', atMost(250))
} finally {
  rmSync(folder, { recursive: true })
}

async function workbookOfMany(): Promise<Uint8Array> {
  const columns = ['E-mail', 'First name', 'Last name', 'Team', 'Product', 'Valid until'].map((heading) => ({
    heading,
  }))
  const rows = Array.from({ length: people }, (_, n) => [
    ...[
      `person.number${n}@harrowvale.example`,
      `First${n}`,
      `Last${n}`,
      'Platform',
      'Loomwright',
      '2027-01-31',
    ],
  ])
  return new Uint8Array(await new Response(writeXlsx({ name: 'People', columns, rows })).arrayBuffer())
}

function workbookOfTwo(): Uint8Array {
  const blank = Array.from(
    { length: lastRow - 3 },
    (_, n) => `<row r="${n + 4}"><c r="A${n + 4}" s="1"/></row>`,
  )
  const rows = [textRow(1, 'E-mail'), textRow(2, 'ann@example.org'), textRow(3, 'kai@example.org'), ...blank]
  return workbookOf([{ name: 'People', rows: rows.join('') }])
}

function figuresOf(workbook: Uint8Array, rounds: number): FileFigures {
  const path = join(folder, 'people.xlsx')
  writeFileSync(path, workbook)
  const script = join(import.meta.dirname, 'measuring/read-file.ts')
  return JSON.parse(execFileSync(process.execPath, [script, path, String(rounds)], { encoding: 'utf8' }))
}

function ratioOf({ readMs, unpackMs }: FileFigures): number {
  return median(readMs.map((ms, round) => ms / (unpackMs[round] ?? Number.NaN)))
}

function expectPeople(figures: FileFigures, expected: number): void {
  if (figures.people !== expected) throw new Error(`${figures.people} people were read, and not ${expected}`)
}
