const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** An id for a form, by which the server tells one form sent twice from two forms. */
export function formId(): string {
  return crypto.randomUUID()
}

/** The secret part of an address that a form's answer will open. */
export function doorToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26))
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join('')
}
