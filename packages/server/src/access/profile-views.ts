import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import type { Read } from '../db/unit-of-work.ts'
import type { Profile } from './profile.ts'

/** What an account has decided so far; nothing where it left it to the browser and the vendor. */
export interface OwnProfile {
  readonly name: string
  readonly locale: Profile['locale'] | null
  readonly theme: Profile['theme'] | null
  readonly density: Profile['density']
  readonly shortcuts: boolean
}

/** How the signed-in account is named and wants its pages. */
export async function ownProfile(
  read: Read,
  _query: Record<string, never>,
): Promise<Decision<OwnProfile, { readonly code: 'not_signed_in' }>> {
  if (read.actor.kind !== 'account') return refuse('not_signed_in')
  const { name, locale, theme, density, shortcuts } = await read.sql
    .selectFrom('account')
    .select(['name', 'locale', 'theme', 'density', 'shortcuts'])
    .where('id', '=', read.actor.accountId)
    .executeTakeFirstOrThrow()
  return accept({
    ...{ name, locale, theme },
    density: density ?? 'comfortable',
    shortcuts: shortcuts ?? true,
  })
}
