import { refuse } from '@claviger/core/kernel/decision'
import iconv from 'iconv-lite'
import { Unreadable } from './unreadable.ts'

/** The encodings a file may have, in the order a form offers them. */
export const encodings = [
  ...[
    'utf-8',
    'windows-1252',
    'windows-1250',
    'windows-1251',
    'windows-1253',
    'windows-1254',
    'windows-1255',
  ],
  ...[
    'windows-1256',
    'windows-1257',
    'windows-1258',
    'iso-8859-2',
    'iso-8859-15',
    'koi8-r',
    'koi8-u',
    'macintosh',
  ],
  ...['shift_jis', 'euc-jp', 'iso-2022-jp', 'gb18030', 'big5', 'euc-kr', 'cp437', 'cp850', 'cp852', 'cp866'],
  ...['utf-16le', 'utf-16be'],
] as const

export type Encoding = (typeof encodings)[number]

/** What browsers no longer know. */
const old: ReadonlySet<string> = new Set(['cp437', 'cp850', 'cp852'])

/** Tells whether this names one of them. */
export function isEncoding(name: string): name is Encoding {
  return encodings.some((encoding) => encoding === name)
}

/**
 * Decodes bytes, or gives nothing when they are not of this encoding. A few broken letters of UTF-8 stand as U+FFFD, which
 * is an error of their rows; no sign is put in for another otherwise.
 */
export function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  if (old.has(encoding)) return iconv.decode(Buffer.from(bytes), encoding)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return encoding === 'utf-8' ? decodeBroken(bytes) : undefined
  }
}

/** Texts that were cut off in mid letter on their way are still what they are, if most of their letters say so. */
function decodeBroken(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes)
  const lost = text.match(/\ufffd/g)?.length ?? 0
  const kept = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
  return kept > 3 * lost ? text : undefined
}

/** Decodes bytes as somebody has said they are to be. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  const text = decode(bytes, encoding)
  if (text === undefined) throw new Unreadable(refuse('file_not_in_encoding', { encoding }))
  return text
}
