import { randomUUID } from 'node:crypto'
import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { type Customer, newCustomer, openStory, type Story, visitor } from '../testing/story.ts'
import { acceptRole } from './accept-role.ts'
import { meFrame, vendorFrame } from './frame-views.ts'
import { offerRole } from './offer-role.ts'
import { roleOfferDoor, roleOffers } from './offer-views.ts'

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  customer = await newCustomer(story, 3)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

async function offerTo(email: string) {
  const { organizationId, admin } = customer
  const offer = { organizationId, id: randomUUID(), email, name: '', role: 'viewer' }
  const decision = await story.write(admin, offerRole, offer)
  if (!decision.ok) throw new Error(decision.refusal.code)
  return { organizationId, id: decision.plan.id }
}

test('an offer waits for its addressee until it is accepted, and for nobody else', async () => {
  const offer = await offerTo('noor@harrowvale.example')
  const noor = visitor('noor@harrowvale.example')
  const stranger = visitor('li.ming@harrowvale.example')
  expect(await story.read(noor, roleOffers, {})).toMatchObject({
    plan: { offers: [{ ...offer, role: 'viewer', by: 'Ines Okafor', team: null }] },
  })
  expect(await story.read(stranger, roleOffers, {})).toMatchObject({ plan: { offers: [] } })
  await story.write(noor, acceptRole, offer)
  expect(await story.read(noor, roleOffers, {})).toMatchObject({ plan: { offers: [] } })
  expect(await story.read(noor, roleOfferDoor, offer)).toMatchObject({ plan: { accepted: true } })
})

test('whoever opens an offer’s address is told whether it is theirs; a made-up address finds nothing', async () => {
  const offer = await offerTo('seun@harrowvale.example')
  const seun = visitor('seun@harrowvale.example')
  expect(await story.read(seun, roleOfferDoor, offer)).toMatchObject({ plan: { yours: true } })
  expect(await story.read(anonymous, roleOfferDoor, offer)).toMatchObject({ plan: { yours: false } })
  for (const forged of [
    { ...offer, organizationId: offer.organizationId + 1 },
    { ...offer, organizationId: Number.NaN },
    { ...offer, id: 'x' },
    { ...offer, id: randomUUID() },
  ])
    expect(await story.read(seun, roleOfferDoor, forged)).toMatchObject({
      refusal: { code: 'role_offer_not_found' },
    })
})

test('a frame lists the places its reader has a role in, and the vendor’s side only for its people', async () => {
  const frame = await story.read(customer.admin, meFrame, {})
  expect(frame.others).toEqual([{ to: expect.stringMatching(/^\/o\/[a-z0-9-]+$/), name: expect.any(String) }])
  expect(await story.read(customer.admin, vendorFrame, {})).toMatchObject({
    refusal: { code: 'not_allowed', needs: 'staff' },
  })
  const owner = { ...customer.admin, staff: 'owner', grants: [] } as const
  expect((await story.read(owner, meFrame, {})).others).toEqual([{ to: '/vendor', name: 'Fenwick Tools' }])
  expect(await story.read(anonymous, meFrame, {})).toEqual({ name: '', account: '', others: [] })
})
