import type { Generated } from 'kysely'

export interface AssignmentTables {
  invitation: {
    organization_id: number
    id: string
    team_id: number
    product_code: string
    name: string
    cap: number | null
    ends_on: string | null
    domains: string[]
    paused_at: Date | null
    created_at: Date
    created_by: string
    creator_address: string
    /** Also offered to whoever of its domains connects the product from within. */
    offered: Generated<boolean>
  }
  invitation_address: {
    token: string
    organization_id: number
    invitation_id: string
    created_at: Date
    replaced_at: Date | null
  }
  assignment: {
    organization_id: number
    id: string
    license_id: string
    person_id: string
    product_code: string
    team_id: number
    additional: boolean
    came_by: CameBy
    invitation_id: string | null
    job_id: string | null
    door: string
    assigned_at: Date
    assigned_by: string
    connected_at: Date | null
    ended_at: Date | null
    ended_by: string | null
    end_reason: EndReason | null
    end_job_id: string | null
  }
  license_request: {
    organization_id: number
    id: string
    invitation_id: string
    product_code: string
    address: string
    address_key: string
    reason: string
    note: string
    state: 'open' | 'granted' | 'declined'
    created_at: Date
  }
  job: {
    organization_id: number
    id: string
    kind: JobKind
    product_code: string | null
    team_id: number | null
    started_by: string
    started_at: Date
    undo_until: Date
    letters_at: Date
    done: number
    skipped: number
    refused: number
    undone_at: Date | null
    undone_by: string | null
  }
  job_item: {
    organization_id: number
    job_id: string
    /** Its place in the report: several people may stand on one line. */
    place: number
    line: number
    address: string
    name: string
    person_id: string | null
    license_id: string | null
    assignment_id: string | null
    outcome: JobOutcome
    reason: string | null
    facts: unknown
    /** Of a move: where the license was before. */
    from_team_id: number | null
  }
}

export type JobKind = 'assign' | 'revoke' | 'move'

export type CameBy = 'form' | 'list' | 'link' | 'request' | 'api' | 'import'
export type EndReason = 'revoked' | 'undone' | 'returned' | 'account_deleted'
export type JobOutcome = 'done' | 'skipped' | 'refused' | 'undone' | 'not_undone'
