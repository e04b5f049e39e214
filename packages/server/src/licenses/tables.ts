import type { Generated } from 'kysely'
import type { Term } from '../catalog/tables.ts'

export interface LicensesTables {
  subscription: {
    organization_id: number
    id: string
    /** None where a vendor brought it along. */
    order_id: string | null
    product_code: string
    term: Term
    quantity: number
    starts_on: string
    paid_through: string
    unit_minor: number
    currency: string
    payment: 'unpaid' | 'paid'
    due_on: string
    created_at: Date
    /** The group of subscriptions it is renewed with; none when its renewal was stopped, or never spoken of. */
    pack_ref: string | null
    renews: Generated<boolean>
    trial: Generated<boolean>
    /** Bought once for good: `paid_through` is then the last day of its upgrades. */
    perpetual: Generated<boolean>
  }
  pool: {
    organization_id: number
    team_id: number
    subscription_id: string
    product_code: string
    total: number
    free: number
    invited: number
    connected: number
    placed: Generated<number>
    withheld: Generated<number>
  }
  license: {
    organization_id: number
    id: string
    position: number
    team_id: number
    subscription_id: string
    product_code: string
    status: LicenseStatus
    assignment_id: string | null
    person_id: string | null
    per_user: Generated<boolean>
    transferable: Generated<boolean>
    suspended: Generated<boolean>
    domain: string | null
  }
  /** With whom a license is that no person holds. */
  placement: {
    organization_id: number
    license_id: string
    kind: PlacementKind
    uid: string | null
    registration_name: string | null
    key: string | null
  }
}

export type PlacementKind = 'license_server' | 'license_vault' | 'license_key'

/**
 * What a license row says of itself; dates add the rest (grace, expired). `placed`: with a server or a legacy key.
 * `withheld`: nobody has it and nobody can be given it, because it is suspended or is for no person.
 */
export type LicenseStatus = 'free' | 'invited' | 'connected' | 'placed' | 'withheld'
