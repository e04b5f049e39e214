import { anonymous } from '@claviger/core/teams/actor'
import { beforeEach, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, crowd, foundVendor, handOut, ines, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeEach(async () => {
  const { house } = place
  if (!customer) await foundVendor(house)
  customer = await winCustomer(house, 50)
  await handOut(house, customer, crowd(42))
  house.clock.advance({ days: 61 })
})

/** Everything but the story of what happened: that is told, not undone. */
const rows = () => dump(place.house, 'event', 'job', 'job_item', 'letter', 'session', 'account')

async function takeBackForty(
  visitor: Visitor,
  press: (name: string | RegExp) => Promise<void>,
): Promise<void> {
  await visitor.sees(/42 people have not answered their invitation for 60 days/)
  await press('Look at them')
  await visitor.arrives('Licenses')
  await visitor.sees('42 selected')
  await press(/^Select person\.7@/)
  await press(/^Select person\.9@/)
  await visitor.sees('40 selected')
  await press('Revoke 40')
  await visitor.sees(/40 licenses revoked/)
}

test('forty people who never answered lose their seats in four presses, and one more gives all of it back', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}`)
  const before = await rows()
  await budget({ clicks: 4, fields: 0 }, visitor, () => takeBackForty(visitor, (name) => visitor.press(name)))
  await visitor.findsNothingWrong()
  expect(await rows()).not.toEqual(before)
  await budget({ clicks: 1, fields: 0 }, visitor, async () => {
    await visitor.press('Undo')
    await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
  })
  expect(await rows()).toEqual(before)
  house.clock.advance({ minutes: 30 })
  const notices = await house.mail.letters('harrowvale.example')
  const states = new Set(notices.filter(({ kind }) => kind === 'license_revoked').map(({ state }) => state))
  expect([...states]).toEqual(['withdrawn'])
})

test('the same by keyboard alone, with the focus always in sight and Ctrl+Z to undo', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}`)
  await takeBackForty(visitor, (name) => visitor.pressByKeys(name))
  await visitor.page.keyboard.press('Control+z')
  await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
})

/** Everybody connects a license and a product on a machine, and is seen there once. */
async function everybodyUsesTheirs(addresses: readonly string[]): Promise<void> {
  const { app, actor } = place.house
  const { organizationId, admin } = customer
  const query = {
    organizationId,
    filter: {},
    sort: 'position',
    descending: false,
    page: 1,
    perPage: 100,
  } as const
  const { rows } = planOf(await app.views.licensesPage(await actor(admin), query))
  for (const address of addresses) {
    const person = await actor(address)
    planOf(await app.operations.connectLicenses(person, {}))
    const machine = Buffer.from(address).toString('base64url')
    const copy = {
      productCode: 'LOOM',
      machine,
      machineName: 'Desk',
      system: 'Ubuntu 26.04',
      release: '6.2.1',
    }
    const { userCode } = planOf(await app.operations.authorizeDevice(anonymous, { ...copy, source: machine }))
    const licenseId = rows.find((row) => row.person?.address === address)?.licenseId ?? ''
    planOf(await app.operations.approveDevice(person, { userCode, organizationId, licenseId }))
  }
}

test('forty seats that nobody has used for sixty days come back in four presses from Home, and go back in one', async () => {
  const { house } = place
  await everybodyUsesTheirs(crowd(42).split('\n'))
  house.clock.advance({ days: 61 })
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}`)
  const before = await rows()
  await budget({ clicks: 4, fields: 0 }, visitor, async () => {
    await visitor.sees('42 seats are idle for 60 days or more.')
    await visitor.press('Look at the idle ones')
    await visitor.sees('42 selected')
    await visitor.press(/^Select person\.7@/)
    await visitor.press(/^Select person\.9@/)
    await visitor.press('Revoke 40')
    await visitor.sees(/40 licenses revoked/)
  })
  await budget({ clicks: 1, fields: 0 }, visitor, async () => {
    await visitor.press('Undo')
    await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
  })
  expect(await rows()).toEqual(before)
})
