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
}
