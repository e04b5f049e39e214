import { accept, refuse } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import { queueLetters } from '../outbox/queue.ts'
import type { Access, SignInLinkState } from './access.ts'
import { deviceOf } from './device.ts'
import type { accessLetters } from './letters.ts'
import { tokenHash } from './session-cookie.ts'
import { type Entrance, handleFor, settle, validUntil } from './settle.ts'
import { loadSignInLink, saveSignInLink, spendSignInLink } from './store.ts'

/** The way in by a link the operator makes at the machine: nobody is locked out before mail is set up. */
export function signingInByLink(
  entrance: Entrance,
): Pick<Access, 'makeSignInLink' | 'signInLink' | 'signInWithLink'> {
  return {
    makeSignInLink: (address) => makeSignInLink(entrance, address),
    signInLink: (token) => signInLink(entrance, token),
    signInWithLink: (token, from) => signInWithLink(entrance, token, from),
  }
}

async function makeSignInLink(entrance: Entrance, typed: string): ReturnType<Access['makeSignInLink']> {
  const address = readAddress(typed)
  if (!address.ok) return address
  const token = entrance.doors.newId.token()
  const until = validUntil(entrance)
  await entrance.write(operator, async (tx) => {
    await saveSignInLink(tx, { tokenHash: tokenHash(token), address: address.plan, validUntil: until })
    const facts = { address: address.plan.typed }
    await record(tx, [{ what: 'sign_in_link_made', organizationId: 0, facts }])
  })
  return accept({ path: `/signin/${token}`, validUntil: until })
}

async function signInLink({ doors }: Entrance, token: string): Promise<SignInLinkState> {
  const link = await loadSignInLink(doors.db, tokenHash(token))
  if (!link) return { state: 'unknown' }
  if (link.used_at) return { state: 'used' }
  return link.valid_until > doors.clock() ? { state: 'open', address: link.address } : { state: 'too_old' }
}

async function signInWithLink(
  entrance: Entrance,
  token: string,
  from: Headers,
): ReturnType<Access['signInWithLink']> {
  const address = await entrance.write(anonymous, (tx) => spendSignInLink(tx, tokenHash(token)))
  if (!address) return refuse('sign_in_link_dead')
  const begun = await entrance.identity.begin(await handleFor(entrance, address), from)
  const signedIn = await settle(entrance, begun, { address, from })
  await tellOfNewSignIn(entrance, address.typed, from)
  return accept(signedIn)
}

/** Whoever can use the machine can sign in as anybody: the person at least reads of it. */
async function tellOfNewSignIn({ doors, write }: Entrance, typed: string, from: Headers): Promise<void> {
  const vendor = await doors.db.selectFrom('vendor').select('locale').executeTakeFirst()
  const address = readAddress(typed)
  await write(anonymous, (tx) =>
    queueLetters<typeof accessLetters>(tx, [
      {
        kind: 'new_sign_in',
        organizationId: 0,
        to: { address: address.ok ? address.plan.mailTo : typed, name: '' },
        locale: vendor?.locale ?? 'en-US',
        facts: { at: tx.now.toISOString(), ...deviceOf(from.get('user-agent')) },
      },
    ]),
  )
}
