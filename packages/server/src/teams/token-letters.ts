import type { Letter, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'
import type { ApiSwitchedFacts, TokenFacts } from './letter-facts.ts'

/** The letters about API tokens: none of them holds one. */
export const tokenLetters = {
  token_created: (facts: TokenFacts, w: LetterWords): Letter => ({
    ...ofOwn(facts, w),
    subject: w('token_created_subject', { organization: facts.organization }),
    preheader: w('token_preheader', { token: facts.token, place: placeOf(facts) }),
    title: w('token_created_title', { token: facts.token, place: placeOf(facts) }),
  }),

  token_rotated: (facts: TokenFacts, w: LetterWords): Letter => ({
    ...ofOwn(facts, w),
    subject: w('token_rotated_subject', { token: facts.token }),
    preheader: w('token_rotated_preheader'),
    title: w('token_rotated_title', { token: facts.token, place: placeOf(facts) }),
  }),

  token_revoked: (facts: TokenFacts, w: LetterWords): Letter => ({
    subject: w('token_revoked_subject', { token: facts.token }),
    preheader: w('token_revoked_preheader'),
    title: w('token_revoked_title', { by: facts.by, token: facts.token, place: placeOf(facts) }),
    blocks: [
      { kind: 'paragraph', text: w('token_when', { at: w.dateTime(facts.at) }) },
      { kind: 'paragraph', text: w('token_revoked_next') },
    ],
    action: { label: w('token_action'), path: facts.path },
    why: facts.byAddress
      ? w('token_revoked_why', { by: facts.by, byAddress: asIs(facts.byAddress) })
      : w('token_why'),
  }),

  api_switched: ({ by, at, state, organization, path }: ApiSwitchedFacts, w: LetterWords): Letter => ({
    subject: w(`api_${state}_subject`, { organization }),
    preheader: w(`api_${state}_preheader`),
    title: w(`api_${state}_title`, { by, organization }),
    blocks: [{ kind: 'paragraph', text: w('token_when', { at: w.dateTime(at) }) }],
    action: { label: w('token_action'), path },
    why: w('api_why', { organization }),
  }),
}

const placeOf = ({ team, organization }: TokenFacts) => team ?? organization

/** Whose own act it should have been: when it was, and what to do if it was somebody else's. */
function ofOwn({ at, path }: TokenFacts, w: LetterWords) {
  return {
    blocks: [
      { kind: 'paragraph', text: w('token_when', { at: w.dateTime(at) }) },
      { kind: 'paragraph', text: w('token_not_you') },
    ],
    action: { label: w('token_action'), path },
    why: w('token_why'),
  } satisfies Partial<Letter>
}
