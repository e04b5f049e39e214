import { posix } from 'node:path'
import { refuse } from '@claviger/core/kernel/decision'
import { readXml, type XmlListener } from './read-xml.ts'
import { readSheetText } from './sheet-text.ts'
import { Unreadable } from './unreadable.ts'
import { type Budget, listEntries, unpack, type ZipEntry } from './zip-entries.ts'

/** A workbook with its directory read and its sheets still packed. */
export interface Workbook {
  readonly sheets: readonly SheetPart[]
  /** The texts cells refer to by number. */
  readonly texts: readonly string[]
  /** By the number of a style: whether it shows a number as a day. */
  readonly dayStyles: readonly boolean[]
  readonly since1904: boolean
  /** Reads a part of the workbook; one that is not there has nothing in it. */
  readonly read: (path: string, listener: XmlListener) => void
}

export interface SheetPart {
  readonly name: string
  readonly path: string
}

const mostUnpacked = 200_000_000
const mostText = 64_000_000
const workbookPath = 'xl/workbook.xml'

/** Opens a workbook and reads what all its sheets share. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const entries = listEntries(bytes)
  const budget: Budget = { left: mostUnpacked }
  const read = (path: string, listener: XmlListener) => {
    const entry: ZipEntry | undefined = entries.get(path)
    if (entry) readXml(unpack(entry, budget), listener)
  }
  if (!entries.has(workbookPath))
    throw new Unreadable(refuse('file_is_other_format', { format: kindOf(entries) }))
  const targets = readTargets(read, workbookPath)
  const { sheets, since1904 } = readSheets(read, targets)
  const partOf = (name: string) => [...targets.values()].find((path) => path.endsWith(name)) ?? `xl/${name}`
  return {
    ...{ sheets, since1904, read },
    texts: readTexts(read, partOf('sharedStrings.xml')),
    dayStyles: readDayStyles(read, partOf('styles.xml')),
  }
}

type Read = Workbook['read']

/** Where a part of a workbook points to, by the ids it uses. */
export function readTargets(read: Read, path: string): Map<string, string> {
  const { dir, base } = posix.parse(path)
  const targets = new Map<string, string>()
  read(`${dir}/_rels/${base}.rels`, {
    open: (name, { Id = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship') return
      const inside = Target.startsWith('/') ? Target.slice(1) : posix.join(dir, Target)
      targets.set(Id, TargetMode === 'External' ? Target : inside)
    },
  })
  return targets
}

function readSheets(read: Read, targets: ReadonlyMap<string, string>) {
  const sheets: (SheetPart & { readonly hidden: boolean })[] = []
  let since1904 = false
  read(workbookPath, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') since1904 = isOn(attributes.date1904)
      if (tag !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const [path, { name = '', state = 'visible' }] = [targets.get(id), attributes]
      if (path) sheets.push({ name: readSheetText(name), path, hidden: state !== 'visible' })
    },
  })
  const visible = sheets.filter(({ hidden }) => !hidden)
  return { sheets: visible.length > 0 ? visible : sheets, since1904 }
}

/** The texts cells share; how they are set, and how their signs are pronounced, is left out. */
function readTexts(read: Read, path: string): string[] {
  const texts: string[] = []
  let length = 0
  const gather = textGatherer((text) => {
    length += text.length
    if (length > mostText) throw new Unreadable(refuse('file_unpacks_too_large'))
    texts.push(text)
  }, 'si')
  read(path, gather)
  return texts
}

/** Gathers the text inside each element of a name, in however many pieces it is set. */
function textGatherer(take: (text: string) => void, within: string): XmlListener {
  let [text, inText, pronounced] = ['', false, false]
  return {
    open: (name) => {
      if (name === within) text = ''
      if (name === 'rPh') pronounced = true
      inText = name === 't' && !pronounced
    },
    text: (piece) => {
      if (inText) text += piece
    },
    close: (name) => {
      inText = false
      if (name === 'rPh') pronounced = false
      if (name === within) take(readSheetText(text))
    },
  }
}

/** The formats every spreadsheet has for days, without being told. */
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

function readDayStyles(read: Read, path: string): boolean[] {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  read(path, {
    open: (name, { numFmtId = '', formatCode = '' }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), showsDay(formatCode))
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(own.get(Number(numFmtId)) ?? isBuiltInDay(Number(numFmtId)))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** A format with a day or a year in it, once its quoted words and colors are gone. */
function showsDay(format: string): boolean {
  return /[dy]/i.test(format.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, ''))
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

function kindOf(entries: ReadonlyMap<string, unknown>): string {
  if (entries.has('xl/workbook.bin')) return 'XLSB'
  if (entries.has('word/document.xml')) return 'DOCX'
  if (entries.has('content.xml')) return 'ODS'
  return [...entries.keys()].some((name) => name.endsWith('.iwa')) ? 'Numbers' : 'ZIP'
}
