import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { codesAsCsv, codesAsZip, type FiledCode, type FileWords } from './code-files.ts'

const words: FileWords = {
  separator: ',',
  heads: {
    ...{
      person: 'Person',
      address: 'Address',
      product: 'Product',
      license: 'License ID',
      until: 'Works until',
    },
    ...{ keeps: 'Kept for good', what: 'What happened', code: 'Code', file: 'File' },
  },
  report: 'who-got-what',
  what: ({ isNew }) => (isNew ? 'New code' : 'Same code as before'),
  keeps: (keeps) => keeps.map(({ name, release }) => `${name} ${release}`).join(' and '),
}

const codeOf = (code: Partial<FiledCode> = {}): FiledCode => ({
  ...{
    licenseId: 'A02M7F3H16',
    title: 'Loomwright',
    name: 'Ines Okafor',
    address: 'ines@harrowvale.example',
  },
  ...{ text: 'Activation code A02M7F3H16\neyJh\nbGci.x.y', validUntil: '2027-03-14', isNew: true },
  keeps: [{ code: 'LOOM', name: 'Loomwright', release: '6.2' }],
  ...code,
})

const now = new Date('2026-11-02T09:00:00Z')
const filesIn = (codes: readonly FiledCode[]) => unzipSync(codesAsZip(codes, words, now))
const lines = (codes: readonly FiledCode[]) => codesAsCsv(codes, words).split('\r\n')

test('a list says who got what, each code in one piece in one cell', () => {
  expect(lines([codeOf()])).toEqual([
    '\ufeffPerson,Address,Product,License ID,Works until,Kept for good,What happened,Code',
    'Ines Okafor,ines@harrowvale.example,Loomwright,A02M7F3H16,2027-03-14,Loomwright 6.2,New code,eyJhbGci.x.y',
    '',
  ])
})

test('a name that looks like a formula is not calculated', () => {
  expect(lines([codeOf({ name: '=HYPERLINK("http://x")' })])[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/x""\)",/)
})

test('an archive has the whole text of each code in a file of its own, and says who got which', () => {
  const files = filesIn([codeOf(), codeOf({ licenseId: 'B02M7F3H16', isNew: false })])
  expect(Object.keys(files)).toEqual([
    'who-got-what.csv',
    'ines-okafor-loomwright-A02M7F3H16.txt',
    'ines-okafor-loomwright-B02M7F3H16.txt',
  ])
  const [report, first] = Object.values(files).map((bytes) => strFromU8(bytes))
  expect(first).toBe('Activation code A02M7F3H16\neyJh\nbGci.x.y\n')
  expect(report).toContain('Same code as before,ines-okafor-loomwright-B02M7F3H16.txt')
})

test('names in other scripts stay readable in the names of files, and none leads out of the archive', () => {
  const names = ['例示 花子', 'مثال', '../../../etc/passwd']
  expect(Object.keys(filesIn(names.map((name) => codeOf({ name })))).slice(1)).toEqual([
    '例示-花子-loomwright-A02M7F3H16.txt',
    'مثال-loomwright-A02M7F3H16.txt',
    'etc-passwd-loomwright-A02M7F3H16.txt',
  ])
})

test('somebody without a name has a file under their address', () => {
  expect(Object.keys(filesIn([codeOf({ name: '' })]))).toContain(
    'ines-harrowvale-example-loomwright-A02M7F3H16.txt',
  )
})
