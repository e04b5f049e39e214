import { maskName } from '@claviger/core/assignment/mask-name'
import { momentIn } from '@claviger/core/kernel/moment'
import { z } from 'zod'

/** A license as programs are told of it. */
export interface AccountLicense {
  readonly licenseId: string
  readonly product: { readonly code: string; readonly name: string }
  readonly team: { readonly id: number; readonly name: string }
  readonly holder: Holder | null
  readonly term: AccountTerm
  /** Of the last time it was given to a person; null while it never was. */
  readonly given: LastGiven | null
  readonly domain: string | null
  readonly transferable: boolean
  readonly suspended: boolean
  /** Somebody can be given it today. */
  readonly available: boolean
  /** In which days begin and end. */
  readonly timeZone: string
}

export interface AccountTerm {
  /** Of the last paid day, as clocks in the organization's zone show it. */
  readonly lastMoment: string
  /** Paid time and grace are over; of what was bought for good, the time of its upgrades. */
  readonly outdated: boolean
  readonly packRef: string | null
  readonly renews: boolean
  readonly trial: boolean
  readonly perpetual: boolean
}

export interface LastGiven {
  readonly at: Date
  readonly seenAt: Date | null
  readonly hasCode: boolean
}

export type Holder =
  | {
      readonly kind: 'person'
      readonly address: string
      readonly name: string
      readonly accountName: string | null
    }
  | { readonly kind: 'license_server' | 'license_vault'; readonly uid: string }
  | { readonly kind: 'license_key'; readonly registrationName: string | null; readonly key: string | null }

const moment = z.iso
  .datetime({ offset: true, precision: 3 })
  .meta({ examples: ['2027-03-14T23:59:59.999+01:00'] })

const assigneeShape = z.discriminatedUnion('type', [
  z.object({
    name: z.string().describe("The account's own name; without an account, the name it was given, masked."),
    email: z.string(),
    type: z.literal('USER'),
  }),
  z.object({
    uid: z.string(),
    serverType: z.enum(['LICENSE_SERVER', 'LICENSE_VAULT']),
    type: z.literal('SERVER'),
  }),
  z.object({
    registrationName: z.string().optional(),
    key: z.string().optional().describe('Told to tokens that may assign licenses.'),
    type: z.literal('LICENSE_KEY'),
  }),
])

/** A license in the account API. Its keys are answered in this order, those that say nothing left out. */
export const accountLicenseShape = z
  .object({
    licenseId: z.string().meta({ examples: ['ABC1234567'] }),
    product: z.object({ code: z.string(), name: z.string() }),
    assignee: assigneeShape.optional().describe('Left out while nobody has the license.'),
    subscription: z
      .object({
        validUntilDate: moment.describe("The end of the last paid day, in the organization's time zone."),
        subscriptionPackRef: z.string().optional().describe('Left out when renewal was stopped.'),
        isAutomaticallyRenewed: z.boolean(),
        isOutdated: z.boolean().describe('The paid time is over, and the days of grace after it.'),
      })
      .optional(),
    perpetual: z
      .object({ upgradeDueDate: moment, isOutdated: z.boolean() })
      .optional()
      .describe('Of a license bought for good, instead of `subscription`.'),
    domain: z.string().optional(),
    lastSeen: z
      .object({
        lastSeenDate: moment
          .optional()
          .describe('Left out where no product was seen; one that runs by a code alone never is.'),
        lastAssignmentDate: moment,
        isOfflineCodeGenerated: z.boolean(),
      })
      .optional()
      .describe('Of the last assignment, also after it ended.'),
    team: z.object({ id: z.int32(), name: z.string() }),
    isTransferableBetweenTeams: z.boolean(),
    isTrial: z.boolean(),
    isSuspended: z.boolean(),
    isAvailableToAssign: z.boolean(),
  })
  .meta({ id: 'License' })

type Wire = z.infer<typeof accountLicenseShape>

/** Writes a license as the account API answers it: keys in the order of its documents, absent ones left out. */
export function writeAccountLicense(license: AccountLicense): Wire {
  const { licenseId, product, team, holder, term, given, domain, timeZone } = license
  return {
    ...{ licenseId, product },
    ...(holder && { assignee: assigneeOf(holder) }),
    ...(term.perpetual ? { perpetual: perpetualOf(term) } : { subscription: subscriptionOf(term) }),
    ...(domain !== null && { domain }),
    ...(given && { lastSeen: lastSeenOf(given, timeZone) }),
    team,
    isTransferableBetweenTeams: license.transferable,
    isTrial: term.trial,
    isSuspended: license.suspended,
    isAvailableToAssign: license.available,
  }
}

function assigneeOf(holder: Holder): Wire['assignee'] {
  switch (holder.kind) {
    case 'person':
      return { name: holder.accountName ?? maskName(holder.name), email: holder.address, type: 'USER' }
    case 'license_key':
      return {
        ...(holder.registrationName !== null && { registrationName: holder.registrationName }),
        ...(holder.key !== null && { key: holder.key }),
        type: 'LICENSE_KEY',
      }
    case 'license_server':
      return { uid: holder.uid, serverType: 'LICENSE_SERVER', type: 'SERVER' }
    case 'license_vault':
      return { uid: holder.uid, serverType: 'LICENSE_VAULT', type: 'SERVER' }
  }
}

function subscriptionOf({ lastMoment, packRef, renews, outdated }: AccountTerm) {
  return {
    validUntilDate: lastMoment,
    ...(packRef !== null && { subscriptionPackRef: packRef }),
    isAutomaticallyRenewed: renews,
    isOutdated: outdated,
  }
}

function perpetualOf({ lastMoment, outdated }: AccountTerm) {
  return { upgradeDueDate: lastMoment, isOutdated: outdated }
}

function lastSeenOf({ at, seenAt, hasCode }: LastGiven, timeZone: string) {
  return {
    ...(seenAt && { lastSeenDate: momentIn(seenAt, timeZone) }),
    lastAssignmentDate: momentIn(at, timeZone),
    isOfflineCodeGenerated: hasCode,
  }
}
