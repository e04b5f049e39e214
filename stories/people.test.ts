import { system } from '@claviger/core/teams/actor'
import { beforeAll, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, crowd, foundVendor, handOut, ines, winCustomer } from './town.ts'

const place = openHouse()
let customer: Customer
const kept = 'keeps.it@harrowvale.example'
const silent = 'silent@harrowvale.example'

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  customer = await winCustomer(house, 50)
  await handOut(house, customer, `${crowd(42)}\n${kept}\n${silent}`)
  house.clock.advance({ minutes: 30 })
})

/** Everything but the story of what happened: that is told, not undone. */
const rows = () => dump(place.house, 'event', 'job', 'job_item', 'letter', 'session', 'account')

test('forty leavers on a list lose all they hold in four presses, and one more gives it back', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/people`)
  const before = await rows()
  const leavers = crowd(42).split('\n').slice(0, 40).join('\n')
  await budget({ clicks: 4, fields: 1 }, visitor, async () => {
    await visitor.press('Leavers')
    await visitor.arrives('Leavers')
    await visitor.paste('Paste who leaves', `${leavers}\nnobody.here@kelso.example`)
    await visitor.press('Show what they hold')
    await visitor.sees('40 of 41 hold something here: 40 licenses.')
    await visitor.sees('nobody.here@kelso.example')
    await visitor.press('Remove 40 people from everything')
    await visitor.sees(/40 licenses revoked/)
  })
  await visitor.findsNothingWrong()
  expect(await rows()).not.toEqual(before)
  await budget({ clicks: 1, fields: 0 }, visitor, async () => {
    await visitor.press('Undo')
    await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
  })
  expect(await rows()).toEqual(before)
})

test('one person is removed from everything in one press on their page, where the undo stands', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/people?q=person.7@`)
  await visitor.press(/^person\.7@/)
  await visitor.sees('Takes 1 license back at once. Can be undone.')
  await budget({ clicks: 1, fields: 0 }, visitor, async () => {
    await visitor.press('Remove from everything')
    await visitor.sees(/1 license revoked/)
  })
  await visitor.sees('Holds nothing now.')
  await visitor.press('Undo')
  await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
  await visitor.sees('Remove from everything')
})

test('a license is passed on to somebody new, who gets one letter', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/people?q=person.9@`)
  await visitor.press(/^person\.9@/)
  await visitor.press('Reassign')
  await visitor.fill('E-mail of the new person', 'newcomer@harrowvale.example')
  await visitor.press('Pass on')
  await visitor.sees(/1 license passed on/)
  const letters = await house.mail.letters('newcomer@harrowvale.example')
  expect(letters.map(({ kind }) => kind)).toEqual(['license_assigned'])
  await visitor.sees('Passed on by Ines Okafor')
})

test('asked first: one keeps it from the mail, on a phone and without scripts, and silence frees the other', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  for (const address of [kept, silent]) {
    await visitor.open(`/o/${customer.slug}/people?q=${address}`)
    await visitor.press(new RegExp(`^Select ${address}`))
    await visitor.press('Ask first')
    await visitor.sees('1 license was asked about. Its letter leaves in two minutes.')
  }
  const door = await house.mail.link(kept, /\/keep\/[0-9a-z]+/)
  const person = await house.visitor({ width: 320, height: 640, touch: true, scripts: false })
  const before = await rows()
  await person.open(door)
  expect(await rows()).toEqual(before)
  await person.findsNothingWrong()
  await budget({ clicks: 1, fields: 0 }, person, async () => {
    await person.press(/^Yes, keep it/)
    await person.sees('You keep it.')
  })
  house.clock.advance({ days: 15 })
  await house.app.operations.settleKeepQuestions(system, {})
  await visitor.open(`/o/${customer.slug}/people/leavers`)
  await visitor.sees('Freed by silence')
  await visitor.sees('Kept')
  await visitor.open(`/o/${customer.slug}/people?q=${silent}`)
  await visitor.sees('No license')
})
