import { system } from '@claviger/core/teams/actor'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { encloseCodes } from '../activation/enclose-codes.ts'
import { type letters, renderLetter } from '../app.ts'
import { type Delivery, type DeliveryParts, startDelivery } from '../outbox/deliver.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { smtpCarrier } from '../outbox/smtp.ts'
import { freshDatabase } from './database.ts'
import { withKeys } from './keys.ts'
import { type MailServerHabits, startMailServer, type TestMailServer } from './mail-server.ts'
import { openStory, type Story } from './story.ts'

export type AnyLetter = NewLetter<typeof letters>

/** A world with an outbox, mail servers as they are needed, and whatever the delivery logs. */
export interface PostOffice {
  readonly story: Story
  readonly logged: readonly string[]
  queue(...all: AnyLetter[]): Promise<void>
  /** Every letter there is, by address. */
  stored(): ReturnType<typeof listLetters>
  /** A mail server until the end of the test. */
  mailServer(habits?: MailServerHabits): Promise<TestMailServer>
  /** A process that delivers to this mail server, or keeps letters when there is none. */
  delivery(url: string | null, extra?: Partial<DeliveryParts>): Delivery
}

export const publicOrigin = 'https://licenses.fenwick.example'
export const token = '7kq2m97kq2m97kq2m97kq2m97k'

/** Opens a post office for the tests of one file; each test begins with an empty outbox. */
export function openPostOffice(): PostOffice {
  const opened: { story?: Story; drop?: () => Promise<void> } = {}
  const running: { stop(): Promise<void> }[] = []
  const logged: string[] = []
  beforeAll(async () => {
    const place = await freshDatabase()
    opened.story = await withKeys(await openStory(place.connection))
    opened.drop = place.drop
  })
  beforeEach(async () => {
    logged.length = 0
    await opened.story?.database.db.deleteFrom('letter').execute()
  })
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop()
  })
  afterAll(async () => {
    await opened.story?.close()
    await opened.drop?.()
  })
  const world = () => {
    if (!opened.story) throw new Error('the post office is not open yet')
    return opened.story
  }
  return officeOf(world, running, logged)
}

function officeOf(world: () => Story, running: { stop(): Promise<void> }[], logged: string[]): PostOffice {
  const log = (facts: object, line: string) => void logged.push(JSON.stringify({ ...facts, line }))
  return {
    get story() {
      return world()
    },
    logged,
    queue: (...all) => world().write(system, queueLetters<typeof letters>, all),
    stored: () => listLetters(world()),
    async mailServer(habits) {
      const server = await startMailServer(habits)
      running.push(server)
      return server
    },
    delivery(url, extra = {}) {
      const started = startDelivery({
        ...{ db: world().database.db, clock: world().now, render: renderLetter, publicOrigin },
        enclose: (letters) => world().write(system, encloseCodes, letters),
        ...{ from: undefined, jitter: () => 0, log: { warn: log, error: log } },
        carrier: url === null ? null : smtpCarrier({ url }),
        ...extra,
      })
      // Deliveries end before the servers they talk to.
      running.unshift(started)
      return started
    },
  }
}

function listLetters({ database }: Story) {
  return database.db.selectFrom('letter').selectAll().orderBy('to_address').execute()
}

/** The letter that announces a license. */
export function assigned(address: string, extra: Partial<AnyLetter> = {}): AnyLetter {
  const letter = {
    kind: 'license_assigned',
    organizationId: 1_000_001,
    to: { address, name: 'Jo Voss' },
    locale: 'en-US',
    facts: {
      ...{ by: 'Ines Okafor', byAddress: 'ines.okafor@harrowvale.example', organization: 'Harrow & Vale' },
      ...{ product: 'Loomwright', door: token, licenseId: 'V2MD71BHX4', paidThrough: '2027-03-14' },
      ...{ address, connected: false },
    },
  } as const
  return { ...letter, ...extra } as AnyLetter
}

/** The letter that carries a code. */
export function code(address: string, digits = '482913'): AnyLetter {
  return {
    kind: 'code',
    organizationId: 0,
    to: { address, name: '' },
    locale: 'en-US',
    facts: { digits, purpose: { kind: 'sign_in' }, validUntil: '2026-11-02T09:10:00Z' },
    secret: true,
  }
}
