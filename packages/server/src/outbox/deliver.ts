import type { Kysely } from 'kysely'
import type { Schema } from '../db/schema.ts'
import { type Enclose, enclosingOf } from './enclosure.ts'
import type { LetterPlace } from './letter.ts'
import {
  type ClaimedLetter,
  claimDueLetters,
  keepDueLetters,
  keepLetters,
  listDueEnclosing,
  saveFailure,
  saveSent,
} from './letter-store.ts'
import { plainName } from './plain-name.ts'
import type { RenderLetter } from './render-letter.ts'
import { type Carrier, faultLine, isFinal } from './smtp.ts'

export interface DeliveryParts {
  readonly db: Kysely<Schema>
  readonly clock: () => Date
  readonly render: RenderLetter
  /** Makes what letters take along, before they are rendered. */
  readonly enclose: Enclose
  readonly publicOrigin: string
  /** Nothing: letters are kept and read at /vendor/mail. */
  readonly carrier: Carrier | null
  /** "Name <address>" or an address; without it letters come from the address people reply to. */
  readonly from: string | undefined
  readonly log: { warn(facts: object, line: string): void; error(facts: object, line: string): void }
  /** From 0 to 1: spreads the next tries of many letters. */
  readonly jitter: () => number
}

/** The loop that empties the outbox. */
export interface Delivery {
  /** Says that there may be something to send. */
  wake(): void
  /** Sends what is due now; answers when nothing more is. */
  deliverDue(): Promise<void>
  /** Finishes what is on its way and takes nothing new. */
  stop(): Promise<void>
}

const lookEveryMs = 5_000
const againAfterMinutes = [1, 2, 5, 15, 60, 240, 720] as const

/** Starts delivering letters: soon after each wake, and every few seconds for those whose moment comes. */
export function startDelivery(parts: DeliveryParts): Delivery {
  let running = Promise.resolve()
  let asked = false
  let stopped = false
  const deliverDue = () => {
    if (asked || stopped) return running
    asked = true
    running = running.then(async () => {
      asked = false
      await deliverAll(parts, () => stopped).catch((fault) =>
        parts.log.error({ fault }, 'letters could not be delivered'),
      )
    })
    return running
  }
  const timer = setInterval(deliverDue, lookEveryMs)
  timer.unref()
  return {
    wake: () => void deliverDue(),
    deliverDue,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
      parts.carrier?.close()
    },
  }
}

async function deliverAll(parts: DeliveryParts, isStopped: () => boolean): Promise<void> {
  const { db, clock, carrier } = parts
  if (!carrier) {
    await keepAll(parts, isStopped)
    return
  }
  while (!isStopped()) {
    const letters = await claimDueLetters(db, clock())
    if (letters.length === 0) return
    const vendor = await loadVendor(db)
    const enclosures = parts.enclose(enclosingOf(letters))
    // Whoever awaits it notes the fault; letters that enclose nothing leave all the same.
    enclosures.catch(() => {})
    await Promise.all(letters.map((letter) => deliverOne(parts, { carrier, vendor, enclosures }, letter)))
  }
}

/**
 * What letters enclose is made before they are kept, as it is before they are sent: one that falls due meanwhile waits. The
 * others go first, so that nothing that could not be made keeps a sign-in code from being read.
 */
async function keepAll({ db, clock, enclose }: DeliveryParts, isStopped: () => boolean): Promise<void> {
  const now = clock()
  await keepDueLetters(db, now)
  while (!isStopped()) {
    const letters = await listDueEnclosing(db, now)
    if (letters.length === 0) break
    await enclose(enclosingOf(letters))
    await keepLetters(
      db,
      letters.map((letter) => letter.id),
      clock(),
    )
  }
}

type Vendor = LetterPlace['vendor']

/** What the letters of one look have in common. */
interface Round {
  readonly carrier: Carrier
  readonly vendor: Vendor
  readonly enclosures: ReturnType<Enclose>
}

/** Before the set-up is finished there is no vendor yet, but its owner may already ask for a code. */
const nobodyYet: Vendor = { name: 'Claviger', replyTo: '', locale: 'en-US', timeZone: 'UTC' }

/** Who the letters come from. */
export async function loadVendor(db: Kysely<Schema>): Promise<Vendor> {
  const row = await db
    .selectFrom('vendor')
    .select(['name', 'reply_to as replyTo', 'locale', 'time_zone as timeZone'])
    .executeTakeFirst()
  return row ?? nobodyYet
}

/**
 * Sends one letter and notes what came of it. When the process dies between the server's "250" and the note, the letter
 * is sent again under the same Message-ID: better twice, recognizably, than never.
 */
async function deliverOne(
  parts: DeliveryParts,
  { carrier, vendor, enclosures }: Round,
  letter: ClaimedLetter,
): Promise<void> {
  const { db, clock, publicOrigin } = parts
  try {
    const enclosed = letter.encloses === null ? undefined : (await enclosures).get(letter.id)
    const rendered = await parts.render(letter, { publicOrigin, vendor, to: letter.to_address, enclosed })
    await carrier.send({
      ...rendered,
      from: senderOf(parts.from, vendor),
      to: { name: plainName(letter.to_name), address: letter.to_address },
      replyTo: vendor.replyTo || senderOf(parts.from, vendor).address,
    })
    await saveSent(db, letter, clock())
  } catch (fault) {
    const again = isFinal(fault) ? null : nextTry(letter.attempts, clock(), parts.jitter())
    const error = faultLine(fault)
    parts.log.warn(
      { letter: letter.id, kind: letter.kind, attempts: letter.attempts, again },
      'a letter did not leave',
    )
    await saveFailure(db, letter, { error, again })
  }
}

function nextTry(attempts: number, now: Date, jitter: number): Date | null {
  const minutes = againAfterMinutes[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000 * (1 + jitter / 4))
}

export interface Sender {
  readonly name: string
  readonly address: string
}

/** Who letters come from: MAIL_FROM, or else the vendor's own address. */
export function senderOf(from: string | undefined, vendor: Vendor): Sender {
  const [, name, address] = /^(.*)<(.+)>$/.exec(from ?? '') ?? []
  if (address) return { name: name?.trim().replace(/^"|"$/g, '') || plainName(vendor.name), address }
  return { name: plainName(vendor.name), address: from ?? vendor.replyTo }
}
