import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readingOf, refusalOf, shown } from '../testing/people-files.ts'
import { textCell, textRow, workbookOf } from '../testing/workbooks.ts'

const heading = textRow(1, 'Email', 'Name', 'Team')

describe('a workbook', () => {
  test('with one person in three spellings has one, and names the row each repeats (O-23)', async () => {
    const rows = ['signe@example.org', 'Signe@example.org', ' SIGNE@EXAMPLE.ORG '].map((address, index) =>
      textRow(index + 2, address, 'Signe', ['Blue', 'Red', 'Green'][index] ?? ''),
    )
    const reading = await readingOf(workbookOf([{ name: 'People', rows: heading + rows.join('') }]), 'a.xlsx')
    expect(reading.rows.map(shown)).toEqual([
      '2 Signe <signe@example.org> [Blue/]',
      '3 Signe <signe@example.org> [Red/] =2',
      '4 Signe <signe@example.org> [Green/] =2',
    ])
  })

  test('whose addresses are links, formulas and errors has every address it shows (O-24)', async () => {
    const rich =
      '<r><t>zoe@</t></r><r><rPr><b/></rPr><t>example.org</t></r><rPh sb="0" eb="1"><t>NO</t></rPh>'
    const rows = [
      textRow(1, 'Email'),
      textRow(2, 'plain@example.org'),
      textRow(3, 'linked@example.org'),
      '<row r="4"><c r="A4" t="s"><v>0</v></c></row>',
      '<row r="5"><c r="A5" t="str"><f>CONCATENATE("zoe2","@example.org")</f><v>zoe2@example.org</v></c></row>',
      textRow(6, 'Zoe'),
      '<row r="7"><c r="A7" t="e"><v>#N/A</v></c></row>',
      '<row r="8"><c r="A8" t="str"><f>HYPERLINK("mailto:kai@example.org?subject=hi","Kai")</f><v>Kai</v></c></row>',
      '<row r="9"><c r="A9"><f>A8</f></c></row>',
    ]
    const after =
      '<hyperlinks><hyperlink ref="A3" r:id="rId1"/><hyperlink ref="A4" r:id="rId2"/><hyperlink ref="A6" r:id="rId3"/></hyperlinks>'
    const links = {
      rId1: 'mailto:linked@example.org',
      rId2: 'mailto:zoe@example.org',
      rId3: 'mailto:zoe3@example.org?subject=hi',
    }
    const bytes = workbookOf([{ name: 'People', rows: rows.join(''), after, links }], {
      'xl/sharedStrings.xml': `<sst><si>${rich}</si></sst>`,
    })
    const { rows: read } = await readingOf(bytes, 'a.xlsx')
    expect(read.map(shown)).toEqual([
      '2 <plain@example.org>',
      '3 <linked@example.org>',
      '4 <zoe@example.org>',
      '5 <zoe2@example.org>',
      '6 Zoe <zoe3@example.org>',
      '7 !row_cell_faulty',
      '8 Kai <kai@example.org>',
      '9 !row_cell_faulty',
    ])
    expect(JSON.stringify(read)).not.toMatch(/mailto:|\[object|NO/)
  })

  test('with blank rows between its people has no others (O-25)', async () => {
    const blank = '<row r="3"><c r="A3" s="1"/></row><row r="4"/>'
    const rows = `${textRow(1, 'Email')}${textRow(2, 'ann@example.org')}${blank}${textRow(5, 'kai@example.org')}`
    const { rows: read } = await readingOf(workbookOf([{ name: 'People', rows }]), 'a.xlsx')
    expect(read.map(shown)).toEqual(['2 <ann@example.org>', '5 <kai@example.org>'])
  })

  test('whose formats reach down to its last row has its two people, with little memory (O-25)', async () => {
    const blank = Array.from({ length: 1_048_573 }, (_, n) => `<row r="${n + 4}" s="1" customFormat="1"/>`)
    const people = [heading, textRow(2, 'ann@example.org'), textRow(3, 'kai@example.org'), ...blank]
    const bytes = workbookOf([{ name: 'People', rows: people.join('') }])
    const before = process.memoryUsage().heapUsed
    const { rows } = await readingOf(bytes, 'a.xlsx')
    expect(rows.map(shown)).toEqual(['2 <ann@example.org>', '3 <kai@example.org>'])
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000)
  })

  test('whose first tab is empty is read from the second, which is named (O-25)', async () => {
    const list = { name: 'List', rows: textRow(1, 'Email') + textRow(2, 'ann@example.org') }
    const reading = await readingOf(workbookOf([{ name: 'Cover', rows: '' }, list]), 'a.xlsx')
    expect(reading.sheets).toEqual([
      { name: 'Cover', rows: 0 },
      { name: 'List', rows: 2 },
    ])
    expect([reading.sheet, reading.rows.map(shown)]).toEqual(['List', ['2 <ann@example.org>']])
  })

  test('with people in two tabs asks which, and reads the one that is chosen (O-25)', async () => {
    const tab = (name: string, address: string) => ({ name, rows: textRow(1, 'Email') + textRow(2, address) })
    const bytes = workbookOf([tab('Old', 'old@example.org'), tab('New', 'new@example.org')])
    const asking = await readingOf(bytes, 'a.xlsx')
    expect([asking.unsettled.sheet, asking.rows]).toEqual([true, []])
    const chosen = await readingOf(bytes, 'a.xlsx', { choice: { sheet: 'New' } })
    expect([chosen.unsettled.sheet, chosen.rows.map(shown)]).toEqual([false, ['2 <new@example.org>']])
  })

  test('has its days as days, by any format that shows one, and in either calendar (O-27)', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]d\\. mmmm yyyy;@"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    const day = (row: number, style: number, value: string) =>
      `<row r="${row}">${textCell(`A${row}`, `p${row}@example.org`)}<c r="B${row}" s="${style}"><v>${value}</v></c></row>`
    const rows = [
      textRow(1, 'Email', 'Expires'),
      day(2, 1, '46399'),
      day(3, 2, '46399.75'),
      day(4, 0, '46399'),
      day(5, 3, '12'),
    ]
    const reading = await readingOf(
      workbookOf([{ name: 'A', rows: rows.join('') }], { 'xl/styles.xml': styles }),
      'a.xlsx',
    )
    expect(reading.rows.map(shown)).toEqual([
      '2 <p2@example.org> until 2027-01-12',
      '3 <p3@example.org> until 2027-01-12',
      '4 <p4@example.org> until 2027-01-12',
      '5 !row_date_unread',
    ])
  })
})

test('rows that a filter hides are read, and told of', async () => {
  const rows = `${textRow(1, 'Email')}${textRow(2, 'ann@example.org').replace('<row', '<row hidden="1"')}`
  const { notes } = await readingOf(workbookOf([{ name: 'A', rows }]), 'a.xlsx')
  expect(notes).toContainEqual({ kind: 'hidden_rows', count: 1 })
})

test('a workbook some programs write with prefixes is read like any other', async () => {
  const rows = textRow(1, 'Email') + textRow(2, 'ann@example.org')
  const sheet = `<worksheet><sheetData>${rows}</sheetData></worksheet>`.replaceAll(/<(\/?)(\w)/g, '<$1x:$2')
  const bytes = workbookOf([{ name: 'A', rows: '' }], { 'xl/worksheets/sheet1.xml': sheet })
  expect((await readingOf(bytes, 'a.xlsx')).rows.map(shown)).toEqual(['2 <ann@example.org>'])
})

test.each([
  ['file_is_other_format', 'content.xml'],
  ['file_is_other_format', 'Index/Document.iwa'],
])('what is no workbook is refused: %s for %s', async (code, part) => {
  expect(await refusalOf(zipSync({ [part]: new Uint8Array(10) }))).toBe(code)
})
