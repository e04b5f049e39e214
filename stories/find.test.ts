import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, winCustomer } from './town.ts'
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
