import { system } from '@claviger/core/teams/actor'
import { beforeAll, expect, test } from 'vitest'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, crowd, foundVendor, handOut, ines, planOf, winCustomer } from './town.ts'

const place = openHouse()
let customer: Customer
const jo = 'j.voss@harrowvale.example'

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  customer = await winCustomer(house, 20)
  await handOut(house, customer, `${crowd(9)}\n${jo}`)
  house.clock.advance({ minutes: 5 })
  await house.deliver()
})

const kindsTo = async (address: string) =>
  (await place.house.mail.letters(address)).map(({ kind, state }) => `${kind} ${state}`)

test('everybody who has not answered is reminded in two presses, and one more withdraws it', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses?status=invited&select=all`)
  await visitor.sees('10 selected')
  await budget({ clicks: 2, fields: 0 }, visitor, async () => {
    await visitor.press('Remind')
    await visitor.arrives('Remind 10 people')
    await visitor.findsNothingWrong()
    await visitor.press('Remind 10 people')
    await visitor.arrives('10 people reminded')
  })
  await visitor.findsNothingWrong()
  expect(await kindsTo(jo)).toEqual(['reminder_by_hand waiting', 'license_assigned kept'])
  await budget({ clicks: 1, fields: 0 }, visitor, async () => {
    await visitor.press('Undo')
    await visitor.sees(/Undone/)
  })
  expect(await kindsTo(jo)).toEqual(['reminder_by_hand withdrawn', 'license_assigned kept'])
})

test('a letter is switched off on a phone without scripts, for oneself and for everybody, and says so', async () => {
  const visitor = await place.house.visitor({ scripts: false, width: 320, dark: true }, ines)
  await visitor.open(`/o/${customer.slug}/letters`)
  await visitor.arrives('Letters')
  await visitor.press('Switch off for you: Daily summary')
  await visitor.sees('Daily summary: you no longer get it. Others do.')
  await visitor.press('Switch off for everybody: Link used up')
  await visitor.sees('Link used up: off. Letters already on their way still arrive.')
  await visitor.findsNothingWrong()
})

test('whoever is reminded by mail on day 3 finds the license from it; their page says why no other follows', async () => {
  const { house } = place
  const off = {
    organizationId: customer.organizationId,
    kind: 'reminder_10',
    whose: 'everybody',
    state: 'off',
  }
  planOf(await house.app.operations.switchLetter(await house.actor(ines), off))
  house.clock.advance({ days: 3 })
  planOf(await house.app.operations.sendReminders(system, {}))
  await house.deliver()
  const [letter] = await house.mail.letters(jo)
  expect(letter?.subject).toBe('Ihre Lizenz für Loomwright wartet noch')
  expect(letter?.text).toContain('Dies ist die einzige Erinnerung.')
  const visitor = await house.visitor()
  await visitor.open(await house.mail.link(jo, /\/a\/[0-9a-z]+/))
  await visitor.findsNothingWrong()
  const admin = await house.visitor({}, ines)
  await admin.open(`/o/${customer.slug}/people?q=j.voss@`)
  await admin.press(/^j\.voss/)
  await admin.sees(/No reminder leaves: reminders are switched off/)
  await admin.sees(/Last reminded/)
  await admin.findsNothingWrong()
})
