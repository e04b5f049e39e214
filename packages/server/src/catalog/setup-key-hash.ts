import { tokenHash } from '../access/session-cookie.ts'

/** What the database knows of a key; nothing for no key. */
export function keyHash(key: string): string | null {
  return key === '' ? null : tokenHash(key)
}
