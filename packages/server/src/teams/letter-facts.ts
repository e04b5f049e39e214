import type { Role } from '@claviger/core/teams/permissions'

/** What the letters of this capability are written from; the words are in `letters.ts`. */

/** E22: somebody is asked to run, or to look into, an organization or one of its teams. */
export interface RoleOfferedFacts {
  readonly by: string
  readonly byAddress: string | null
  readonly organization: string
  readonly role: Role
  /** The team of a team role. */
  readonly team: string | null
  /** Where the offer is accepted: /role/…/…. */
  readonly path: string
}

/** Somebody works for the vendor now; they sign in with this address at /signin. */
export interface StaffAddedFacts {
  readonly by: string
  readonly role: 'owner' | 'staff'
}

/** A token of the reader's was made, given another key or revoked. */
export interface TokenFacts {
  readonly by: string
  readonly byAddress: string | null
  /** The name its owner gave it. */
  readonly token: string
  readonly organization: string
  /** The team of a token for one team. */
  readonly team: string | null
  readonly at: string
  /** The page of its tokens: /o/…/api. */
  readonly path: string
}

/** The API of an organization was turned on or off by another administrator. */
export interface ApiSwitchedFacts {
  readonly by: string
  readonly state: 'on' | 'off'
  readonly organization: string
  readonly at: string
  readonly path: string
}
