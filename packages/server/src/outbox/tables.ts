import type { Generated } from 'kysely'

export interface OutboxTables {
  letter: {
    id: string
    organization_id: number
    kind: string
    locale: string
    to_address: string
    to_name: string
    facts: unknown
    secret: boolean
    job_id: string | null
    assignment_id: string | null
    dedupe_key: string | null
    created_at: Date
    send_after: Date
    state: 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
    attempts: number
    claimed_until: Date | null
    last_error: string | null
    sent_at: Date | null
    /** What is made when the letter leaves and goes with it. */
    encloses: Generated<'activation_code' | null>
  }
  lease: { name: string; holder: string; valid_until: Date }
}
