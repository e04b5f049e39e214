import { accept, type Decision, refuse } from './decision.ts'
import { searchKey } from './text.ts'

/** Letters and digits nobody mixes up when reading aloud: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const licenseIdLength = 10
const longestSlug = 40

/** Makes a license id of ten random bytes or more. */
export function licenseIdFrom(random: Uint8Array): string {
  if (random.length < licenseIdLength) throw new RangeError('a license id needs ten random bytes')
  return Array.from(random.subarray(0, licenseIdLength), (byte) => alphabet.charAt(byte & 31)).join('')
}

/** Writes a license id in two halves that can be read over the phone: 'ABCDE-12345'. */
export function formatLicenseId(id: string): string {
  return `${id.slice(0, 5)}-${id.slice(5)}`
}

/** Tells whether this is a license id as it is kept; ids a vendor brought along may hold any letter. */
export function isLicenseId(text: string): boolean {
  return /^[0-9A-Z]{10}$/.test(text)
}

/** Reads a license id in any case, with or without hyphens. */
export function readLicenseId(text: string): Decision<string> {
  const id = withoutHyphens(text)
  return isLicenseId(id) ? accept(id) : refuse('not_a_license_id')
}

/** What somebody may mean who types a license id or a piece of one: as it stands, or with 0 for O and 1 for I or L. */
export function licenseIdsMeant(text: string): readonly string[] {
  const id = withoutHyphens(text)
  if (!/^[0-9A-Z]+$/.test(id)) return []
  return [...new Set([id, id.replace(/O/g, '0').replace(/[IL]/g, '1')])]
}

function withoutHyphens(text: string): string {
  return text
    .slice(0, 64)
    .toUpperCase()
    .replace(/[\s\-‐‑–]/gu, '')
}

/** Makes a UUID version 7 of ten random bytes or more: what is made in a later millisecond sorts later. */
export function uuidV7(now: Date, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('a UUID needs ten random bytes')
  const time = now.getTime().toString(16).padStart(12, '0')
  const [first = 0, second = 0, third = 0, ...rest] = random.subarray(0, 10)
  const tail = [0x70 | (first & 0x0f), second, 0x80 | (third & 0x3f), ...rest]
  const hex = time + tail.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Tells whether this has the form of a UUID, so that a database may be asked about it. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}

const spelledOut = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', '&': ' and ' }))

/** Makes the part of an address that stands for a name; a name without Latin letters or digits gets the fallback. */
export function slugOf(name: string, fallback: string): string {
  const latin = name
    .slice(0, 400)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø&]/gu, (letter) => spelledOut.get(letter) ?? letter)
  const words =
    searchKey(latin)
      .replace(/['’]/gu, '')
      .match(/[a-z0-9]+/g) ?? []
  return words.join('-').slice(0, longestSlug).replace(/-$/, '') || fallback
}
