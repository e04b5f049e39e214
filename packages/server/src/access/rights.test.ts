import { operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { actorWith, type Customer, newCustomer, openStory, type Story } from '../testing/story.ts'
import { type Access, createAccess } from './access.ts'
import { removeAccount } from './store.ts'

const origin = 'http://localhost:4700'
let place: TestDatabase
let story: Story
let access: Access
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  const doors = { db: story.database.db, clock: story.now, newId: randomIds }
  access = await createAccess(doors, writer(doors), origin)
  customer = await newCustomer(story, 1)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

async function enter(address: string, name?: string): Promise<() => ReturnType<Access['visitorOf']>> {
  const signedIn = await access.signInAs({ address, from: new Headers(), ...(name ? { name } : {}) })
  if (!signedIn.ok) throw new Error(signedIn.refusal.code)
  const cookie = signedIn.plan.setCookie.split(';')[0] ?? ''
  return () => access.visitorOf(new Request(origin, { headers: { cookie } }))
}

const grantsOf = (address: string) =>
  story.database.db
    .updateTable('role_grant')
    .from('person')
    .whereRef('person.id', '=', 'role_grant.person_id')
    .where('person.address', '=', address)

test('an account has the accepted roles of every person with a proved address, in each organization', async () => {
  const other = await newCustomer(story, 1)
  const look = await enter('Ines.Okafor@harrowvale.example')
  const { actor } = await look()
  expect(actor).toMatchObject({ kind: 'account', name: 'Ines Okafor', staff: null })
  expect(actor.kind === 'account' && actor.grants.map((grant) => [grant.organizationId, grant.role])).toEqual(
    expect.arrayContaining([
      [customer.organizationId, 'administrator'],
      [other.organizationId, 'administrator'],
    ]),
  )
})

test('a role that is only offered gives nothing; accepted it counts at once, taken back it is gone at once', async () => {
  const cast = { address: 'pekka@harrowvale.example', name: 'Pekka Lahtinen', role: 'viewer' } as const
  await actorWith(story, customer.organizationId, cast)
  const look = await enter(cast.address)
  const grants = async () => {
    const { actor } = await look()
    return actor.kind === 'account' ? actor.grants.length : -1
  }
  expect(await grants()).toBe(1)
  await grantsOf(cast.address).set({ accepted_at: null }).execute()
  expect(await grants()).toBe(0)
  await grantsOf(cast.address).set({ accepted_at: story.now() }).execute()
  expect(await grants()).toBe(1)
})

test('staff are staff from the moment they are listed until they are not', async () => {
  const look = await enter('margit@fenwick.example', 'Margit Fenwick')
  const row = {
    address_key: 'margit@fenwick.example',
    address: 'margit@fenwick.example',
    name: '',
    role: 'owner',
  } as const
  await story.database.db
    .insertInto('staff')
    .values({ ...row, added_at: story.now(), added_by: 'x' })
    .execute()
  expect((await look()).actor).toMatchObject({ staff: 'owner', name: 'Margit Fenwick' })
  await story.database.db.deleteFrom('staff').execute()
  expect((await look()).actor).toMatchObject({ staff: null })
})

test('a name the account has is not replaced by what others call the person', async () => {
  const look = await enter('noor@harrowvale.example', 'Noor El-Sayed')
  await actorWith(story, customer.organizationId, {
    address: 'noor@harrowvale.example',
    name: 'N. Sayed',
    role: 'viewer',
  })
  await enter('noor@harrowvale.example', 'Somebody Else')
  expect((await look()).actor).toMatchObject({ name: 'Noor El-Sayed' })
})

test('a removed account is signed out everywhere, and the address may begin anew', async () => {
  const look = await enter('leaver@harrowvale.example')
  const { actor } = await look()
  if (actor.kind !== 'account') throw new Error('not signed in')
  await story.write(operator, removeAccount, actor.accountId)
  expect((await look()).actor.kind).toBe('anonymous')
  const again = await (await enter('leaver@harrowvale.example'))()
  expect(again.actor).toMatchObject({ kind: 'account', addresses: [{ key: 'leaver@harrowvale.example' }] })
  expect(again.actor).not.toMatchObject({ accountId: actor.accountId })
})
