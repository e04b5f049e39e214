import type { Term } from '../catalog/tables.ts'

export interface PurchasingTables {
  customer_order: {
    id: string
    number: string
    organization_id: number | null
    team_id: number | null
    new_team_name: string | null
    buyer_address: string
    buyer_key: string
    buyer_name: string
    manager_address: string | null
    manager_key: string | null
    company: string
    country: string
    vat_id: string
    po_number: string
    term: Term
    currency: string
    net_minor: number
    state: 'waiting' | 'fulfilled' | 'cancelled'
    payment: 'unpaid' | 'paid'
    placed_at: Date
    placed_by: string
    fulfilled_at: Date | null
    paid_at: Date | null
    payment_note: string
    due_on: string
    view_hash: string
    search_key: string
  }
  order_line: {
    order_id: string
    line: number
    product_code: string
    quantity: number
    unit_minor: number
    net_minor: number
  }
  claim: {
    token_hash: string
    order_id: string
    address: string
    address_key: string
    created_at: Date
    valid_until: Date
    used_at: Date | null
    used_by: string | null
  }
}
