import { randomUUID } from 'node:crypto'
import type { TokenRole } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { statementsOf } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Customer, newCustomer, newTeam, openStory, type Story } from '../testing/story.ts'
import { tokenHash } from './session-cookie.ts'
import { openTokenDoor, type TokenDoor } from './token-door.ts'

let place: TestDatabase
let story: Story
let door: TokenDoor

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  door = openTokenDoor({ db: story.database.db, clock: story.now })
})
afterAll(async () => {
  await door.tokensNoted()
  await story.close()
  await place.drop()
})

/** A customer whose API is on, and a key of its administrator's. */
async function customerWithKey(role: TokenRole = 'administrator', teamToken = false) {
  const customer = await newCustomer(story, 1)
  await turnApi(customer, true)
  const key = await newKey(customer, role, teamToken ? customer.teamId : null)
  return { customer, key, call: () => door.actorOfToken(key, String(customer.organizationId)) }
}

function turnApi({ organizationId }: Customer, on: boolean) {
  return story.database.db
    .updateTable('organization')
    .set({ api_enabled: on })
    .where('id', '=', organizationId)
    .execute()
}

async function newKey(customer: Customer, role: TokenRole, teamId: number | null): Promise<string> {
  const key = randomIds.apiToken()
  const personId = customer.admin.grants[0]?.personId ?? ''
  const made = { created_at: story.now(), created_by: 'Ines Okafor', last_used_at: null, rotated_at: null }
  await story.database.db
    .insertInto('api_token')
    .values({
      ...{
        organization_id: customer.organizationId,
        id: randomUUID(),
        hash: tokenHash(key),
        team_id: teamId,
      },
      ...{ hint: key.slice(0, 4), name: 'Rota', person_id: personId, role, ...made },
      ...{ revoked_at: null, revoked_by: null },
    })
    .execute()
  return key
}

test('a key of an administrator may do in its organization what the administrator may, and nothing elsewhere', async () => {
  const { customer, call } = await customerWithKey()
  const other = await newCustomer(story, 1)
  const caller = await call()
  if (caller.kind !== 'actor') throw new Error(caller.kind)
  expect(caller.actor).toMatchObject({
    kind: 'token',
    role: 'administrator',
    name: 'Ines Okafor',
    teamId: null,
  })
  expect(caller.actor.addresses).toEqual([
    { key: 'ines.okafor@harrowvale.example', address: 'ines.okafor@harrowvale.example' },
  ])
  expect(may(caller.actor, 'licenses.assign', customer.organizationId)).toBe(true)
  expect(may(caller.actor, 'licenses.assign', other.organizationId)).toBe(false)
})

test('a key for one team reaches that team alone', async () => {
  const { customer, call } = await customerWithKey('administrator', true)
  const team = await newTeam(story, customer, 0)
  const caller = await call()
  if (caller.kind !== 'actor') throw new Error(caller.kind)
  const { actor } = caller
  const assigns = (teamId?: number) => may(actor, 'licenses.assign', customer.organizationId, teamId)
  expect([assigns(customer.teamId), assigns(team.teamId), assigns()]).toEqual([true, false, false])
})

test.each(['', 'x', 'A'.repeat(25), '0'.repeat(25), 'é'.repeat(25), '0'.repeat(100_000)])(
  'the key %.30s is nobody’s',
  async (key) => {
    const { organizationId } = await newCustomer(story, 0)
    expect(await door.actorOfToken(key, String(organizationId))).toEqual({ kind: 'unknown' })
  },
)

test.each(['', '0', 'test', '-1', '1e7', ' ', '9'.repeat(15), '9'.repeat(400)])(
  'a good key with the customer code %.20s is as unknown as a bad one',
  async (code) => {
    const { key } = await customerWithKey()
    expect(await door.actorOfToken(key, code)).toEqual({ kind: 'unknown' })
  },
)

test('a good key with the code of another customer is unknown', async () => {
  const { key } = await customerWithKey()
  const other = await newCustomer(story, 0)
  expect(await door.actorOfToken(key, String(other.organizationId))).toEqual({ kind: 'unknown' })
})

test('a key is looked up by one statement', async () => {
  const { call } = await customerWithKey()
  await call()
  await door.tokensNoted()
  expect(await statementsOf(story.database, call)).toHaveLength(1)
})

test('a role that shrinks shrinks the key with the next call, one that ends ends it (O-40)', async () => {
  const { customer, call } = await customerWithKey()
  const { organizationId } = customer
  expect((await call()).kind).toBe('actor')
  const roles = () =>
    story.database.db.updateTable('role_grant').where('organization_id', '=', organizationId)
  await roles().set({ role: 'viewer' }).execute()
  const smaller = await call()
  if (smaller.kind !== 'actor') throw new Error(smaller.kind)
  expect(smaller.actor.role).toBe('viewer')
  expect(may(smaller.actor, 'licenses.see', organizationId)).toBe(true)
  expect(may(smaller.actor, 'licenses.assign', organizationId)).toBe(false)
  await roles().set({ accepted_at: null }).execute()
  expect(await call()).toEqual({ kind: 'unknown' })
})

test('where the API is turned off keys are kept and told apart from unknown ones; turned on again they work (O-40)', async () => {
  const { customer, call, key } = await customerWithKey()
  await turnApi(customer, false)
  expect(await call()).toEqual({ kind: 'off', organizationId: customer.organizationId })
  expect(await door.actorOfToken(`${key.slice(1)}0`, String(customer.organizationId))).toEqual({
    kind: 'unknown',
  })
  await turnApi(customer, true)
  expect((await call()).kind).toBe('actor')
})

test('a key of a team that has ended is dead', async () => {
  const { customer, call } = await customerWithKey('viewer', true)
  expect((await call()).kind).toBe('actor')
  await story.database.db
    .updateTable('team')
    .set({ ended_at: story.now() })
    .where('id', '=', customer.teamId)
    .execute()
  expect(await call()).toEqual({ kind: 'unknown' })
})

test('use is noted at most once a minute, in company, and the call does not wait for it', async () => {
  const { customer, call } = await customerWithKey()
  const usedAt = async () => {
    await door.tokensNoted()
    const [row] = await story.database.db
      .selectFrom('api_token')
      .select('last_used_at')
      .where('organization_id', '=', customer.organizationId)
      .execute()
    return row?.last_used_at ?? null
  }
  expect(await usedAt()).toBeNull()
  await Promise.all([call(), call(), call()])
  const first = story.now()
  expect(await usedAt()).toEqual(first)
  const quiet = await statementsOf(story.database, async () => {
    await call()
    await usedAt()
  })
  expect(quiet.filter((text) => text.startsWith('update'))).toEqual([])
  story.pass({ minutes: 2 })
  await call()
  expect(await usedAt()).toEqual(story.now())
})

test('a note that finds its row held by somebody passes it over', async () => {
  const { customer, call } = await customerWithKey()
  await story.database.db.transaction().execute(async (holder) => {
    await holder
      .selectFrom('api_token')
      .select('id')
      .where('organization_id', '=', customer.organizationId)
      .forUpdate()
      .execute()
    expect((await call()).kind).toBe('actor')
    await door.tokensNoted()
  })
})
