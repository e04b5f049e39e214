import { randomUUID } from 'node:crypto'
import { type Actor, operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tx } from '../db/unit-of-work.ts'
import { lettersOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Customer, newCustomer, openStory, type Story } from '../testing/story.ts'
import { saveSwitch } from './letter-switch-store.ts'
import { queueJobEnded } from './queue-job-ended.ts'
import { loadSetting } from './store.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const counts = { done: 192, skipped: 4, refused: 2, stopped: 0 }

/** Ends a long job of this customer, begun by this actor. */
const end = ({ organizationId }: Customer, starter: Actor, jobId: string = randomUUID()) =>
  story.write(operator, ended, { organizationId, starter, jobId })

async function ended(tx: Tx, { organizationId, starter, jobId }: Ended): Promise<void> {
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('no organization')
  const job = { kind: 'assign', jobId, teamId: null, product: 'Loomwright', startedAt: tx.now } as const
  await queueJobEnded(tx, setting, starter, { ...job, ...counts })
}

interface Ended {
  readonly organizationId: number
  readonly starter: Actor
  readonly jobId: string
}

const toldOf = async (customer: Customer) =>
  (await lettersOf(story, customer)).filter(({ kind }) => kind === 'job_ended')

test('whoever began a long job on a page is mailed once that it has ended, with its counts', async () => {
  const customer = await newCustomer(story, 1)
  const jobId = randomUUID()
  await end(customer, customer.admin, jobId)
  await end(customer, customer.admin, jobId)
  const [letter, ...more] = await toldOf(customer)
  expect(more).toEqual([])
  expect(letter).toMatchObject({
    ...{ to_address: 'ines.okafor@harrowvale.example', to_name: 'Ines Okafor' },
    facts: { ...counts, jobId, kind: 'assign', product: 'Loomwright' },
  })
})

test('programs and the operator are not mailed', async () => {
  const customer = await newCustomer(story, 1)
  const { organizationId, admin } = customer
  await end(customer, operator)
  await end(customer, {
    ...{ kind: 'token', tokenId: randomUUID(), organizationId, teamId: null, role: 'administrator' },
    ...{ name: admin.name, addresses: admin.addresses, grants: admin.grants, via: 'api' },
  })
  expect(await toldOf(customer)).toEqual([])
})

test('nor is whoever has switched such letters off', async () => {
  const customer = await newCustomer(story, 1)
  const { organizationId, admin } = customer
  const off = { kind: 'job_ended', enabled: false, by: admin.name } as const
  await story.write(admin, (tx) => saveSwitch(tx, organizationId, off, [admin.grants[0]?.personId ?? '']), {})
  await end(customer, admin)
  expect(await toldOf(customer)).toEqual([])
})
