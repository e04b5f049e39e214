import type { Keep } from '@claviger/core/activation/plan-document'
import { strToU8, zipSync } from 'fflate'
import { type Separator, writeCsv } from '../csv.ts'
import { fileWord } from './file-word.ts'

/** One code that was handed out, as files tell of it. */
export interface FiledCode {
  readonly licenseId: string
  readonly title: string
  readonly name: string
  readonly address: string
  readonly text: string
  readonly validUntil: string
  readonly keeps: readonly Keep[]
  /** It was made now; otherwise it is the one that was there. */
  readonly isNew: boolean
}

/** How one reader's spreadsheet wants its files, and what they say. */
export interface FileWords {
  readonly separator: Separator
  readonly heads: Readonly<Record<'person' | 'address' | 'product' | 'license' | 'until' | 'keeps', string>> &
    Readonly<Record<'what' | 'code' | 'file', string>>
  /** What the list inside the zip is called. */
  readonly report: string
  what(code: FiledCode): string
  keeps(keeps: readonly Keep[]): string
}

/** One list: who got what, each code in one piece in a cell of its own. */
export function codesAsCsv(codes: readonly FiledCode[], words: FileWords): string {
  const { heads } = words
  const rows = codes.map((code) => [...factsOf(code, words), signedPart(code.text)])
  return writeCsv([[...headsOf(heads), heads.code], ...rows], words.separator)
}

/** One file each, named after person, product and license, and a list that says who got which. */
export function codesAsZip(
  codes: readonly FiledCode[],
  words: FileWords,
  now: Date,
): Uint8Array<ArrayBuffer> {
  const { heads } = words
  const files = codes.map((code) => [fileOf(code), code] as const)
  const rows = files.map(([name, code]) => [...factsOf(code, words), name])
  const report = writeCsv([[...headsOf(heads), heads.file], ...rows], words.separator)
  const entries = [
    [`${words.report}.csv`, report] as const,
    ...files.map(([name, { text }]) => [name, `${text}\n`] as const),
  ]
  // Signed text hardly shrinks; storing it is done in no time.
  const options = { level: 0, mtime: now } as const
  return zipSync(Object.fromEntries(entries.map(([name, text]) => [name, strToU8(text)])), options)
}

/** `例示-花子-loomwright-R8KQ40ZT7M.txt`: the license makes it the only one of its name. */
function fileOf({ name, address, title, licenseId }: FiledCode): string {
  return `${fileWord(name || address)}-${fileWord(title)}-${licenseId}.txt`
}

function headsOf(heads: FileWords['heads']): string[] {
  return [heads.person, heads.address, heads.product, heads.license, heads.until, heads.keeps, heads.what]
}

function factsOf(code: FiledCode, words: FileWords): string[] {
  const { name, address, title, licenseId, validUntil, keeps } = code
  return [name, address, title, licenseId, validUntil, words.keeps(keeps), words.what(code)]
}

/** Without the line for people and in one piece: what a cell holds and a script can read. */
function signedPart(text: string): string {
  return text.split('\n').slice(1).join('')
}
