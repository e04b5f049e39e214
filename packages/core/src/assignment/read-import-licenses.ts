import type { CalendarDate } from '../kernel/calendar.ts'
import { parseMoney } from '../kernel/money.ts'
import type { ImportedAssignee, ImportedLicense } from './import-file.ts'
import type { ImportReader } from './import-reader.ts'
import { readOptionalText, readText } from './read-import.ts'
import { mention, type ReadPeople } from './read-import-people.ts'

/** With whom a license is that no person can hold. */
export interface ReadPlacement {
  readonly kind: 'license_server' | 'license_vault' | 'license_key'
  readonly uid: string | null
  readonly registrationName: string | null
  readonly key: string | null
}

/** Who has a license. */
export type ReadHolder =
  | { readonly kind: 'person'; readonly key: string; readonly assignedOn: CalendarDate }
  | { readonly kind: 'placed'; readonly placement: ReadPlacement }

/** What licenses that were bought together have in common. */
export interface ReadTerm {
  readonly product: string
  readonly startsOn: CalendarDate
  readonly paidThrough: CalendarDate
  readonly term: 'year' | 'month'
  readonly packRef: string | null
  readonly renews: boolean
  readonly trial: boolean
  readonly perpetual: boolean
  /** What was paid for one of them, in the vendor's currency. */
  readonly unitMinor: bigint
}

export interface ReadLicense {
  readonly path: string
  readonly id: string
  readonly teamId: number
  readonly bought: ReadTerm
  readonly holder: ReadHolder | null
  readonly perUser: boolean
  readonly transferable: boolean
  readonly suspended: boolean
  readonly domain: string | null
}

/** What reading licenses needs to know. */
export interface LicenseReading {
  readonly people: ReadPeople
  readonly currency: string
  readonly today: CalendarDate
}

/** Reads the licenses; each id stands in the file once. */
export function readLicenses(
  reader: ImportReader,
  licenses: readonly ImportedLicense[],
  known: LicenseReading,
): readonly ReadLicense[] {
  const seen = new Map<unknown, string>()
  return licenses.map((license, index) => {
    const path = `licenses[${index}]`
    reader.once(seen, license.licenseId, `${path}.licenseId`)
    const perUser = readPerUser(reader, path, license)
    return {
      ...{ path, id: license.licenseId, teamId: license.team },
      bought: readTerm(reader, path, license, known.currency),
      holder: license.assignee ? readHolder(reader, `${path}.assignee`, license.assignee, known) : null,
      ...{ perUser, transferable: license.transferable, suspended: license.suspended },
      domain: readOptionalText(reader, `${path}.domain`, license.domain, 253),
    }
  })
}

/** What is bought for good belongs to no person; nor does what a legacy key names, unless the file says so. */
function readPerUser(reader: ImportReader, path: string, license: ImportedLicense): boolean {
  const {
    perpetual,
    assignee,
    perUser = perpetual === undefined && assignee?.type !== 'LICENSE_KEY',
  } = license
  if (perpetual && perUser) reader.note(`${path}.perUser`, 'perpetual_is_not_per_user')
  else if (assignee?.type === 'USER' && !perUser) reader.note(`${path}.assignee`, 'not_for_a_person')
  return perUser
}

function readTerm(reader: ImportReader, path: string, license: ImportedLicense, currency: string): ReadTerm {
  const { perpetual, validUntil, trial, unitPrice } = license
  const startsOn = reader.day(`${path}.startsOn`, license.startsOn)
  const paidThrough = readLastDay(reader, path, license)
  if (paidThrough < startsOn) reader.note(path, 'ends_before_start', { startsOn, paidThrough })
  if ((perpetual === undefined) === (validUntil === undefined)) reader.note(path, 'either_dates_or_perpetual')
  if (perpetual && trial) reader.note(`${path}.trial`, 'perpetual_is_no_trial')
  const paid = unitPrice === undefined ? null : parseMoney(unitPrice, currency)
  return {
    ...{ product: license.product, startsOn, paidThrough, term: license.term },
    packRef: readOptionalText(reader, `${path}.packRef`, license.packRef, 40),
    ...{ renews: license.autoRenew, trial, perpetual: perpetual !== undefined },
    unitMinor: paid === null ? 0n : reader.take(`${path}.unitPrice`, paid, { minor: 0n, currency }).minor,
  }
}

function readLastDay(reader: ImportReader, path: string, license: ImportedLicense): CalendarDate {
  const { perpetual, validUntil, startsOn } = license
  if (perpetual) return reader.day(`${path}.perpetual.upgradeDueDate`, perpetual.upgradeDueDate)
  return reader.day(`${path}.validUntil`, validUntil ?? startsOn)
}

function readHolder(
  reader: ImportReader,
  path: string,
  assignee: ImportedAssignee,
  { people, today }: LicenseReading,
): ReadHolder {
  switch (assignee.type) {
    case 'USER': {
      const assignedOn = reader.day(`${path}.assignedOn`, assignee.assignedOn)
      if (assignedOn > today) reader.note(`${path}.assignedOn`, 'in_the_future', { today })
      return { kind: 'person', key: mention(reader, people, `${path}.email`, assignee.email), assignedOn }
    }
    case 'SERVER':
      return placed({
        kind: assignee.serverType === 'LICENSE_SERVER' ? 'license_server' : 'license_vault',
        uid: readText(reader, `${path}.uid`, assignee.uid, 200),
      })
    case 'LICENSE_KEY':
      return placed({
        ...{ kind: 'license_key', key: assignee.key },
        registrationName: readText(reader, `${path}.registrationName`, assignee.registrationName, 200),
      })
  }
}

const placed = (placement: Partial<ReadPlacement> & Pick<ReadPlacement, 'kind'>): ReadHolder => ({
  kind: 'placed',
  placement: { uid: null, registrationName: null, key: null, ...placement },
})
