import type { TokenRole } from '@claviger/core/teams/actor'
import type { Density, Locale, Theme } from './profile.ts'

export interface AccessTables {
  account: {
    id: string
    name: string
    email: string
    email_verified: boolean
    image: string | null
    locale: Locale | null
    theme: Theme | null
    density: Density | null
    shortcuts: boolean | null
    created_at: Date
    updated_at: Date
  }
  session: {
    id: string
    account_id: string
    /** The SHA-256 of what the cookie holds. */
    token: string
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
    created_at: Date
    updated_at: Date
  }
  verification: {
    id: string
    identifier: string
    value: string
    expires_at: Date
    created_at: Date
    updated_at: Date
  }
  verified_address: { address_key: string; account_id: string; address: string; verified_at: Date }
  sign_in_link: {
    token_hash: string
    address_key: string
    address: string
    created_at: Date
    valid_until: Date
    used_at: Date | null
  }
  attempt: { subject: string; bucket: Date; count: number }
  installation_secret: { name: string; value: string }
  api_token: {
    organization_id: number
    id: string
    /** The SHA-256 of what the caller holds; the token itself is nowhere. */
    hash: string
    /** Its first letters, by which people tell their tokens apart. */
    hint: string
    name: string
    person_id: string
    team_id: number | null
    role: TokenRole
    created_at: Date
    created_by: string
    last_used_at: Date | null
    rotated_at: Date | null
    revoked_at: Date | null
    revoked_by: string | null
  }
}
