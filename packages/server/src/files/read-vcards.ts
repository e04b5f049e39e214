import type { TableRow } from '@claviger/core/assignment/people-reading'
import ICAL from 'ical.js'
import { readOldCard } from './old-vcard.ts'

/** What the cells of a card's row hold. */
export const cardRoles = ['first', 'last', 'name', 'address'] as const

const wanted = /^(?:[\w-]+\.)?(?:BEGIN|VERSION|N|FN|EMAIL|END)[;:]/i

/** Tells whether a text is a file of cards. */
export function isVcards(text: string): boolean {
  return /^\s*BEGIN:VCARD\b/i.test(text)
}

/** Reads cards into rows, counted from 1; one that is broken has nothing but its first name line. */
export function readVcards(text: string): TableRow[] {
  const cards = text.match(/^BEGIN:VCARD\b[\s\S]*?^END:VCARD\b/gim) ?? []
  return cards.map((card, index) => ({ number: index + 1, cells: readCard(card) }))
}

/** What is not about a name or an address, such as a picture, is left out before anything is read. */
function readCard(card: string): string[] {
  const old = /^VERSION:2\.1/im.test(card)
  const lines = (old ? readOldCard(card) : card.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)).filter((line) =>
    wanted.test(line),
  )
  try {
    const read = new ICAL.Component(ICAL.parse(lines.join('\r\n')))
    const [last = '', first = ''] = listOf(read.getFirstPropertyValue('n'))
    return [first, last, String(read.getFirstPropertyValue('fn') ?? ''), preferredAddress(read)]
  } catch {
    return ['', '', lines.find((line) => /^FN/i.test(line))?.replace(/^[^:]*:/, '') ?? '', '']
  }
}

function listOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.map((part) => (Array.isArray(part) ? part.join(' ') : String(part)))
    : []
}

/** The address its owner prefers; the first of equals. */
function preferredAddress(card: ICAL.Component): string {
  const addresses = card.getAllProperties('email').map((email) => {
    const types = [email.getParameter('type') ?? []].flat().map((type) => String(type).toLowerCase())
    const rank = Number(email.getFirstParameter('pref') ?? Number.NaN)
    return {
      address: String(email.getFirstValue() ?? '').replace(/^mailto:/i, ''),
      rank: Number.isNaN(rank) ? (types.includes('pref') ? 0 : 101) : rank,
    }
  })
  return addresses.toSorted((one, other) => one.rank - other.rank)[0]?.address ?? ''
}
