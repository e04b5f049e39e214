import { type AccountActor, anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, pageOf, revoke } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  dump,
  newCustomer,
  openAccount,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { connectLicenses } from './connect-licenses.ts'
import { deleteAccount } from './delete-account.ts'
import { peoplePage } from './people-views.ts'
import { returnLicense } from './return-license.ts'

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

describe('giving back and leaving', () => {
  test('a person gives a license back; it is free for somebody else at once', async () => {
    const customer = await newCustomer(story, 1)
    await assign(story, customer, 'dan@harrowvale.example')
    const dan = visitor('dan@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'dan@harrowvale.example')
    const request = { organizationId: customer.organizationId, licenseId }
    planOf(await story.write(dan, returnLicense, request))
    await assign(story, customer, 'next@harrowvale.example')
    expect(refusalOf(await story.write(dan, returnLicense, request)).code).toBe('license_not_found')
    expect(refusalOf(await story.write(anonymous, returnLicense, request)).code).toBe('not_signed_in')
    expect(await licenseOf(story, customer, 'next@harrowvale.example')).toBe(licenseId)
  })

  test('deleting an account frees its licenses everywhere, and history keeps who held them (O-05)', async () => {
    const [one, two] = [await newCustomer(story, 3), await newCustomer(story, 1)]
    const leaver = visitor('leaver@harrowvale.example')
    await openAccount(story, leaver)
    for (const customer of [one, two]) await assign(story, customer, 'leaver@harrowvale.example')
    await assign(story, one, 'stays@harrowvale.example', 'off@harrowvale.example')
    await revoke(story, one, 'off@harrowvale.example')
    expect(planOf(await story.write(leaver, deleteAccount, {}))).toEqual({ returned: 2 })
    expect((await pageOf(story, one)).seats).toMatchObject([{ total: 3, free: 2, invited: 1, connected: 0 }])
    expect((await pageOf(story, two)).seats).toMatchObject([{ total: 1, free: 1 }])
    const everybody = { filter: { holding: 'some' as const }, page: 1, perPage: 10 }
    const people = await story.read(one.admin, peoplePage, {
      ...everybody,
      organizationId: one.organizationId,
    })
    expect(planOf(people).people.map((person) => person.address)).toEqual(['stays@harrowvale.example'])
    const ended = await story.database.db
      .selectFrom('assignment')
      .innerJoin('person', (join) =>
        join
          .onRef('person.organization_id', '=', 'assignment.organization_id')
          .onRef('person.id', '=', 'assignment.person_id'),
      )
      .select(['assignment.end_reason', 'person.address'])
      .where('person.address', '=', 'leaver@harrowvale.example')
      .execute()
    expect(ended).toEqual(
      [1, 2].map(() => ({ end_reason: 'account_deleted', address: 'leaver@harrowvale.example' })),
    )
    const accounts = await story.database.db
      .selectFrom('verified_address')
      .select('address')
      .where('address_key', '=', 'leaver@harrowvale.example')
      .execute()
    expect(accounts).toEqual([])
  })

  test('somebody invited back after the account was deleted gets a license like anybody (O-12)', async () => {
    const customer = await newCustomer(story, 1)
    const pavel = visitor('pavel.r@harrowvale.example')
    await openAccount(story, pavel)
    await assign(story, customer, 'pavel.r@harrowvale.example')
    planOf(await story.write(pavel, deleteAccount, {}))
    await assign(story, customer, 'Pavel.R@harrowvale.example')
    expect((await pageOf(story, customer)).seats).toMatchObject([{ free: 0, invited: 1 }])
    planOf(await story.write(pavel, connectLicenses, {}))
    expect((await pageOf(story, customer)).seats).toMatchObject([{ free: 0, connected: 1 }])
  })

  test('the only administrator is told to hand over first, and nothing is lost (O-34)', async () => {
    const customer = await newCustomer(story, 1)
    const boss = await soleAdministrator(customer)
    const before = await dump(story)
    expect(refusalOf(await story.write(boss, deleteAccount, {}))).toMatchObject({
      ...{ code: 'last_administrator', organizationId: customer.organizationId },
    })
    expect(await dump(story)).toEqual(before)
  })

  test('a license given to an address waits for whoever proves it (O-09)', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'Lena.Fuchs@HarrowVale.example', 'other@harrowvale.example')
    const lena = visitor('lena.fuchs@harrowvale.example')
    expect(planOf(await story.write(lena, connectLicenses, {}))).toEqual({ connected: 1 })
    expect((await pageOf(story, customer)).seats).toMatchObject([{ free: 0, invited: 1, connected: 1 }])
    expect(planOf(await story.write(lena, connectLicenses, {}))).toEqual({ connected: 0 })
  })
})

/** An administrator without a second one beside. */
async function soleAdministrator(customer: Customer): Promise<AccountActor> {
  const { organizationId, admin } = customer
  const boss = await actorWith(story, organizationId, {
    ...{ address: 'boss@harrowvale.example', name: 'Boss', role: 'administrator' },
  })
  await story.database.db
    .deleteFrom('role_grant')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', admin.grants[0]?.personId ?? '')
    .execute()
  return boss
}
