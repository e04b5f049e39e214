import type { KeepState } from '@claviger/core/assignment/keep-rules'
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
    /** Nobody takes one at once: each asks, and an administrator answers. */
    asks_first: Generated<boolean>
    /** Whoever comes after the cap asks instead of being sent away. */
    rest_asks: Generated<boolean>
    notice: Generated<InvitationNotice>
    nearly_used_at: Date | null
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
    /** Given until the end of this day in the organization's zone. */
    ends_on: string | null
    reminders: Generated<number>
    reminded_at: Date | null
  }
  license_request: {
    organization_id: number
    id: string
    /** The link that asked, if it was one. */
    invitation_id: string | null
    team_id: number | null
    product_code: string
    person_id: string | null
    address: string
    address_key: string
    name: Generated<string>
    reason: string
    note: string
    /** The license that was taken from the one who asks for it back. */
    license_id: string | null
    state: RequestState
    /** Whoever asked had proved the address. */
    proved: Generated<boolean>
    created_at: Date
    answered_at: Date | null
    answered_by: string | null
    answer: Generated<string>
    assignment_id: string | null
  }
  /** "Do you still use it?" */
  keep_question: {
    organization_id: number
    id: string
    assignment_id: string
    person_id: string
    team_id: number
    door: string
    asked_at: Date
    asked_by: string
    due_on: string
    state: KeepState
    answered_at: Date | null
    /** Nobody pressed anything: a product was seen using the license after the question. */
    kept_by_use: Generated<boolean>
  }
  people_file: {
    organization_id: number
    id: string
    /** Whose it is: an account's id. Nobody else sees it. */
    owner: string
    team_id: number | null
    name: string
    content: Buffer
    reading: unknown
    fixes: unknown
    made_at: Date
  }
  /** What this organization's people said an unknown heading means. */
  heading_memory: {
    organization_id: number
    heading_key: string
    role: string
  }
  saved_view: {
    organization_id: number
    page: string
    slug: string
    name: string
    query: string
    created_by: string
    /** The account that made it. */
    creator: string
    created_at: Date
  }
  column_choice: {
    organization_id: number
    account_id: string
    page: string
    columns: string[]
  }
  letter_switch: {
    organization_id: number
    kind: string
    /** Nobody: for the whole organization. */
    person_id: string | null
    enabled: boolean
    changed_by: string
    changed_at: Date
  }
  digest: {
    organization_id: number
    team_id: number | null
    day: string
    sent_at: Date
  }
  /** The most seats that were in use on a day, and how many asked in vain. */
  seat_day: {
    organization_id: number
    team_id: number
    product_code: string
    day: string
    bought: number
    used: number
    connected: number
    refused: Generated<number>
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
    state: Generated<JobState>
    /** Lines not yet decided. */
    waiting: Generated<number>
    ended_at: Date | null
    stopped_at: Date | null
    stopped_by: string | null
    /** Lines that were never decided, because somebody stopped it. */
    stopped: Generated<number>
    /** Until when a process has taken it on; afterwards it is anybody's turn. */
    claimed_until: Date | null
    /** How often its next chunk has been tried. */
    attempts: Generated<number>
    retry_of: string | null
    /** For whom it goes on after its request; their rights are looked up again each time. */
    bearer: unknown
    /** What was asked for all lines. */
    request: unknown
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
    /** What was asked for this line, as far as the columns do not say it. */
    asked: unknown
  }
}

export type JobKind = 'assign' | 'revoke' | 'move' | 'remind' | 'codes' | 'reassign'
export type RequestState = 'open' | 'granted' | 'declined' | 'withdrawn'
export type JobState = 'running' | 'ended' | 'undoing'
/** When the maker of a link is told that somebody took one by it. */
export type InvitationNotice = 'each' | 'daily' | 'nearly_used' | 'none'

export type CameBy = 'form' | 'list' | 'link' | 'request' | 'api' | 'import'
export type EndReason =
  | 'revoked'
  | 'undone'
  | 'returned'
  | 'account_deleted'
  | 'day_reached'
  | 'not_kept'
  | 'reassigned'
export type JobOutcome = 'waiting' | 'done' | 'skipped' | 'refused' | 'stopped' | 'undone' | 'not_undone'
