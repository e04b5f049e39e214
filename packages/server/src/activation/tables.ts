export interface ActivationTables {
  signing_key: {
    kid: string
    role: 'root' | 'signing'
    /** 32 bytes, base64url: the `x` of its JWK. */
    public_key: string
    /** PKCS #8, base64url; nothing once the key is kept somewhere else. */
    private_key: string | null
    /** What the root says of a signing key, a compact JWS inside each document; nothing while it is only asked for. */
    statement: string | null
    current: boolean
    created_at: Date
    created_by: string
    replaced_at: Date | null
    /** From this moment on what the key has signed counts no more. */
    retired_at: Date | null
    retired_by: string | null
    backed_up_at: Date | null
  }
  /** The one notice, signed by the root, that names every retired key. */
  retired_keys: { id: number; notice: string; made_at: Date }
  activation_code: {
    organization_id: number
    id: string
    license_id: string
    assignment_id: string
    person_id: string
    /** Counts the codes of a license. */
    serial: number
    kid: string
    document: string
    paid_up_to: string
    /** The invoice was paid when it was issued. */
    settled: boolean
    /** Through this day, grace included, it is more than a fallback. */
    valid_until: string
    keeps: unknown
    /** What of the license it rests on: when this differs from how things stand, the code is out of date. */
    basis: string
    came_by: CodeCameBy
    issued_at: Date
    issued_by: string
    replaced_at: Date | null
  }
  code_request: {
    organization_id: number
    id: string
    license_id: string
    assignment_id: string
    person_id: string
    /** Where the license was when it was asked for; who answers is told by where it is now. */
    team_id: number
    reason: string
    state: 'open' | 'approved' | 'denied'
    asked_at: Date
    answered_at: Date | null
    answered_by: string | null
    note: string
  }
  activation: {
    organization_id: number
    id: string
    assignment_id: string
    license_id: string
    person_id: string
    /** The product that runs there: for a license of a pack, one of its members. */
    product_code: string
    machine: string
    machine_name: string
    system: string
    release: string
    /** The number of the machine among those of the assignment; products on one machine share it. */
    slot: number
    token_hash: string | null
    activated_at: Date
    last_seen_at: Date
    ended_at: Date | null
    ended_by: string | null
    end_reason: 'released' | 'signed_out' | null
  }
  device_grant: {
    device_hash: string
    user_code: string
    product_code: string
    machine: string
    machine_name: string
    system: string
    release: string
    state: 'waiting' | 'approved' | 'denied' | 'redeemed'
    asked_at: Date
    valid_until: Date
    poll_seconds: number
    polled_at: Date | null
    organization_id: number | null
    activation_id: string | null
    answered_at: Date | null
    answered_by: string | null
  }
  product_call: {
    id: string
    at: Date
    call: 'authorize' | 'token' | 'check' | 'release' | 'verify'
    product_code: string
    release: string
    organization_id: number | null
    license_id: string | null
    answer: string
    facts: unknown
    ms: number
  }
}

/** Which way a code came into the world. */
export type CodeCameBy = 'letter' | 'page' | 'administrator' | 'request' | 'renewal' | 'reissue' | 'api'
