import type { Role } from '../teams/permission-matrix.ts'

/** An organization as a vendor brings it along: what the file says, in its own shape. */
export interface ImportFile {
  readonly organization: ImportedOrganization
  readonly products: readonly ImportedProduct[]
  readonly teams: readonly ImportedTeam[]
  readonly people: readonly ImportedPerson[]
  readonly roles: readonly ImportedRole[]
  readonly licenses: readonly ImportedLicense[]
  readonly tokens: readonly ImportedToken[]
}

export interface ImportedOrganization {
  readonly code: number
  readonly name: string
  readonly country: string
  readonly timeZone: string
  readonly locale: string
  readonly codePolicy: 'letter' | 'page' | 'ask'
  readonly apiEnabled: boolean
}

export interface ImportedProduct {
  readonly code: string
  readonly name: string
  readonly kind: 'product' | 'pack' | 'plugin'
  /** Of a pack: the codes of the products in it. */
  readonly members: readonly string[]
  readonly releases: readonly { readonly version: string; readonly releasedOn: string }[]
}

export interface ImportedTeam {
  readonly id: number
  readonly name: string
  /** The day it was deleted: nothing can be in it, and nothing else can be called by its number. */
  readonly endedOn?: string | undefined
}

export interface ImportedPerson {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly name?: string | undefined
  /** They have an account already: the vendor vouches for the address. */
  readonly account?: { readonly name?: string | undefined } | undefined
}

export interface ImportedRole {
  readonly email: string
  readonly role: Role
  readonly teamId?: number | undefined
}

export interface ImportedToken {
  readonly email: string
  readonly teamId?: number | undefined
  readonly role: 'administrator' | 'viewer' | 'primary_contact'
  readonly name: string
}

export interface ImportedLicense {
  readonly licenseId: string
  readonly product: string
  readonly team: number
  readonly startsOn: string
  /** The last paid day; absent where the license is perpetual. */
  readonly validUntil?: string | undefined
  /** Bought once for good: the last day whose releases are included. */
  readonly perpetual?: { readonly upgradeDueDate: string } | undefined
  readonly term: 'year' | 'month'
  readonly packRef?: string | undefined
  readonly autoRenew: boolean
  readonly trial: boolean
  readonly unitPrice?: string | undefined
  readonly assignee?: ImportedAssignee | undefined
  readonly domain?: string | undefined
  readonly perUser?: boolean | undefined
  readonly transferable: boolean
  readonly suspended: boolean
}

export type ImportedAssignee =
  | { readonly type: 'USER'; readonly email: string; readonly assignedOn: string }
  | {
      readonly type: 'SERVER'
      readonly uid: string
      readonly serverType: 'LICENSE_SERVER' | 'LICENSE_VAULT'
    }
  | { readonly type: 'LICENSE_KEY'; readonly registrationName: string; readonly key: string }
