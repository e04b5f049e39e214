export interface AuditTables {
  event: {
    organization_id: number
    id: string
    at: Date
    actor: string
    via: 'page' | 'api' | 'cli' | 'link' | 'system'
    what: string
    team_id: number | null
    license_id: string | null
    person_id: string | null
    facts: unknown
  }
}
