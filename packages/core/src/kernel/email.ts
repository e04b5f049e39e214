/// <reference path="./tr46.d.ts" />
import { getDomain } from 'tldts'
import { toASCII, toUnicode } from 'tr46'
import { accept, type Decision, refuse } from './decision.ts'
import { editDistance } from './edit-distance.ts'
import { oddCharacterIn, trimBlank } from './text.ts'

/** An e-mail address in its four forms: as a person typed it, to compare, to send to, and its domain to show. */
export interface Address {
  readonly typed: string
  readonly key: string
  readonly mailTo: string
  readonly domain: string
  readonly domainShown: string
}

const longestLocal = 64
const longestAddress = 254
const localCharacter = /[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]/u
const plainDomain =
  /^(?:(?!-|xn--)[a-z0-9-]{1,62}[a-z0-9]\.|[a-z0-9]\.)+(?!xn--)[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/** Reads an address as typed into a form: blank edges are stripped, anything doubtful inside is refused by name. */
export function readAddress(text: string): Decision<Address> {
  const typed = trimBlank(text)
  if (typed === '') return refuse('address_empty')
  if (typed.length > longestAddress * 2) return refuse('address_too_long', { max: longestAddress })
  const odd = oddCharacterIn(typed)
  if (odd) return refuse('address_hidden_character', { ...odd })
  const space = typed.search(/\s/u)
  if (space >= 0) return refuse('address_with_space', { position: space + 1 })
  return splitAddress(typed)
}

/** Reads a domain for an allow list in any spelling ('@Bücher.example') and gives the form to compare and store. */
export function domainKey(text: string): Decision<string> {
  const typed = trimBlank(text).replace(/^@/, '').replace(/\.$/, '')
  if (typed === '') return refuse('domain_empty')
  const domain = asciiDomain(typed)
  return domain === undefined
    ? refuse('domain_malformed', { domain: typed.slice(0, longestAddress) })
    : accept(domain)
}

/** Writes a domain the way its owner does: 'bücher.example' for 'xn--bcher-kva.example'. */
export function domainShown(domain: string): string {
  return domain.includes('xn--') ? toUnicode(domain).domain : domain
}

/** Gives the domain one can own: 'harrowvale.example' for 'mail.harrowvale.example'. */
export function registrableDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}

/** Tells whether two domains belong to one owner. */
export function isSameSite(one: string, other: string): boolean {
  return registrableDomain(one) === registrableDomain(other)
}

const roleMailboxes = new Set(
  `abuse accounting accounts admin administrator billing contact enquiries finance hello help helpdesk hostmaster
  hr info inquiries invoices it jobs mail mailer-daemon marketing no-reply noreply office orders post postmaster
  press procurement purchasing reception root sales security service support team webmaster welcome
  bewerbung buchhaltung einkauf empfang kontakt rechnung rechnungen verwaltung vertrieb zentrale
  accueil achats comptabilite compras contabilidad contacto ufficio`.split(/\s+/),
)

/** Tells whether an address key is usually read by several people, such as info@ or office@. */
export function isRoleMailbox(key: string): boolean {
  const [local = ''] = key.slice(0, key.lastIndexOf('@')).split('+')
  return roleMailboxes.has(local)
}

/** Finds the known domain this one was probably meant to be: one slip away, two when it is long. */
export function nearDomain(domain: string, known: readonly string[]): string | undefined {
  if (known.includes(domain)) return undefined
  const limit = domain.length >= 12 ? 2 : 1
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(domain, candidate, limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance)
  return ranked[0]?.candidate
}

function splitAddress(typed: string): Decision<Address> {
  const at = typed.indexOf('@')
  if (at < 0) return refuse('address_without_at')
  if (at === 0) return refuse('address_without_local')
  if (at === typed.length - 1) return refuse('address_without_domain')
  if (typed.indexOf('@', at + 1) > 0) return refuse('address_malformed', { part: 'at' })
  return joinAddress(typed, typed.slice(0, at).normalize('NFC'), typed.slice(at + 1))
}

function joinAddress(typed: string, local: string, typedDomain: string): Decision<Address> {
  const wrong = Array.from(local).find((character) => !localCharacter.test(character))
  if (wrong !== undefined) return refuse('address_malformed', { part: 'local', character: wrong })
  if (/^\.|\.\.|\.$/.test(local)) return refuse('address_malformed', { part: 'local', character: '.' })
  const domain = asciiDomain(typedDomain)
  if (domain === undefined) return refuse('address_malformed', { part: 'domain' })
  const mailTo = `${local}@${domain}`
  if (bytesOf(local) > longestLocal) return refuse('address_too_long', { part: 'local', max: longestLocal })
  if (bytesOf(mailTo) > longestAddress) return refuse('address_too_long', { max: longestAddress })
  const key = `${local.toLowerCase().normalize('NFC')}@${domain}`
  return accept({ typed, key, mailTo, domain, domainShown: domainShown(domain) })
}

function asciiDomain(typed: string): string | undefined {
  const lower = typed.toLowerCase()
  if (lower.length <= 253 && plainDomain.test(lower)) return lower
  if (typed.length > longestAddress) return undefined
  const domain = toASCII(typed, {
    checkBidi: true,
    checkJoiners: true,
    useSTD3ASCIIRules: true,
    verifyDNSLength: true,
  })
  const worksInMail =
    domain !== null && /\.(?=[^.]*[a-z])[a-z0-9-]{2,}$/.test(domain) && !/(^|\.)-|-(\.|$)/.test(domain)
  return worksInMail ? domain : undefined
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
