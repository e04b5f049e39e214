import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

const everybody = ['a_b@', 'axb@', '50%@', "o'brien@", 'one@', 'two@', 'three@'].map(
  (local) => `${local}example.org`,
)

beforeAll(async () => {
  await foundVendor(place.house)
  customer = await winCustomer(place.house, everybody.length)
  const names = ['', '', '', '', 'İstanbul ', 'ISTANBUL ', 'Straße ']
  await handOut(
    place.house,
    customer,
    everybody.map((address, index) => `${names[index]}<${address}>`).join('\n'),
  )
})

/** Whom the list shows. */
async function found({ page }: Visitor): Promise<string[]> {
  const rows = await page.getByRole('row').allInnerTexts()
  return everybody.filter((address) => rows.some((row) => row.includes(address)))
}

const searches: readonly (readonly [string, readonly string[]])[] = [
  ['a_b', ['a_b@example.org']],
  ['50%', ['50%@example.org']],
  ['%', ['50%@example.org']],
  ['_', ['a_b@example.org']],
  ['\\', []],
  ["'", ["o'brien@example.org"]],
  ['"', []],
  ['istanbul', ['one@example.org', 'two@example.org']],
  ['STRASSE', ['three@example.org']],
  ['😀', []],
  ['x'.repeat(5000), []],
  ['   ', everybody],
]

test.for(['licenses', 'people'])(
  'a search among %s takes every sign as itself and no notice of case (O-59)',
  async (list) => {
    const visitor = await place.house.visitor({ scripts: false }, ines)
    for (const [typed, expected] of searches) {
      expect(await visitor.open(`/o/${customer.slug}/${list}?q=${encodeURIComponent(typed)}`)).toBe(200)
      expect(await found(visitor), `${list} that match ${typed.slice(0, 20)}`).toEqual(expected)
    }
  },
)

test('what is typed into the search stands in the address, and survives reload and back', async () => {
  const visitor = await place.house.visitor({}, ines)
  const { page } = visitor
  await visitor.open(`/o/${customer.slug}/licenses`)
  await page.getByRole('searchbox').fill('istanbul')
  await page.waitForURL(/[?&]q=istanbul/)
  await expect.poll(() => found(visitor)).toEqual(['one@example.org', 'two@example.org'])
  await page.reload()
  await expect.poll(() => found(visitor)).toEqual(['one@example.org', 'two@example.org'])
  await page
    .getByRole('row', { name: /one@example\.org/ })
    .getByRole('link')
    .first()
    .click()
  await page.waitForURL(/[?&]open=/)
  await page.goBack()
  await page.waitForURL((url) => !url.searchParams.has('open'))
  await expect.poll(() => found(visitor)).toEqual(['one@example.org', 'two@example.org'])
})

describe('the list of licenses', () => {
  const list = () => `/o/${customer.slug}/licenses`

  test('adds filters up in the address, and gives them a name that everybody finds, by its link too', async () => {
    const visitor = await place.house.visitor({}, ines)
    const { page } = visitor
    await visitor.open(list())
    for (const status of ['Invited', 'Free']) {
      await visitor.press('Add filter')
      await page.locator('select[name=status]').selectOption({ label: status })
      await visitor.press('Apply')
      await page.getByRole('link', { name: `Remove filter Status: ${status}` }).waitFor()
    }
    await page.waitForURL(/\?status=invited&status=free$/)
    await visitor.press('Save view')
    await visitor.fill('Name', 'Not in use yet')
    await visitor.press('Save this view')
    await visitor.sees('This view')
    await visitor.findsNothingWrong()
    const other = await place.house.visitor({ scripts: false }, ines)
    await other.open(`${list()}/v/not-in-use-yet`)
    expect(new URL(other.page.url()).search).toBe('?status=invited&status=free')
    const views = other.page.getByRole('navigation', { name: 'Views' })
    expect(await views.locator('[aria-current]').textContent()).toBe('Not in use yet')
  })

  test('shows the columns somebody chose, wherever they look again, chosen without scripts', async () => {
    const visitor = await place.house.visitor({ scripts: false }, ines)
    const { page } = visitor
    await visitor.open(list())
    await visitor.press('Columns')
    await page.getByLabel('Came by', { exact: true }).check()
    await page.getByLabel('Renews', { exact: true }).uncheck()
    await visitor.press('Show these')
    const heads = async (one: Visitor) =>
      (await one.page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim())
    const other = await place.house.visitor({}, ines)
    await other.open(list())
    for (const one of [visitor, other]) {
      expect(await heads(one)).toContain('Came by')
      expect(await heads(one)).not.toContain('Renews')
    }
    await other.press('Columns')
    await other.press('Show the usual ones')
    await other.page.getByRole('columnheader', { name: 'Renews' }).waitFor()
  })

  test('is walked, ticked and opened by keys alone', async () => {
    const visitor = await place.house.visitor({}, ines)
    const { page } = visitor
    await visitor.open(list())
    for (const key of ['j', 'j', 'x', 'ArrowDown', 'x', 'k', 'Enter']) await page.keyboard.press(key)
    await visitor.sees('2 selected')
    await page.waitForURL(/[?&]open=/)
    await page.getByRole('heading', { level: 2, name: everybody[1] ?? '' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('open'))
    await visitor.sees('2 selected')
    await page.keyboard.press('Escape')
    await page.locator('[data-tick]:checked').first().waitFor({ state: 'detached' })
  })

  test.for(['csv', 'xlsx'])(
    'becomes a file of all that match (%s), which is read as the same people again',
    async (format) => {
      const visitor = await place.house.visitor({}, ines)
      const { page } = visitor
      await visitor.open(`${list()}?q=example.org`)
      await visitor.press('Export')
      await visitor.arrives('Export 7 licenses')
      await page.locator(`input[value=${format}]`).check()
      const [file] = await Promise.all([page.waitForEvent('download'), visitor.press('Export 7 licenses')])
      expect(file.suggestedFilename()).toMatch(new RegExp(`^licenses-.*\\.${format}$`))
      const { files } = place.house.app
      const read = planOf(await files.readPeople(await readFile(await file.path()), file.suggestedFilename()))
      expect(read.rows.map((row) => row.address?.typed)).toEqual(everybody)
      expect(new Set(read.rows.map((row) => row.product))).toEqual(new Set(['Loomwright']))
    },
  )
})

test('all that match are taken with the number across pages, but those unticked on any of them', async () => {
  const large = await winCustomer(place.house, 120, { company: 'Kelso Weavers' })
  const visitor = await place.house.visitor({}, ines)
  const { page } = visitor
  await visitor.open(`/o/${large.slug}/licenses`)
  await visitor.press('Select all rows on this page')
  await visitor.press('Select all 120 that match')
  await visitor.sees('120 selected')
  const untickOne = () => page.locator('[data-tick]').nth(3).uncheck()
  await untickOne()
  await visitor.press('Next')
  await visitor.sees('51–100 of 120')
  await untickOne()
  await visitor.sees('All 120 that match but 2 are selected.')
  await visitor.press('Move to team')
  await visitor.arrives('Move 118 licenses')
})
