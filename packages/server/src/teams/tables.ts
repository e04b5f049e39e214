import type { Role, StaffRole } from '@claviger/core/teams/permissions'
import type { Generated } from 'kysely'

export interface TeamsTables {
  counter: { name: string; value: number }
  vendor: {
    id: number
    name: string
    country: string
    currency: string
    time_zone: string
    locale: string
    reply_to: string
    invoice_release: 'confirm' | 'at_once' | 'after_payment'
    invoice_days: number
    undo_minutes: number
    letter_minutes: number
    cool_down_days: number
    created_at: Date
    /** What a license document tells the product: days of work after the paid time, hours between checks, days without network. */
    grace_days: Generated<number>
    check_hours: Generated<number>
    offline_days: Generated<number>
    /** How many machines one license may run on; 0 is any number. */
    machines: Generated<number>
  }
  setup: {
    id: number
    key_hash: string | null
    key_until: Date | null
    answers: unknown
    finished_at: Date | null
    demo: 'begun' | 'filled' | null
  }
  staff: {
    address_key: string
    address: string
    name: string
    role: StaffRole
    added_at: Date
    added_by: string
  }
  organization: {
    id: number
    name: string
    slug: string
    country: string
    time_zone: string
    locale: string
    license_count: number
    search_key: string
    created_at: Date
    /** Where activation codes are had: in the letter of each assignment, on the person's page, or after asking. */
    code_policy: Generated<'letter' | 'page' | 'ask'>
    /** Whether its tokens are answered; turned off, they are kept and blocked. */
    api_enabled: Generated<boolean>
  }
  team: {
    organization_id: number
    id: number
    name: string
    created_at: Date
    /** A team that ended keeps its row: what happened in it still names it. */
    ended_at: Date | null
    merged_into: number | null
    /** The form that made it, so that sending it twice makes one team. */
    form_id: string | null
  }
  person: {
    organization_id: number
    id: string
    address: string
    address_key: string
    name: string
    first_name: string
    last_name: string
    search_key: string
    created_at: Date
  }
  role_grant: {
    organization_id: number
    id: string
    person_id: string
    team_id: number | null
    role: Role
    granted_at: Date
    granted_by: string
    granter_key: string | null
    accepted_at: Date | null
  }
}
