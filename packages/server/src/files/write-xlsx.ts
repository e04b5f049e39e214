import { serialOf } from '@claviger/core/assignment/sheet-day'
import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { byteStream, inBatches } from './byte-stream.ts'
import type { CellValue, Sheet } from './sheet.ts'

import { columnLetters } from './sheet-place.ts'
import { writeSheetText } from './sheet-text.ts'
import { workbookParts } from './workbook-parts.ts'

const [bold, dated] = [1, 2]

/** The same rows make the same bytes, whenever they are written. */
const mtime = new Date(1980, 0, 1)

/** Writes a workbook of one sheet: words are words, whatever they begin with, and days are days. */
export function writeXlsx(sheet: Sheet): ReadableStream<Uint8Array> {
  return byteStream(pieces(sheet))
}

async function* pieces(sheet: Sheet): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((fault, piece) => {
    if (fault) throw fault
    made.push(piece)
  })
  for (const [name, text] of Object.entries(workbookParts(sheet.name)))
    added(zip, new ZipPassThrough(name)).push(strToU8(text), true)
  const body = added(zip, new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 }))
  body.push(
    strToU8(
      `${head(sheet)}${rowOf(
        1,
        sheet.columns.map(({ heading }) => heading),
        bold,
      )}`,
    ),
  )
  let row = 1
  for await (const batch of inBatches(sheet.rows)) {
    body.push(strToU8(batch.map((cells) => rowOf(++row, cells)).join('')))
    yield* made.splice(0)
  }
  body.push(strToU8('</sheetData></worksheet>'), true)
  zip.end()
  yield* made.splice(0)
}

function added<Entry extends ZipDeflate | ZipPassThrough>(zip: Zip, entry: Entry): Entry {
  entry.mtime = mtime
  zip.add(entry)
  return entry
}

/** The heading row stays in sight, and columns are as wide as they were said to be. */
function head({ columns }: Sheet): string {
  const widths = columns
    .map(({ heading, width = Math.max(12, heading.length + 2) }, index) => {
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths && `<cols>${widths}</cols>`}<sheetData>`
}

function rowOf(number: number, cells: readonly CellValue[], style?: number): string {
  const written = cells.map((value, index) => cellOf(value, `${columnLetters(index)}${number}`, style))
  return `<row r="${number}">${written.join('')}</row>`
}

function cellOf(value: CellValue, place: string, style?: number): string {
  if (value === null || value === '') return ''
  if (typeof value === 'object') return `<c r="${place}" s="${dated}"><v>${serialOf(value.day)}</v></c>`
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  const styled = style === undefined ? '' : ` s="${style}"`
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${writeSheetText(value)}</t></is></c>`
}
