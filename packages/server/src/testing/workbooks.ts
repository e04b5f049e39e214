import { constants, deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A sheet of a workbook made for a test: its cells as they are written inside. */
export interface MadeSheet {
  readonly name: string
  /** What stands between <sheetData> and </sheetData>. */
  readonly rows: string
  readonly after?: string
  /** By id: where its links lead. */
  readonly links?: Readonly<Record<string, string>>
}

/** Makes a workbook the way spreadsheets keep them, of sheets written by hand. */
export function workbookOf(
  sheets: readonly MadeSheet[],
  parts: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
      .map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships(
      sheets.map((_, index) => [`rId${index + 1}`, `worksheets/sheet${index + 1}.xml`, 'Internal']),
    ),
  }
  for (const [index, { rows, after = '', links }] of sheets.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${main}" xmlns:r="${office}"><sheetData>${rows}</sheetData>${after}</worksheet>`
    if (links)
      files[`xl/worksheets/_rels/sheet${index + 1}.xml.rels`] = relationships(
        Object.entries(links).map(([id, target]) => [id, target, 'External']),
      )
  }
  const all = Object.entries({ ...files, ...parts })
  return zipSync(
    Object.fromEntries(all.map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])),
    { level: 1 },
  )
}

function relationships(all: readonly (readonly [string, string, string])[]): string {
  const one = ([id, target, mode]: readonly [string, string, string]) =>
    `<Relationship Id="${id}" Type="${office}/part" Target="${target}"${mode === 'External' ? ' TargetMode="External"' : ''}/>`
  return `<Relationships xmlns="${packaging}">${all.map(one).join('')}</Relationships>`
}

/** A row of texts, under its number. */
export function textRow(number: number, ...texts: readonly string[]): string {
  return `<row r="${number}">${texts.map((text, index) => textCell(`${String.fromCharCode(65 + index)}${number}`, text)).join('')}</row>`
}

/** A cell with a text of its own. */
export function textCell(place: string, text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${safe}</t></is></c>`
}

/** A file of a zip as it is written there, true or not. */
export interface MadeEntry {
  readonly name: string
  readonly packed: Uint8Array
  /** How large its headers say it is. */
  readonly claims: number
}

/** Makes a zip whose headers say whatever they are told to. */
export function zipOf(entries: readonly MadeEntry[]): Uint8Array {
  const [locals, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, packed, claims } of entries) {
    const sizes = numbers([0, packed.length, claims], [name.length, 0])
    const local = Buffer.concat([numbers([0x04034b50], [20, 0, 8, 0, 0]), sizes, Buffer.from(name), packed])
    const offset = numbers([], [0, 0, 0])
    directory.push(
      Buffer.concat([
        numbers([0x02014b50], [20, 20, 0, 8, 0, 0]),
        sizes,
        offset,
        numbers([0, at]),
        Buffer.from(name),
      ]),
    )
    locals.push(local)
    at += local.length
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0)
  const count = entries.length & 0xffff
  const end = [numbers([0x06054b50], [0, 0, count, count]), numbers([length, at], [0])]
  return new Uint8Array(Buffer.concat([...locals, ...directory, ...end]))
}

function numbers(long: readonly number[], short: readonly number[] = []): Buffer {
  const bytes = Buffer.alloc(4 * long.length + 2 * short.length)
  for (const [index, value] of long.entries()) bytes.writeUInt32LE(value, 4 * index)
  for (const [index, value] of short.entries()) bytes.writeUInt16LE(value, 4 * long.length + 2 * index)
  return bytes
}

/** Packs a text as if it stood there many times over, without ever making it so long. */
export function packedManyTimes(start: string, text: string, times: number): Uint8Array {
  const flushed = (part: string) => deflateRawSync(part, { finishFlush: constants.Z_FULL_FLUSH })
  const block = flushed(text)
  return new Uint8Array(
    Buffer.concat([flushed(start), ...Array.from({ length: times }, () => block), deflateRawSync('')]),
  )
}
