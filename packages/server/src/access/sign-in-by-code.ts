import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { anonymous } from '@claviger/core/teams/actor'
import type { Write } from '../db/unit-of-work.ts'
import { queueLetters } from '../outbox/queue.ts'
import type { Access, ProvedAddress, SendCode, TypedCode } from './access.ts'
import { type Attempt, countAttempts, type TooManyAttempts } from './attempts.ts'
import type { accessLetters } from './letters.ts'
import { type Entrance, handleFor, settle, validUntil } from './settle.ts'

/** The way in by a code mailed to the address, or by an address proved some other way. */
export function signingInByCode(
  entrance: Entrance,
): Pick<Access, 'sendCode' | 'signInWithCode' | 'signInAs'> {
  return {
    sendCode: (request) => sendCode(entrance, request),
    signInWithCode: (typed) => signInWithCode(entrance, typed),
    signInAs: (proved) => signInAs(entrance, proved),
  }
}

const limits = { minutes: 15, perAddress: 5, perSource: 300 }

async function sendCode(
  entrance: Entrance,
  { address: typed, purpose, source, locale }: SendCode,
): ReturnType<Access['sendCode']> {
  const address = readAddress(typed)
  if (!address.ok) return address
  const counted = await count(entrance.write, [
    { subject: `code to ${address.plan.key}`, limit: limits.perAddress, minutes: limits.minutes },
    // A whole company may sit behind one address and start on the same morning.
    { subject: `code from ${source}`, limit: limits.perSource, minutes: limits.minutes },
  ])
  if (!counted.ok) return counted
  const digits = await entrance.identity.drawCode(await handleFor(entrance, address.plan))
  const until = validUntil(entrance)
  const letter = {
    kind: 'code' as const,
    organizationId: 0,
    to: { address: address.plan.mailTo, name: '' },
    locale,
    facts: { digits, purpose, validUntil: until.toISOString() },
    secret: true,
  }
  await entrance.write(anonymous, (tx) => queueLetters<typeof accessLetters>(tx, [letter]))
  return accept({ address: address.plan, validUntil: until })
}

async function signInWithCode(
  entrance: Entrance,
  { address: typed, code, source, from, name }: TypedCode,
): ReturnType<Access['signInWithCode']> {
  const address = readAddress(typed)
  if (!address.ok) return address
  const guess = { subject: `guess from ${source}`, limit: limits.perSource, minutes: limits.minutes }
  const counted = await count(entrance.write, [guess])
  if (!counted.ok) return counted
  const handle = await handleFor(entrance, address.plan)
  const begun = await entrance.identity.tryCode(handle, code.replace(/\D/g, ''), from)
  if (typeof begun === 'string') return refuse(begun, { field: 'code' })
  return accept(await settle(entrance, begun, { address: address.plan, name, from }))
}

async function signInAs(
  entrance: Entrance,
  { address: typed, name, from }: ProvedAddress,
): ReturnType<Access['signInAs']> {
  const address = readAddress(typed)
  if (!address.ok) return address
  const begun = await entrance.identity.begin(await handleFor(entrance, address.plan), from)
  return accept(await settle(entrance, begun, { address: address.plan, name, from }))
}

/** Counts in a transaction of its own, so that a try counts whatever comes of it. */
function count(write: Write, attempts: readonly Attempt[]): Promise<Decision<null, TooManyAttempts>> {
  return write(anonymous, (tx) => countAttempts(tx, attempts))
}
