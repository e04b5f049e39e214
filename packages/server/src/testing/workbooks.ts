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
