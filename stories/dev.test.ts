import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { developerFolder, removeDeveloperFolders, startLines, typeErrors } from './first-lines.ts'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, owner, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
const holder = 'amaya@harrowvale.example'
let customer: Customer

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  const actor = await house.actor(owner)
  const release = { code: 'LOOM', version: '6.1', releasedOn: '2025-10-10' }
  planOf(await house.app.operations.addRelease(actor, release))
  customer = await winCustomer(house, 5)
  await handOut(house, customer, holder)
})
afterAll(removeDeveloperFolders)

/** The lines of a box, as Copy takes them. */
const linesOf = async ({ page }: Visitor, label: string) =>
  (await page.locator('figure').filter({ hasText: label }).first().locator('code').textContent()) ?? ''

/** Takes the license back from whoever holds one. */
async function takeBack(): Promise<void> {
  const { app, actor } = place.house
  const [license] = planOf(await app.views.ownLicenses(await actor(holder), {})).licenses
  const selection = { kind: 'these' as const, licenseIds: [license?.licenseId ?? ''] }
  const { organizationId } = customer
  planOf(
    await app.operations.revokeLicenses(await actor(ines), {
      ...{ organizationId, selection, jobId: randomUUID(), preview: false },
    }),
  )
}

describe('the first check', () => {
  test('is what the page says: the lines compile and run, their calls appear within a second, a refusal with its reason', async () => {
    const { house } = place
    const developer = await house.visitor({}, owner)
    await developer.open('/dev')
    await developer.sees('No calls yet')
    const lines = await linesOf(developer, 'first-check.ts')
    const folder = developerFolder({
      'first-check.ts': lines,
      'again.ts': lines.slice(0, lines.indexOf('\nif (')),
      'first-check-offline.ts': await linesOf(developer, 'first-check-offline.ts'),
    })
    expect(typeErrors(folder)).toBe('')

    const running = startLines(house, folder, 'first-check.ts')
    const [, code = '', path = ''] = await running.said(/Type (\S+) at https?:\/\/[^/]+(\/\S+)/)
    await expect
      .poll(() => developer.page.getByText('Asks to be connected').count(), { timeout: 1500 })
      .toBe(1)
    const person = await house.visitor({}, holder)
    await person.open(`${path}?code=${code}`)
    await person.press('Connect Loomwright')
    await person.arrives(/is connected/)
    const { code: end, says } = await running.done
    expect([end, says]).toEqual([0, expect.stringContaining(`licensed to ${holder}`)])
    await developer.sees('Asks whether it is connected')

    await takeBack()
    house.clock.advance({ days: 1, minutes: 5 })
    const again = await startLines(house, folder, 'again.ts').done
    expect(again.says).toContain('taken back by Ines Okafor')
    await developer.open('/dev/log?answer=revoked')
    await developer.sees(/The license was taken back by Ines Okafor/)
  }, 60_000)

  test('works without a network by a test code, shown once', async () => {
    const { house } = place
    const developer = await house.visitor({}, owner)
    await developer.open('/dev')
    await developer.press('Make a test code')
    await developer.sees(/made out to/)
    const folder = developerFolder({
      'first-check-offline.ts': await linesOf(developer, 'first-check-offline.ts'),
      'code.txt': await linesOf(developer, 'Test code'),
    })
    const { code, says } = await startLines(house, folder, 'first-check-offline.ts').done
    expect([code, says]).toEqual([0, expect.stringContaining('valid')])
    await developer.open('/dev')
    expect(await developer.page.getByText(/made out to/).count()).toBe(0)
  })

  test('makes a test code without scripts too', async () => {
    const developer = await place.house.visitor({ scripts: false }, owner)
    await developer.open('/dev')
    await developer.press('Make a test code')
    await developer.sees(/made out to/)
    await developer.findsNothingWrong()
  })
})

describe('the log', () => {
  test('says why a product was refused, rule by rule, and is narrowed by its address', async () => {
    const { house } = place
    const form = {
      client_id: 'NOPE',
      machine: 'abcdefghijklmnopqrstuv',
      machine_name: 'Loom',
      system: 'Linux',
    }
    await fetch(`${house.origin}/oauth/device_authorization`, {
      method: 'POST',
      body: new URLSearchParams({ ...form, release: '6.2' }),
    })
    const developer = await house.visitor({}, owner)
    await developer.open('/dev/log')
    await developer.sees('NOPE 6.2')
    await developer.press('Why?')
    await developer.open('/dev/log?product=NOPE')
    await developer.sees(/^1 of/)
    await developer.press('Pause')
    await developer.sees('Paused: new calls wait.')
    await developer.findsNothingWrong()
  })
})

describe('a code looked into', () => {
  test('that is broken says where, without scripts, and its text is in no address', async () => {
    const { house } = place
    const actor = await house.actor(owner)
    const made = planOf(await house.app.operations.makeTestCode(actor, { productCode: 'LOOM' }))
    const developer = await house.visitor({ scripts: false }, owner)
    const look = async (text: string) => {
      await developer.open('/dev/codes')
      await developer.fill('Activation code', text)
      await developer.press('Look into the code')
    }
    await look(made.code)
    await developer.sees(/A test code, made by Margit Fenwick/)
    await look(made.code.replace(/.{9}$/, (end) => `–${end.slice(1)}`))
    await developer.sees(/The sign “–” at place \d+/)
    await look(made.code.replace(/(.)(.{20})$/, (_, letter, end) => (letter === 'A' ? 'B' : 'A') + end))
    await developer.sees(/at least one letter of it was changed/)
    expect(developer.page.url()).toMatch(/\/dev\/codes$/)
    await developer.findsNothingWrong()
  })
})

describe('the simulator', () => {
  const terms = 'start=2025-03-15&paid=2027-03-14&day=2027-03-13'

  test('is moved by the arrow keys: paid, then grace; the address holds the day', async () => {
    const developer = await place.house.visitor({}, owner)
    await developer.open(`/dev/simulator?${terms}&release=6.2`)
    await developer.sees('On March 13, 2027, Loomwright 6.2 runs: it is paid for.')
    await developer.page.getByLabel('Move the day').press('ArrowRight')
    await developer.page.getByLabel('Move the day').press('ArrowRight')
    await developer.sees('On March 15, 2027, Loomwright 6.2 runs in its days of grace.')
    expect(developer.page.url()).toContain('day=2027-03-15')
    await developer.findsNothingWrong()
  })

  test('is moved by links and forms where there are no scripts, and shows what a revoke does online', async () => {
    const developer = await place.house.visitor({ scripts: false }, owner)
    await developer.open(`/dev/simulator?${terms}`)
    await developer.press('Week →')
    await developer.sees(/On March 20, 2027, Loomwright 6\.2 runs in its days of grace/)
    await developer.page.getByLabel('How it is activated').selectOption('online')
    await developer.fill(/^Taken back on/, '2026-05-01')
    await developer.press('Play these terms')
    await developer.sees(/On March 20, 2027, Loomwright 6\.2 stops: the license was taken back\./)
    await developer.page.getByRole('link', { name: 'May 1, 2026' }).click()
    await developer.sees(/On May 1, 2026, Loomwright 6\.1 stops/)
  })

  test('says in its address what is special about the terms, and nothing else', async () => {
    const developer = await place.house.visitor({}, owner)
    await developer.open('/dev/simulator?day=2027-03-13')
    await developer.fill('Days of grace', '0')
    await developer.press('Play these terms')
    await developer.page.waitForURL(/grace=0/)
    const { search } = new URL(developer.page.url())
    expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
      ...{ product: 'LOOM', day: '2027-03-13', grace: '0' },
    })
  })

  test('plays a license that was sold, and says what is wrong with impossible terms', async () => {
    const address = 'noor@harrowvale.example'
    await handOut(place.house, customer, address)
    const actor = await place.house.actor(address)
    const [license] = planOf(await place.house.app.views.ownLicenses(actor, {})).licenses
    const developer = await place.house.visitor({}, owner)
    await developer.open(`/dev/simulator?license=${license?.licenseId}`)
    await developer.sees(
      'What a copy says on any day under the license of Harrow & Vale GmbH for Loomwright.',
    )
    await developer.open('/dev/simulator?start=2027-01-01&paid=2026-01-01')
    await developer.sees(/Write a day from/)
    await developer.findsNothingWrong()
  })
})
