import type { TableRow } from '@claviger/core/assignment/people-reading'
import PostalMime, { type Address } from 'postal-mime'

/** What the cells of a mail's rows hold. */
export const mailRoles = ['name', 'address'] as const

/** Tells whether this is a mail as programs keep it. */
export function isMail(start: string, extension: string): boolean {
  if (extension === 'EML') return true
  return /^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID):/i.test(start.trimStart())
}

/** Reads whom a mail is from and to, one row each; what stands in its text is nobody's address. */
export async function readMail(bytes: Uint8Array): Promise<TableRow[]> {
  const { from, to = [], cc = [] } = await PostalMime.parse(bytes)
  const people = [...(from ? [from] : []), ...to, ...cc].flatMap(mailboxesIn)
  return people.map(({ name, address = '' }, index) => ({ number: index + 1, cells: [name, address] }))
}

function mailboxesIn(address: Address): readonly { name: string; address?: string }[] {
  return address.group ?? [address]
}
