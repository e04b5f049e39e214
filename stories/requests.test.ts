import { beforeEach, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { ask } from './asking.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, employ, foundVendor, ines, makeLink, planOf, sellMore, winCustomer } from './town.ts'
import type { Visitor, VisitorWishes } from './visitor.ts'

const place = openHouse()
const phone: VisitorWishes = { width: 360, height: 640, touch: true, scripts: false }
let customer: Customer

beforeEach(async () => {
  if (!customer) await foundVendor(place.house)
  customer = await winCustomer(place.house, 3)
})

/** From the link to "is asked", by a typed address and a code. */
async function askOnPhone(visitor: Visitor, address: string, note: string): Promise<void> {
  await visitor.fill('Your work e-mail', address)
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code(address))
  await visitor.fill('A line about why (optional)', note)
  await visitor.press('Ask for a license')
  await visitor.arrives('Ines Okafor is asked')
}

const waits = (visitor: Visitor) => visitor.page.locator('tbody tr')

test('a license is asked for on a phone, approved from the mail, and there for the person', async () => {
  const noor = 'noor@harrowvale.example'
  const { path } = await makeLink(place.house, customer, { asksFirst: 'after', name: 'Ask first' })
  const visitor = await place.house.visitor(phone)
  await visitor.open(path)
  await visitor.arrives('Ask Harrow & Vale GmbH for Loomwright')
  await budget({ clicks: 2, fields: 3 }, visitor, () => askOnPhone(visitor, noor, 'For the new loom'))
  await visitor.open(path)
  await visitor.arrives('Ines Okafor is asked')

  const [letter] = await place.house.mail.letters(ines)
  expect(letter).toMatchObject({ kind: 'license_requested', subject: expect.stringContaining(noor) })
  const asked = await place.house.mail.link(ines, /\/o\/[a-z0-9-]+\/requests\/[0-9a-f-]+/)
  const admin = await place.house.visitor({}, ines)
  const before = await dump(place.house)
  await admin.open(asked)
  await admin.arrives(`${noor} asks for Loomwright`)
  await admin.sees('For the new loom')
  expect(await dump(place.house), 'opening the mail’s page answers nothing').toEqual(before)
  await admin.press('Approve')
  await admin.sees('1 license assigned')

  expect((await place.house.mail.letters(noor))[0]).toMatchObject({ kind: 'license_assigned' })
  await visitor.open(path)
  await visitor.arrives('Loomwright is yours to use')
})

test('many who wait are answered at once from the list, and undoing lets them wait again', async () => {
  const { path } = await makeLink(place.house, customer, { asksFirst: 'after' })
  for (const name of ['one', 'two', 'three'])
    await ask(place.house, customer, path, `${name}@harrowvale.example`)
  const admin = await place.house.visitor({}, ines)
  await admin.open(`/o/${customer.slug}/requests`)
  await budget({ clicks: 2, fields: 0 }, admin, async () => {
    await admin.press('Select all rows on this page')
    await admin.press('Approve 3')
    await admin.sees('3 licenses assigned')
  })
  await admin.arrives('Requests')
  await admin.sees('Nobody is waiting')
  await admin.press('Undo')
  await admin.sees('3 people wait for an answer.')
  expect(await waits(admin).count()).toBe(3)
  await admin.press(/^Select three@/)
  await admin.press('No …')
  await admin.fill('A line back (optional)', 'Use the spare one first.')
  await admin.press('Say no')
  await admin.sees('1 person is told no.')
  const [no] = await place.house.mail.letters('three@harrowvale.example')
  expect(no).toMatchObject({
    kind: 'request_declined',
    text: expect.stringContaining('Use the spare one first.'),
  })
})

test('where the seats are gone the rest ask, wait, and may take their question back', async () => {
  const small = await winCustomer(place.house, 1, { company: 'Kelso', admin: ines, name: 'Ines Okafor' })
  const { path } = await makeLink(place.house, small, { restAsks: true, cap: '5' })
  const first = 'first@kelso.example'
  const taking = { token: path.slice('/i/'.length), address: first }
  planOf(await place.house.app.operations.takeLicense(await place.house.actor(first), taking))

  const rest = await place.house.visitor(phone)
  await rest.open(path)
  await rest.sees(/no seat is free/)
  await askOnPhone(rest, 'second@kelso.example', '')
  await rest.press('Take the request back')
  await rest.sees('Your request is taken back. Nobody answers it any more.')
  await rest.press('Ask for a license')
  await rest.arrives('Ines Okafor is asked')

  const admin = await place.house.visitor({}, ines)
  await admin.open(`/o/${small.slug}`)
  await admin.sees('1 person waits for an answer about a license.')
  await admin.press('Answer')
  await admin.arrives('Requests')
  await admin.press('second@kelso.example')
  await admin.sees(/No seat of Loomwright is free. One more costs/)
  await admin.sees('Buy 1 more')
})

test('a team administrator finds the requests of their team and no others', async () => {
  const pekka = 'pekka.l@harrowvale.example'
  const teamId = await sellMore(place.house, customer, 2, { newTeamName: 'Mobile' })
  for (const [address, team] of [
    ['of.mobile@harrowvale.example', { ...customer, teamId }],
    ['of.the.first@harrowvale.example', customer],
  ] as const)
    await ask(
      place.house,
      customer,
      (await makeLink(place.house, team, { asksFirst: 'after' })).path,
      address,
    )
  const cast = { email: pekka, name: 'Pekka Lahtinen', role: 'team_administrator', teamId }
  await employ(place.house, customer, cast)
  const admin = await place.house.visitor({}, pekka)
  await admin.open(`/o/${customer.slug}/t/${teamId}/requests`)
  await admin.arrives('Requests')
  await admin.sees('1 person waits for an answer.')
  await admin.sees('of.mobile@harrowvale.example')
})
