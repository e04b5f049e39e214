import { type PlainRefusal, refuse } from '@claviger/core/kernel/decision'
import { Unreadable } from './unreadable.ts'

/** What the first bytes of a file say it is; text is all that is nothing else. */
export type FileKind = 'zip' | 'text'

const magics: readonly (readonly [string, string])[] = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['GIF8', 'GIF'],
  ['\xff\xd8\xff', 'JPEG'],
  ['{\\rtf', 'RTF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7Z'],
  ['\x1f\x8b', 'GZ'],
]
const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

/** Tells by its content what a file is, whatever its name says; what is nothing to read says what it is instead. */
export function kindOfFile(bytes: Uint8Array, name: string): FileKind {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith(compoundFile)) throw new Unreadable(refusalOfCompound(bytes, name))
  const other = magics.find(([magic]) => start.startsWith(magic))
  if (other) throw new Unreadable(refuse('file_is_other_format', { format: other[1] }))
  if (
    /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b/i.test(
      start,
    )
  )
    throw new Unreadable(refuse('file_is_html'))
  return 'text'
}

/** Old workbooks, protected ones and mails of one program are all kept in the same kind of container. */
function refusalOfCompound(bytes: Uint8Array, name: string): { refusal: PlainRefusal } {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (part: string) => content.includes(Buffer.from(part, 'utf16le'))
  if (holds('EncryptedPackage')) return refuse('file_is_protected')
  if (holds('Workbook') || holds('Book')) return refuse('file_is_old_excel')
  return refuse('file_is_other_format', { format: extensionOf(name) || 'OLE' })
}

/** The end of a file's name, in capitals; '' when it has none. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toUpperCase() ?? ''
}
