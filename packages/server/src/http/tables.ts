export interface HttpTables {
  /** An answer of the API that is given again when the same request comes again. */
  api_answer: {
    organization_id: number
    token_id: string
    key: string
    /** Names method, path and body, for whoever has the token: the same key with another request is a mistake. */
    fingerprint: string
    status: number
    /** Headers and body, readable with the caller's token alone. */
    sealed: string
    made_at: Date
  }
}
