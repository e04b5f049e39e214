/** Letters and digits of every address that opens something; what mail programs hang on to it is none of these. */
const foreign = /[^0-9a-z]/g

const tokenLength = 26

/** Gives the token behind an address as mail programs, chats and typists mangle it: with a full stop, a bracket, capitals. */
export function tidyToken(token: string): string {
  // What is left of an escape, such as the 20 of %20, stands behind the last letter of the token.
  return token.toLowerCase().replace(foreign, '').slice(0, tokenLength) || token
}

/** Tells whether an address stops too early to be whole. */
export function isCut(token: string): boolean {
  return tidyToken(token).length < tokenLength
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/

/** Gives the id at the end of an address, whatever hangs on to it; null when it is not whole. */
export function tidyId(id: string): string | null {
  return uuid.exec(id.toLowerCase())?.[0] ?? null
}
