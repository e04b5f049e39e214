import { randomUUID } from 'node:crypto'
import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pauseInvitation } from '../assignment/change-invitation.ts'
import { assign, licenseOf, newLink, pageOf, revoke, seatsOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connectMachine, waiting } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { checkActivations } from './check-activations.ts'
import { connectChoices } from './connect-views.ts'
import { licenseMachines } from './machine-views.ts'
import { redeemDevice } from './redeem-device.ts'
import { signOutMachine } from './sign-out-machine.ts'
import { takeForDevice } from './take-for-device.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const choices = (who: string, productCode = 'LOOM') =>
  story.read(visitor(who), connectChoices, { productCode }).then(planOf)

/** Somebody nobody has met, so that one test does not see what another gave. */
const someone = () => `p${randomUUID().slice(0, 8)}@harrowvale.example`

describe('what an account may connect a product to', () => {
  test('are its licenses of the product and of packs it is in, from every organization', async () => {
    const who = someone()
    const [loom, pack, other] = [
      await newCustomer(story, 1),
      await newCustomer(story, 1, 'ALL'),
      await newCustomer(story, 1, 'FERR'),
    ]
    for (const customer of [loom, pack, other]) await assign(story, customer, who)
    const { licenses } = await choices(who)
    expect(licenses.map(({ organizationId, title }) => [organizationId, title]).sort()).toEqual([
      [loom.organizationId, 'Loomwright'],
      [pack.organizationId, 'All-products pack'],
    ])
  })

  test('is nothing where it has no license: then it reads whom to ask', async () => {
    const who = someone()
    const customer = await newCustomer(story, 1)
    await assign(story, customer, who)
    await revoke(story, customer, who)
    expect(await choices(who)).toMatchObject({
      ...{ licenses: [], offers: [] },
      ask: [{ administrators: ['Ines Okafor'] }],
    })
  })

  test('are offers of teams for its domain, as long as they would give one', async () => {
    const who = someone()
    const offered = { domains: 'harrowvale.example', offered: 'on' }
    const mine = async () =>
      (await choices(who)).offers.filter(({ organizationId }) => organizationId === customer.organizationId)
    const customer = await newCustomer(story, 1)
    const quiet = await newLink(story, customer, { domains: 'harrowvale.example' })
    expect(quiet.token).not.toBe('')
    expect(await mine()).toEqual([])
    const link = await newLink(story, customer, offered)
    expect(await mine()).toMatchObject([{ invitationId: link.act.id, title: 'Loomwright', address: who }])
    const stranger = await choices('stranger@kelso.example')
    expect(stranger.offers).toEqual([])
    await story.write(customer.admin, pauseInvitation, link.act)
    expect(await mine()).toEqual([])
  })
})

describe('a license taken while connecting', () => {
  async function offer(seats = 1) {
    const customer = await newCustomer(story, seats)
    const link = await newLink(story, customer, { domains: 'harrowvale.example', offered: 'on' })
    return { customer, offer: { organizationId: customer.organizationId, invitationId: link.act.id } }
  }

  test('is the person’s and connected, by one press', async () => {
    const { customer, offer: made } = await offer()
    const who = someone()
    const { userCode, deviceCode } = await waiting(story, 'taken-1')
    planOf(await story.write(visitor(who), takeForDevice, { ...made, userCode, address: who }))
    expect(await seatsOf(story, customer)).toMatchObject({ connected: 1, holders: [who] })
    const asked = { deviceCode, productCode: 'LOOM' }
    expect(planOf(await story.write(anonymous, redeemDevice, asked))).toMatchObject({ kind: 'granted' })
  })

  test('stays free when the product cannot be connected with it', async () => {
    const { customer, offer: made } = await offer()
    const who = someone()
    const { userCode } = await waiting(story, 'taken-2', { productCode: 'FERR' })
    const refused = await story.write(visitor(who), takeForDevice, { ...made, userCode, address: who })
    expect(refusalOf(refused).code).toBe('license_not_for_product')
    expect(await seatsOf(story, customer)).toMatchObject({ free: 1, connected: 0 })
  })

  test('needs an offer, an allowed and proved address, and a free seat', async () => {
    const { offer: made } = await offer(0)
    const who = someone()
    const { userCode } = await waiting(story, 'taken-3')
    const taking = (request: object) =>
      story
        .write(visitor(who), takeForDevice, { ...made, userCode, address: who, ...request })
        .then((answer) => refusalOf(answer).code)
    expect(await taking({ invitationId: randomUUID() })).toBe('offer_not_found')
    expect(await taking({ address: 'somebody.else@harrowvale.example' })).toBe('address_not_proved')
    expect(await taking({})).toBe('link_no_free_seat')
  })
})

describe('the machines of a license', () => {
  async function used() {
    const who = someone()
    const customer = await newCustomer(story, 1)
    await assign(story, customer, who)
    const license = {
      organizationId: customer.organizationId,
      licenseId: await licenseOf(story, customer, who),
    }
    const holder = visitor(who, 'Jonas Voß')
    return {
      customer,
      license,
      holder,
      connected: await connectMachine(story, holder, license, 'Lost laptop'),
    }
  }

  const machines = (
    customer: Customer,
    license: Parameters<typeof connectMachine>[2],
    actor = customer.admin,
  ) => story.read(actor, licenseMachines, license)

  test('are seen by the person and the administrator, with release and when they were last seen', async () => {
    const { customer, license, holder } = await used()
    const seen = {
      machines: [
        { name: 'Lost laptop', system: 'Ubuntu 26.04', product: 'Loomwright', lastSeenAt: story.now() },
      ],
      ...{ limit: 3, maySignOut: true },
    }
    expect(planOf(await machines(customer, license))).toMatchObject(seen)
    expect(planOf(await machines(customer, license, holder))).toMatchObject(seen)
  })

  test('are nobody else’s to see or sign out (O-32)', async () => {
    const { customer, license, connected } = await used()
    const mallory = visitor('mallory@evil.example')
    expect(refusalOf(await machines(customer, license, mallory)).code).toBe('license_not_found')
    const act = { organizationId: license.organizationId, activationId: connected.activationId }
    expect(refusalOf(await story.write(mallory, signOutMachine, act)).code).toBe('machine_not_found')
    const rival = await newCustomer(story, 1)
    const lent = { ...act, organizationId: rival.organizationId }
    expect(refusalOf(await story.write(rival.admin, signOutMachine, lent)).code).toBe('machine_not_found')
  })

  test('are only looked at by somebody who may only look', async () => {
    const { customer, license, connected } = await used()
    const { organizationId } = customer
    const viewer = await actorWith(story, organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Vera', role: 'viewer' },
    })
    expect(planOf(await machines(customer, license, viewer)).maySignOut).toBe(false)
    const act = { organizationId, activationId: connected.activationId }
    expect(refusalOf(await story.write(viewer, signOutMachine, act)).code).toBe('not_allowed')
  })

  test('a lost one is signed out by the administrator: refused at its next check, and its place is free', async () => {
    const { customer, license, holder, connected } = await used()
    for (const name of ['second', 'third']) await connectMachine(story, holder, license, name)
    const act = { organizationId: license.organizationId, activationId: connected.activationId }
    planOf(await story.write(customer.admin, signOutMachine, act))
    planOf(await story.write(customer.admin, signOutMachine, act))
    const checks = [{ token: connected.token, product: 'LOOM', release: '' }]
    expect(planOf(await story.write(anonymous, checkActivations, { checks })).answers).toMatchObject([
      { kind: 'stopped', revoked: { by: 'Ines Okafor', why: 'signed-out' } },
    ])
    await connectMachine(story, holder, license, 'fourth')
    expect(planOf(await machines(customer, license)).machines).toHaveLength(3)
  })

  test('tell the list of licenses when each was last used', async () => {
    const { customer, license } = await used()
    const seenAt = async () =>
      (await pageOf(story, customer)).rows.find(({ licenseId }) => licenseId === license.licenseId)
        ?.lastSeenAt
    expect(await seenAt()).toEqual(story.now())
    await revoke(story, customer, (await pageOf(story, customer)).rows[0]?.person?.address ?? '')
    expect(await seenAt()).toBeNull()
  })

  test('do not go with the license to the next person', async () => {
    const { customer, license, holder } = await used()
    await revoke(story, customer, holder.addresses[0]?.address ?? '')
    const next = someone()
    await assign(story, customer, next)
    expect(planOf(await machines(customer, license, visitor(next))).machines).toEqual([])
  })
})
