import { accept } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { anonymous, operator } from '@claviger/core/teams/actor'
import { refuseSignInLink } from '@claviger/core/teams/sign-in-link'
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

async function signInLink(entrance: Entrance, token: string): Promise<SignInLinkState> {
  const { link, refusal } = await lookUp(entrance, token)
  if (link && !refusal) return { state: 'open', address: link.address }
  return { state: !link ? 'unknown' : link.used_at ? 'used' : 'too_old', refusal }
}

async function lookUp({ doors }: Entrance, token: string) {
  const link = await loadSignInLink(doors.db, tokenHash(token))
  const facts = link ? { validUntil: link.valid_until, usedAt: link.used_at } : null
  return { link, refusal: refuseSignInLink(facts, doors.clock()) }
}

async function signInWithLink(
  entrance: Entrance,
  token: string,
  from: Headers,
): ReturnType<Access['signInWithLink']> {
  const address = await entrance.write(anonymous, (tx) => spendSignInLink(tx, tokenHash(token)))
  if (!address) {
    const { refusal } = await lookUp(entrance, token)
    if (!refusal) throw new Error('a sign-in link that opens was not spent')
    return { ok: false, refusal }
  }
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
