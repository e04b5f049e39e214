import { beforeEach, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { type Customer, crowd, employ, foundVendor, handOut, ines, sellMore, winCustomer } from './town.ts'

const place = openHouse()
const pekka = 'pekka.l@harrowvale.example'
let customer: Customer

beforeEach(async () => {
  if (!customer) await foundVendor(place.house)
  customer = await winCustomer(place.house, 4)
  await employ(place.house, customer, { email: pekka, name: 'Pekka Lahtinen', role: 'administrator' })
})

test('two administrators with the last seat on the screen: the first gives it, the second is told why not (O-01)', async () => {
  await handOut(place.house, customer, crowd(3))
  const [first, second] = [await place.house.visitor({}, ines), await place.house.visitor({}, pekka)]
  for (const visitor of [first, second]) await visitor.open(`/o/${customer.slug}/assign/one`)
  await first.fill('E-mail', 'mira@harrowvale.example')
  await first.press('Assign 1 license')
  await first.sees(/1 license assigned/)
  await second.fill('E-mail', 'tomas@harrowvale.example')
  await second.press('Assign 1 license')
  await second.press('Why?')
  await second.sees(/free seat/)
  await second.findsNothingWrong()
  await first.open(`/o/${customer.slug}/licenses`)
  await first.sees(/4 seats in one product\. 0 connected, 4 invited, 0 free\./)
  await first.sees(/mira@harrowvale\.example/)
})

test('a license somebody else has just revoked is left alone, and nobody else loses one for it', async () => {
  await handOut(place.house, customer, crowd(3))
  const [first, second] = [await place.house.visitor({}, ines), await place.house.visitor({}, pekka)]
  for (const visitor of [first, second]) await visitor.open(`/o/${customer.slug}/licenses?status=invited`)
  await first.press(/^Select person\.1@/)
  await first.press('Revoke 1')
  await first.sees(/1 license revoked/)
  await second.press(/^Select person\.1@/)
  await second.press(/^Select person\.2@/)
  await second.press('Revoke 2')
  await second.sees(/1 license revoked/)
  await second.open(`/o/${customer.slug}/licenses`)
  await second.sees(/4 seats in one product\. 0 connected, 1 invited, 3 free\./)
})

test('a team administrator sees and changes one team only', async () => {
  await handOut(place.house, customer, 'of.the.first@harrowvale.example')
  const teamId = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  const lead = 'amaya@harrowvale.example'
  await employ(place.house, customer, { email: lead, name: 'Amaya', role: 'team_administrator', teamId })
  await handOut(place.house, { ...customer, teamId }, 'of.mobile@harrowvale.example')
  const visitor = await place.house.visitor({}, lead)
  await visitor.open(`/o/${customer.slug}/t/${teamId}/licenses`)
  await visitor.sees(/5 seats in one product/)
  await visitor.sees(/of\.mobile@harrowvale\.example/)
  for (const path of ['', '/licenses', '/people', '/jobs', '/links', '/assign']) {
    await visitor.open(`/o/${customer.slug}${path}`)
    expect(await visitor.page.content(), `${path || 'home'} of the organization`).not.toContain(
      'of.the.first',
    )
  }
  for (const path of ['', '/licenses', '/people', '/jobs'])
    expect(await visitor.open(`/o/${customer.slug}/t/${customer.teamId}${path}`)).toBeGreaterThanOrEqual(403)
  expect(await visitor.open('/vendor')).toBeGreaterThanOrEqual(403)
})
