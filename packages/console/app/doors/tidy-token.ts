/** Letters and digits of every address that opens something; what mail programs hang on to it is none of these. */
const foreign = /[^0-9a-z]/g

const tokenLength = 26

/** Gives the token behind an address as mail programs, chats and typists mangle it: with a full stop, a bracket, capitals. */
export function tidyToken(token: string): string {
  return token.toLowerCase().replace(foreign, '') || token
}

/** Tells whether an address stops too early to be whole. */
export function isCut(token: string): boolean {
  return tidyToken(token).length < tokenLength
}
