/** What the environment says of the account API; empty texts say nothing. */
export interface Settings {
  readonly url?: string
  readonly token?: string
  readonly customer?: string
}

/** Reads where the account API is, and who calls it. */
export function settings(): Settings {
  const { CLAVIGER_URL: url, CLAVIGER_TOKEN: token, CLAVIGER_CUSTOMER: customer } = process.env
  return { ...(url && { url }), ...(token && { token }), ...(customer && { customer }) }
}
