import { beforeEach, expect, test } from 'vitest'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import {
  type Customer,
  crowd,
  employ,
  foundVendor,
  handOut,
  ines,
  makeLink,
  owner,
  planOf,
  sellMore,
  winCustomer,
} from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
const tomasz = 't.wieczorek@harrowvale.example'
let customer: Customer

beforeEach(async () => {
  if (!customer) await foundVendor(place.house)
  customer = await winCustomer(place.house, 20)
})

/** Ticks this row and, with Shift, the eleven after it. */
async function tickTwelve(visitor: Visitor): Promise<void> {
  const rows = visitor.page.getByRole('row')
  await visitor.press(/^Select/, rows.nth(1))
  await visitor.page.keyboard.down('Shift')
  await visitor.press(/^Select/, rows.nth(12))
  await visitor.page.keyboard.up('Shift')
  await visitor.sees('12 selected')
}

const teamsOf = async ({ slug }: Customer) => {
  const found = await place.house.app.views.organizationBySlug(await place.house.actor(ines), { slug })
  return found.ok ? found.plan.teams : []
}

test('a new team with twelve licenses takes four presses and one field, and one more press takes it back', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses`)
  await budget({ clicks: 4, fields: 1 }, visitor, async () => {
    await tickTwelve(visitor)
    await visitor.press('Move to team')
    await visitor.arrives('Move 12 licenses to a team')
    await visitor.fill('Name of the new team', 'Mobile')
    await visitor.press('Move 12 licenses')
    await visitor.arrives('12 licenses moved to Mobile')
  })
  await visitor.findsNothingWrong()
  expect((await teamsOf(customer)).map(({ name, total }) => [name, total])).toContainEqual(['Mobile', 12])
  await visitor.press('Undo')
  await visitor.sees(/Undone\. Nothing changed and no mail was sent/)
  expect((await teamsOf(customer)).find(({ name }) => name === 'Mobile')?.total ?? 0).toBe(0)
})

test('the same by number, from the list of teams, in four presses', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/teams`)
  await visitor.sees('One team for everyone is fine. Split when someone else should manage part of it.')
  await budget({ clicks: 4, fields: 2 }, visitor, async () => {
    await visitor.press('New team')
    await visitor.fill('Name of the team', 'Mobile')
    await visitor.fill(/^How many licenses/, '12')
    await visitor.press('Create team')
    await visitor.arrives('Mobile')
  })
  await visitor.sees('12 licenses moved to Mobile.')
  await visitor.findsNothingWrong()
})

test('a new team can have an administrator asked for it at once, who is named on its page until they answer', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/teams/new`)
  await visitor.fill('Name of the team', 'Mobile')
  await visitor.fill(/^E-mail of its administrator/, tomasz)
  await visitor.press('Create team')
  await visitor.sees(`Mobile is made. A mail asks ${tomasz}. Nothing changes before they accept.`)
  await visitor.sees('Asked, not answered yet')
})

test('licenses are moved without scripts and by keyboard alone', async () => {
  const plain = await place.house.visitor({ scripts: false }, ines)
  await plain.open(`/o/${customer.slug}/licenses`)
  await plain.press(/^Select/, plain.page.getByRole('row').nth(1))
  await plain.press('Move to team')
  await plain.fill('Name of the new team', 'Mobile')
  await plain.press('Move 1 license')
  await plain.arrives('1 license moved to Mobile')

  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses`)
  await visitor.pressByKeys('Select all rows on this page')
  await visitor.pressByKeys('Move to team')
  await visitor.arrives('Move 20 licenses to a team')
  await visitor.page.keyboard.type('mob')
  await visitor.page.keyboard.press('Enter')
  await visitor.arrives('19 licenses moved to Mobile')
})

test('whoever moves people is told who goes along and who loses sight of them', async () => {
  const mobile = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  await employ(place.house, customer, {
    ...{ email: tomasz, name: 'Tomasz Wieczorek', role: 'team_administrator', teamId: customer.teamId },
  })
  await handOut(place.house, customer, crowd(9))
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses?status=invited&team=${customer.teamId}&select=all`)
  await visitor.press('Move to team')
  await visitor.sees('9 people go along and keep their licenses.')
  await visitor.sees(/Tomasz Wieczorek administers .* and will no longer see them/)
  await visitor.fill('Team', 'Mob')
  const choices = visitor.page.getByRole('radio')
  expect(await choices.count()).toBe(2)
  expect(await choices.first().isChecked()).toBe(true)
  await visitor.sees('Create “Mob”')
  await visitor.sees('They go to Mobile.')
  await visitor.press('Move 9 licenses')
  await visitor.arrives('9 licenses moved to Mobile')
  await visitor.sees('9 people go with them.')
  await visitor.open(`/o/${customer.slug}/licenses?status=invited&team=${mobile}`)
  await visitor.sees('9 of 25')
})

test('a team goes into another after one has seen what that does; its old addresses lead on', async () => {
  const mobile = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  await employ(place.house, customer, {
    ...{ email: tomasz, name: 'Tomasz Wieczorek', role: 'team_administrator', teamId: mobile },
  })
  await makeLink(place.house, { ...customer, teamId: mobile }, { name: 'Autumn' })
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/teams/${mobile}`)
  await visitor.press('Merge into…')
  await visitor.arrives('Merge Mobile into another team')
  await visitor.press('See what it does')
  await visitor.sees('1 invitation link. Its address stays the same.')
  await visitor.sees('This cannot be undone.')
  await visitor.findsNothingWrong()
  await visitor.press(/^Merge Mobile into /)
  await visitor.sees('The licenses of the other team are here now, and so are its people and links.')
  expect((await teamsOf(customer)).map(({ id, total }) => [id, total])).toEqual([[customer.teamId, 25]])
  await visitor.open(`/o/${customer.slug}/teams/${mobile}`)
  expect(visitor.page.url()).toContain(`/teams/${customer.teamId}`)

  const administrator = await place.house.visitor({}, tomasz)
  await administrator.open(`/o/${customer.slug}/t/${mobile}/licenses?status=free`)
  expect(administrator.page.url()).toContain(`/t/${customer.teamId}/licenses?status=free`)
  await administrator.arrives('Licenses')
})

test('a team with licenses is not deleted, and the way out empties it; then it goes', async () => {
  const mobile = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/teams/${mobile}`)
  await visitor.sees(/In this team: 5 licenses\. It can be deleted once nothing is in it/)
  await visitor.press('See the licenses')
  await visitor.press('Select all rows on this page')
  await visitor.press('Move to team')
  await visitor.arrives('Move 5 licenses to a team')
  await visitor.press(/free$/)
  await visitor.press('Move 5 licenses')
  await visitor.arrives(/^5 licenses moved to /)
  await visitor.open(`/o/${customer.slug}/teams/${mobile}`)
  await visitor.press('Delete the team')
  await visitor.arrives('Teams')
  await visitor.sees('The team is deleted. Nothing was in it.')
})

test('a team whose licenses expired over a month ago is hidden, counted, and shown on demand', async () => {
  const { house } = place
  const monthly = { code: 'LOOM', term: 'month', price: '21.90' }
  planOf(await house.app.operations.setPrice(await house.actor(owner), monthly))
  await sellMore(house, customer, 3, { newTeamName: 'Trade fair', term: 'month' })
  house.clock.advance({ days: 64 })
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/teams`)
  await visitor.sees('1 team is hidden: all its licenses expired over a month ago.')
  expect(await visitor.page.getByText('Trade fair').count()).toBe(0)
  await visitor.press('Show it')
  await visitor.sees('Trade fair')
  await visitor.findsNothingWrong()
})

test('a team is renamed by its button, and a name that is taken is refused', async () => {
  const mobile = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  await sellMore(place.house, customer, 5, { newTeamName: 'Platform' })
  const visitor = await place.house.visitor({ scripts: false }, ines)
  await visitor.open(`/o/${customer.slug}/teams/${mobile}`)
  await visitor.fill('Name of the team', 'platform')
  await visitor.press('Save the name')
  await visitor.sees('There is a team Platform already.')
  await visitor.fill('Name of the team', 'Mobil')
  await visitor.press('Save the name')
  await visitor.arrives('Mobil')
})

test('a team administrator moves licenses into teams of their own and new ones, and sees no list of all teams', async () => {
  const mobile = await sellMore(place.house, customer, 5, { newTeamName: 'Mobile' })
  await employ(place.house, customer, {
    ...{ email: tomasz, name: 'Tomasz Wieczorek', role: 'team_administrator', teamId: mobile },
  })
  const visitor = await place.house.visitor({}, tomasz)
  await visitor.open(`/o/${customer.slug}/t/${mobile}`)
  const menu = visitor.page.getByRole('navigation', { name: 'Main menu' })
  expect(await menu.getByRole('link', { name: 'Teams' }).count()).toBe(0)
  await visitor.press('Team', menu)
  await visitor.arrives('Mobile')
  expect(await visitor.page.getByRole('button', { name: 'Delete the team' }).count()).toBe(0)
  await visitor.press('See the licenses')
  await visitor.press('Select all rows on this page')
  await visitor.press('Move to team')
  await visitor.arrives('Move 5 licenses to a team')
  expect(await visitor.page.getByRole('radio').count()).toBe(0)
  await visitor.fill('Name of the new team', 'Tablets')
  await visitor.press('Move 5 licenses')
  await visitor.arrives('5 licenses moved to Tablets')
  await visitor.findsNothingWrong()
  expect(await visitor.open(`/o/${customer.slug}/teams`)).toBe(403)
  await visitor.open(`/o/${customer.slug}/t/${mobile}/team`)
  await visitor.press(/^Leave your role/)
  await visitor.arrives('My licenses')
})
