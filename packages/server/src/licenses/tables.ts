import type { Term } from '../catalog/tables.ts'

export interface LicensesTables {
  subscription: {
    organization_id: number
    id: string
    order_id: string
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
  }
}

/** What a license row says of itself; dates add the rest (grace, expired). */
export type LicenseStatus = 'free' | 'invited' | 'connected'
