import { decode, isEncoding } from './text-encoding.ts'

/** Rewrites a card of version 2.1, as old telephones send them, into lines of version 3.0. */
export function readOldCard(card: string): string[] {
  const unfolded = card.replace(/\r?\n[ \t]+/g, ' ').replace(/=\r?\n/g, '')
  return unfolded.split(/\r?\n/).map(newLine)
}

function newLine(line: string): string {
  const colon = line.indexOf(':')
  if (/^VERSION:/i.test(line) || colon < 0) return 'VERSION:3.0'
  const [name = '', ...parameters] = line.slice(0, colon).split(';')
  const charset = parameters.find((one) => /^CHARSET=/i.test(one))?.slice('CHARSET='.length)
  const quoted = parameters.some((one) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(one))
  const value = quoted ? unquote(line.slice(colon + 1), charset) : line.slice(colon + 1)
  const types = parameters.filter((one) => /^(?:TYPE=)?(?:PREF|INTERNET|HOME|WORK)$/i.test(one))
  const kept = types.map((one) => `;TYPE=${one.replace(/^TYPE=/i, '')}`).join('')
  return `${name}${kept}:${value.replace(/\r?\n/g, ' ')}`
}

function unquote(value: string, charset = 'utf-8'): string {
  const bytes = Buffer.from(
    value.replace(/=([0-9A-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  )
  const name = charset.toLowerCase()
  return decode(bytes, isEncoding(name) ? name : 'utf-8') ?? bytes.toString('latin1')
}
