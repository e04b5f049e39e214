import { setImmediate } from 'node:timers/promises'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { refusalOf } from '../testing/people-files.ts'
import { packedManyTimes, textRow, workbookOf, zipOf } from '../testing/workbooks.ts'
import { openReadingPool } from './reading-pool.ts'

const workbook = '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
const million = textRow(7, 'x').repeat(16_000)

/** A workbook of half a megabyte whose only sheet unpacks to hundreds, whatever its headers claim. */
function bombOf(megabytes: number, claims: number): Uint8Array {
  const times = Math.ceil((megabytes * 1_000_000) / million.length)
  const packed = packedManyTimes('<worksheet><sheetData>', million, times)
  const file = (name: string, text: string) => ({ name, packed: deflateRawSync(text), claims: text.length })
  return zipOf([
    file('xl/workbook.xml', workbook),
    file('xl/_rels/workbook.xml.rels', relations),
    { name: 'xl/worksheets/sheet1.xml', packed, claims },
  ])
}

test.each([
  ['says how large it is', 512_000_000],
  ['says that it is small', 1_000],
])('a small workbook that unpacks to half a gigabyte is refused if it %s (O-31)', async (_, claims) => {
  const bomb = bombOf(512, claims)
  expect(bomb.length).toBeLessThan(2_000_000)
  const before = process.memoryUsage.rss()
  expect(await refusalOf(bomb)).toBe('file_unpacks_too_large')
  expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000)
})

test('a workbook of 100,000 files is refused before any is unpacked (O-31)', async () => {
  const empty = deflateRawSync('')
  const entries = Array.from({ length: 100_000 }, (_, n) => ({ name: `f${n}`, packed: empty, claims: 0 }))
  expect(await refusalOf(zipOf(entries))).toBe('file_unpacks_too_large')
})

test.each([
  [
    'an outside file',
    '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]><sst><si><t>&x;</t></si></sst>',
  ],
  ['an outside address', '<!DOCTYPE sst SYSTEM "http://127.0.0.1:9/x.dtd"><sst><si><t>x</t></si></sst>'],
  [
    'itself over and over',
    '<!DOCTYPE sst [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
  ],
  ['what it never declares', '<sst><si><t>&secret;</t></si></sst>'],
])('a workbook whose texts name %s is not read (O-31)', async (_, texts) => {
  const sheet = { name: 'A', rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }
  expect(await refusalOf(workbookOf([sheet], { 'xl/sharedStrings.xml': texts }))).toBe('file_not_readable')
})

const old = Buffer.from('d0cf11e0a1b11ae1', 'hex')

test.each([
  ['a web page', '<html><table><tr><td>a@x.example</td></tr></table></html>', 'file_is_html'],
  ['a web page from a server', '\ufeff\n<!DOCTYPE html><p>Please sign in', 'file_is_html'],
  ['an old workbook', Buffer.concat([old, Buffer.from('Workbook', 'utf16le')]), 'file_is_old_excel'],
  [
    'a protected workbook',
    Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]),
    'file_is_protected',
  ],
  ['a document', Buffer.from('%PDF-1.7'), 'file_is_other_format'],
  [
    'half a workbook',
    workbookOf([{ name: 'A', rows: textRow(1, 'Email') }]).slice(0, 400),
    'file_not_readable',
  ],
  ['nothing but bytes', Uint8Array.from({ length: 400 }, (_, n) => (n * 7) % 32), 'file_not_readable'],
  ['more than may be sent', new Uint8Array(10_000_001), 'file_too_large'],
])('%s that is called a workbook is refused for what it is (O-31)', async (_, content, code) => {
  expect(await refusalOf(content)).toBe(code)
})

test('others have their turns while a file is read, and the next file is read as well (O-31)', async () => {
  const read = openReadingPool()
  let reading = true
  let turns = 0
  const refused = read({ bytes: bombOf(512, 0), name: 'a.xlsx', options: {} }).finally(() => {
    reading = false
  })
  while (reading) {
    await setImmediate()
    turns += 1
  }
  expect((await refused).ok).toBe(false)
  expect(turns).toBeGreaterThan(100)
  const next = { bytes: new TextEncoder().encode('ann@example.org'), name: '', options: {} }
  expect(await read(next)).toMatchObject({ ok: true, plan: { totals: { people: 1 } } })
})

test('a file that takes too long is given up, and the next one has its turn (O-31)', async () => {
  const read = openReadingPool({ workers: 1, milliseconds: 1 })
  const file = { bytes: new TextEncoder().encode('ann@example.org'), name: '', options: {} }
  const both = await Promise.all([read(file), read(file)])
  expect(both.map((one) => !one.ok && one.refusal.code)).toEqual([
    'file_takes_too_long',
    'file_takes_too_long',
  ])
})
