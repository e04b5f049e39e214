import type { TokenRole } from '@claviger/core/teams/actor'

/** The roles of tokens as the account API spells them. */
export const apiRoles = ['ADMIN', 'VIEWER', 'PRIMARY_CONTACT'] as const

export type ApiRole = (typeof apiRoles)[number]

const roles: Readonly<Record<ApiRole, TokenRole>> = {
  ADMIN: 'administrator',
  VIEWER: 'viewer',
  PRIMARY_CONTACT: 'primary_contact',
}

/** The role behind one of the account API's words. */
export function readApiRole(word: ApiRole): TokenRole {
  return roles[word]
}

/** A role in the account API's word. */
export function writeApiRole(role: TokenRole): ApiRole {
  return apiRoles.find((word) => roles[word] === role) ?? 'VIEWER'
}
