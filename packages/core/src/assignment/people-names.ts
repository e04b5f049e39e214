import { readName, searchKey } from '../kernel/text.ts'

/** A person's name in the forms a list can tell; empty where it cannot. */
export interface Names {
  readonly name: string
  readonly firstName: string
  readonly lastName: string
}

export type NameOrder = 'first_last' | 'last_first'

export const noNames: Names = { name: '', firstName: '', lastName: '' }

const longestName = 80
const mostWords = 6
const particles = new Set(
  'af al bin da das de del della den der di do dos du el la le ten ter van von zu zum zur'.split(' '),
)
const conjunctions = new Set('and or und oder sowie et ou y o e en og och i'.split(' '))
const labels =
  /^(?:to|cc|bcc|from|an|von|name|mail|e-?mail|email address|contact|kontakt|para|de|da|à|宛先)\s*[:：]/iu

/** Cleans what stands where a name should be; sentences, numbers, addresses and what lost letters on its way give ''. */
export function cleanName(text: string): string {
  if (text.length > 4 * longestName || text.includes('\ufffd')) return ''
  const bare = unquoted(paired(text.replace(/[<>]/g, ' ')).trim().replace(labels, ''))
  const decision = readName(bare, { field: 'name', max: longestName })
  if (!decision.ok || !/\p{L}/u.test(decision.plan) || decision.plan.includes('://')) return ''
  const tooLong = decision.plan.split(' ').length > mostWords
  return tooLong || conjunctions.has(decision.plan) ? '' : decision.plan
}

/** Reads a full name; a comma inside means the last name came first. */
export function fullName(text: string): Names {
  const name = cleanName(text)
  const comma = name.indexOf(',')
  if (comma > 0) return pairedName(name.slice(0, comma), name.slice(comma + 1), 'last_first')
  const words = name.split(' ').filter((word) => word !== '')
  if (words.length < 2) return { ...noNames, name }
  const split = lastNameStart(words)
  return { name, firstName: words.slice(0, split).join(' '), lastName: words.slice(split).join(' ') }
}

/** Puts two given parts of a name in the order they are spoken. */
export function pairedName(one: string, other: string, order: NameOrder): Names {
  const [first, last] = order === 'first_last' ? [one, other] : [other, one]
  const [firstName, lastName] = [cleanName(first), cleanName(last)]
  return { name: [firstName, lastName].filter((part) => part !== '').join(' '), firstName, lastName }
}

/** Asks an address which of two parts is the first name; 'j.voss' knows for Voß and Jürgen, 'team7' does not. */
export function orderByAddress(one: string, other: string, addressKey: string): NameOrder | undefined {
  const parts = localParts(addressKey)
  const [start = '', end = ''] = [parts[0], parts.at(-1)]
  if (parts.length < 2) return orderByInitial(one, other, start)
  const firstLast = spells(one, start) || spells(other, end)
  const lastFirst = spells(other, start) || spells(one, end)
  if (firstLast === lastFirst) return undefined
  return firstLast ? 'first_last' : 'last_first'
}

/** Tells whether every word of a name occurs in an address, as in ines.okafor@. */
export function isNamedBy(name: string, addressKey: string): boolean {
  const parts = localParts(addressKey)
  const words = name.split(/\s+/).filter((word) => word !== '')
  return words.length > 0 && words.every((word) => parts.some((part) => spells(word, part)))
}

function orderByInitial(one: string, other: string, local: string): NameOrder | undefined {
  const initialed = (first: string, last: string) =>
    spellings(last).some((name) => name !== '' && local === spellings(first)[0]?.charAt(0) + name)
  if (initialed(one, other)) return 'first_last'
  return initialed(other, one) ? 'last_first' : undefined
}

function localParts(addressKey: string): string[] {
  const local = addressKey.slice(0, addressKey.lastIndexOf('@')).split('+')[0] ?? ''
  return searchKey(local)
    .split(/[._-]+/)
    .filter((part) => part !== '')
}

function spells(name: string, part: string): boolean {
  return part.length > 1 && spellings(name).includes(part)
}

/** Jürgen signs as jurgen or as juergen. */
function spellings(name: string): string[] {
  const german = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
  return [name, german].map((spelling) => searchKey(spelling).replace(/[^\p{L}\p{N}]/gu, ''))
}

function lastNameStart(words: readonly string[]): number {
  let start = words.length - 1
  while (start > 1 && particles.has((words[start - 1] ?? '').toLowerCase())) start--
  return start
}

/** Drops brackets whose other half went with the address. */
function paired(text: string): string {
  const opened = /[([（]/u.test(text)
  const closed = /[)\]）]/u.test(text)
  return opened === closed ? text : text.replace(/[()[\]（）]/gu, ' ')
}

/** Takes quotes off that wrap the whole, and punctuation off both ends; a nickname in quotes keeps them. */
function unquoted(text: string): string {
  const bare = text.replace(/^[\s,;:|/*–—-]+|[\s,;:|/*–—-]+$/gu, '').replace(/\\"|""/g, '"')
  return /^["“”„«'‘]/u.test(bare) ? bare.replace(/^["“”„«'‘]+|["“”»'’]+$/gu, '') : bare
}
