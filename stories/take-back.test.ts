import { beforeEach, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, crowd, foundVendor, handOut, ines, winCustomer } from './town.ts'
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
