import { beforeEach, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { type Customer, employ, foundVendor, handOut, ines, sellMore, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeEach(async () => {
  if (customer) return
  await foundVendor(place.house)
  customer = await winCustomer(place.house, 4)
  await handOut(place.house, customer, 'amaya@harrowvale.example')
})

/** Somebody with this role, on the first page of their organization. */
async function working(role: string, teamId?: number): Promise<Visitor> {
  const email = `${role}@harrowvale.example`
  await employ(place.house, customer, { email, name: 'Noor El-Sayed', role, ...(teamId && { teamId }) })
  const visitor = await place.house.visitor({}, email)
  await visitor.open(homeOf(teamId))
  return visitor
}

const homeOf = (teamId?: number) => `/o/${customer.slug}${teamId ? `/t/${teamId}` : ''}`

/** The pages the frame leads to, by name and address. */
async function pagesOf({ page }: Visitor): Promise<readonly (readonly [name: string, path: string])[]> {
  const links = page.getByRole('navigation').first().getByRole('link')
  return links.evaluateAll((all) =>
    all.map((link) => [link.textContent?.trim() ?? '', link.getAttribute('href') ?? ''] as const),
  )
}

test.each([
  ['billing_contact', ['Home', 'Licenses', 'People', 'Teams', 'Links', 'Orders', 'Administrators', 'API']],
  ['technical_contact', ['Home', 'Licenses', 'People', 'Teams', 'Links', 'Administrators', 'API']],
  ['viewer', ['Home', 'Licenses', 'People', 'Links', 'Administrators', 'API']],
  ['purchaser', ['Home', 'Licenses']],
])('a %s is led to the pages of their role, all of which open, and to no others', async (role, wanted) => {
  const visitor = await working(role)
  const pages = await pagesOf(visitor)
  expect(pages.map(([name]) => name)).toEqual(expect.arrayContaining(wanted))
  for (const hidden of ['Assign', 'Settings', ...(role === 'billing_contact' ? [] : ['Orders'])])
    expect(pages.map(([name]) => name)).not.toContain(hidden)
  for (const [, path] of pages) expect(await visitor.open(path), path).toBe(200)
  for (const path of ['assign', 'settings', ...(role === 'billing_contact' ? [] : ['orders'])])
    expect(await visitor.open(`${homeOf()}/${path}`), path).toBe(403)
})

test('a purchaser buys into a team that is there, and is offered no new one', async () => {
  const visitor = await working('purchaser')
  await visitor.open('/checkout?product=loomwright&quantity=3')
  await visitor.sees('Harrow & Vale GmbH')
  expect(await visitor.page.getByLabel('Name of the new team').count()).toBe(0)
  await visitor.press(/^Order for/)
  await visitor.page.waitForURL('**/order/**')
})

test('a team administrator buys for their own team alone', async () => {
  const teamId = await sellMore(place.house, customer, 1, { newTeamName: 'Mobile' })
  const visitor = await working('team_administrator', teamId)
  await visitor.open('/checkout?product=loomwright&quantity=2')
  const teams = await visitor.page.getByLabel('Into the team').locator('option').allTextContents()
  expect(teams).toEqual(['Mobile', 'A new team'])
})

test('every role an administrator may give is in the form, with what it may do', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`${homeOf()}/admins`)
  for (const role of ['Billing contact', 'Technical contact', 'Licensee contact', 'Purchaser'])
    expect(await visitor.page.getByRole('radio', { name: role }).count()).toBe(1)
  await visitor.findsNothingWrong()
})
