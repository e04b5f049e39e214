import { readProductCode } from '../catalog/product-code.ts'
import { readVersion } from '../catalog/release.ts'
import { type CalendarDate, isTimeZone } from '../kernel/calendar.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Address, readAddress } from '../kernel/email.ts'
import { readName, searchKey } from '../kernel/text.ts'
import { readCountry } from '../teams/countries.ts'
import { readTeamName } from '../teams/team-rules.ts'
import type { ImportedOrganization, ImportedProduct, ImportedTeam, ImportFile } from './import-file.ts'
import type { ImportReader } from './import-reader.ts'

const longestName = 120
const longestProductName = 80

export interface ReadProduct extends Omit<ImportedProduct, 'releases'> {
  readonly path: string
  readonly releases: readonly { readonly version: string; readonly releasedOn: CalendarDate }[]
}

export interface ReadTeam {
  readonly path: string
  readonly id: number
  readonly name: string
  readonly endedOn: CalendarDate | null
}

/** Reads name, country and zone of the organization. */
export function readOrganization(
  reader: ImportReader,
  { name, country, timeZone, ...rest }: ImportedOrganization,
): ImportedOrganization {
  return {
    ...rest,
    name: readText(reader, 'organization.name', name, longestName),
    country: reader.take('organization.country', readCountry(country), 'GB'),
    timeZone: reader.take('organization.timeZone', readTimeZone(timeZone), 'UTC'),
  }
}

/** Reads the products with their releases; each stands in the file once. */
export function readProducts(reader: ImportReader, { products }: ImportFile): readonly ReadProduct[] {
  const seen = new Map<unknown, string>()
  return products.map(({ code: typed, name, releases, ...rest }, index) => {
    const path = `products[${index}]`
    const code = reader.take(`${path}.code`, readProductCode(typed), typed)
    reader.once(seen, code, `${path}.code`)
    return {
      ...{ ...rest, path, code, name: readText(reader, `${path}.name`, name, longestProductName) },
      releases: readReleases(reader, path, releases),
    }
  })
}

function readReleases(reader: ImportReader, product: string, releases: ImportedProduct['releases']) {
  const seen = new Map<unknown, string>()
  return releases.map((release, index) => {
    const path = `${product}.releases[${index}]`
    const version = reader.take(`${path}.version`, readVersion(release.version), release.version)
    reader.once(seen, version, `${path}.version`)
    return { version, releasedOn: reader.day(`${path}.releasedOn`, release.releasedOn) }
  })
}

/** Reads the teams; each number stands in the file once, as does each name of a team that goes on. */
export function readTeams(reader: ImportReader, teams: readonly ImportedTeam[]): readonly ReadTeam[] {
  const [ids, names] = [new Map<unknown, string>(), new Map<unknown, string>()]
  return teams.map(({ id, name: typed, endedOn }, index) => {
    const path = `teams[${index}]`
    reader.once(ids, id, `${path}.id`)
    const name = reader.take(`${path}.name`, readTeamName(typed), '')
    if (endedOn === undefined) reader.once(names, searchKey(name), `${path}.name`)
    const ended = endedOn === undefined ? null : reader.day(`${path}.endedOn`, endedOn)
    return { path, id, name, endedOn: ended }
  })
}

/** A text of one line that must say something. */
export function readText(reader: ImportReader, path: string, text: string, max: number): string {
  return reader.take(path, readName(text, { field: path, max }), '')
}

/** The same where nothing may stand. */
export function readOptionalText(
  reader: ImportReader,
  path: string,
  text: string | undefined,
  max: number,
): string | null {
  return text === undefined || text.trim() === '' ? null : readText(reader, path, text, max)
}

const nobody: Address = { typed: '', key: '', mailTo: '', domain: '', domainShown: '' }

export function readEmail(reader: ImportReader, path: string, email: string): Address {
  return reader.take(path, readAddress(email), nobody)
}

function readTimeZone(text: string): Decision<string, { readonly code: 'not_a_time_zone' }> {
  return isTimeZone(text) ? accept(text) : refuse('not_a_time_zone')
}
