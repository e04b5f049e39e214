/** What decides whether the letter that tells of an assignment brings its activation code. */
export interface LetterWithCode {
  readonly policy: 'letter' | 'page' | 'ask'
  readonly cameBy: 'form' | 'list' | 'link' | 'request' | 'api' | 'import'
  /** A program asked for it. */
  readonly asked: boolean
  /** The address belongs to an account, where the code is to be had. */
  readonly holdsAccount: boolean
}

/**
 * Whether the code goes with the letter: never against the organization's policy; where a program assigns, only when it
 * asks for it, and never to whoever has an account.
 */
export function codeGoesWithLetter({ policy, cameBy, asked, holdsAccount }: LetterWithCode): boolean {
  if (policy !== 'letter') return false
  return cameBy === 'api' ? asked && !holdsAccount : true
}
