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
    /** What is made, or looked up, when the letter leaves and goes with it. */
    encloses: Generated<Encloses | null>
  }
  lease: { name: string; holder: string; valid_until: Date }
}

/** A code of the assignment the letter is about, or what is still out of one that ended. */
export type Encloses = 'activation_code' | 'code_outstanding'
