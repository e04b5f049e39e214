import { createHash } from 'node:crypto'

/** The session cookie's name: bound to host and TLS where there is TLS. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-claviger_session' : 'claviger_session'
}

/** What the database keeps of a token, so that nobody who reads the database can use a session. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Reads one cookie of a request, decoded, or nothing when it is absent or damaged. */
export function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))
  return found && decoded(found.slice(name.length + 1))
}

/** The hash of the session token a request carries; the signature behind it is the library's own affair. */
export function sessionHashOf(headers: Headers, secure: boolean): string | undefined {
  const value = readCookie(headers, sessionCookieName(secure))
  const token = value?.split('.')[0]
  return token ? tokenHash(token) : undefined
}

/** A Set-Cookie that makes the browser forget the session. */
export function forgottenSession(secure: boolean): string {
  return `${sessionCookieName(secure)}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
