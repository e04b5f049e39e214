import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { keepSeatDays } from '../packages/server/src/assignment/seat-day-store.ts'
import { openHouse } from './house.ts'
import { type Customer, employ, foundVendor, handOut, ines, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  customer = await winCustomer(house, 12)
  await handOut(house, customer, 'amaya@harrowvale.example\nli.ming@harrowvale.example')
  house.clock.advance({ days: 9 })
  const { organizationId, teamId } = customer
  const renaming = { organizationId, teamId, name: '=Web' }
  planOf(await house.app.operations.renameTeam(await house.actor(ines), renaming))
  await handOut(house, customer, 'late@harrowvale.example')
  planOf(await house.app.operations.connectLicenses(await house.actor('amaya@harrowvale.example'), {}))
  await keepSeatDays(house.database.db, new Date())
})

async function fileOf(
  { page }: Visitor,
  press: () => Promise<void>,
): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('what happened is narrowed by filters that stand in the address, and leaves as files that calculate nothing', async () => {
  const visitor = await place.house.visitor({}, ines)
  const { page } = visitor
  const rows = () => page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') })
  await visitor.open(`/o/${customer.slug}/activity`)
  await visitor.sees(/^Assigned Loomwright to late@/)

  await visitor.press('Add filter')
  await page.locator('select[name=from]').selectOption({ label: 'Job' })
  await page.locator('select[name=period]').selectOption({ label: 'Last 1 day' })
  await visitor.press('Apply')
  await visitor.sees('From: Job')
  expect(new URL(page.url()).search).toBe('?from=job&period=1')
  await expect.poll(() => rows().count()).toBe(1)
  await visitor.press('Clear filters')
  await visitor.press('Add filter')
  await page.locator('select[name=what]').selectOption({ label: 'Licenses handed out' })
  await visitor.press('Apply')
  await visitor.sees('What: Licenses handed out')
  await visitor.fill('Name, address or license ID', 'amaya')
  await expect.poll(() => rows().allInnerTexts()).toHaveLength(2)

  const csv = await fileOf(visitor, () => visitor.press('CSV'))
  const text = csv.bytes.toString('utf8')
  expect(csv.name).toMatch(/^activity-\d{4}-\d\d-\d\d\.csv$/)
  expect(text.trim().split('\r\n')).toHaveLength(3)
  expect(text).toContain(",amaya@harrowvale.example,'=Web,")
  const workbook = await fileOf(visitor, () => visitor.press('Excel'))
  expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK')
})

test('the log of a license is the part of the log that is about it', async () => {
  const visitor = await place.house.visitor({}, ines)
  const { page } = visitor
  await visitor.open(`/o/${customer.slug}/licenses`)
  await visitor.press('amaya@harrowvale.example')
  await visitor.sees('Connected the license: amaya@harrowvale.example')
  await visitor.press('All of it in the activity log')
  await visitor.arrives('Activity')

  const license = new URL(page.url()).searchParams.get('license') ?? ''
  const rows = (await page.getByRole('row').allInnerTexts()).slice(1)
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.filter((row) => !row.replaceAll('-', '').includes(license))).toEqual([])
})

test('without scripts every picture says its answer, has its numbers as a table, and can be asked about other days', async () => {
  const visitor = await place.house.visitor({ scripts: false }, ines)
  await visitor.open(`/o/${customer.slug}/reports`)
  await visitor.sees(/^9 of 12 seats were never needed: at most 3 were in use at once/)
  await visitor.sees('2 of 3 people who were given a license have not accepted it.')
  await visitor.sees(/has the most room: 9 of 12 seats are free\.$/)

  await visitor.open(`/o/${customer.slug}/reports/seats`)
  await visitor.choose('Period', '30 days')
  await visitor.press('Show')
  expect(visitor.page.url()).toContain('period=30')
  expect(await visitor.page.getByRole('row').allInnerTexts()).toEqual([
    expect.stringContaining('Most in use'),
    expect.stringMatching(/12\s+2\s+0/),
    expect.stringMatching(/12\s+3\s+0/),
  ])
  const csv = await fileOf(visitor, () => visitor.press('CSV'))
  expect(csv.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(11)
})

test('whoever administers one team sees its part of the log and of the pictures alone', async () => {
  const address = 'pekka@harrowvale.example'
  const role = { email: address, name: 'Pekka Lahtinen', role: 'team_administrator' } as const
  await employ(place.house, customer, { ...role, teamId: customer.teamId })
  const visitor = await place.house.visitor({}, address)
  const home = `/o/${customer.slug}/t/${customer.teamId}`

  expect(await visitor.open(`/o/${customer.slug}/t/999/activity`)).toBe(404)
  expect(await visitor.open(`${home}/activity`)).toBe(200)
  await visitor.sees(/^Assigned Loomwright to late@/)
  expect(await visitor.page.getByRole('table').getByText(/order/i).count()).toBe(0)
  expect(await visitor.open(`${home}/reports/teams`)).toBe(200)
})
