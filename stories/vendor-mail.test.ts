import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { foundVendor, ines, owner, planOf, winCustomer } from './town.ts'

const place = openHouse()
const clerk = 'hamid@fenwick.example'
let certificate: string

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  await winCustomer(house, 3)
  planOf(
    await house.app.operations.addStaff(await house.actor(owner), {
      ...{ email: clerk, name: 'Hamid', role: 'staff' },
    }),
  )
  const { id } = await house.database.db
    .selectFrom('letter')
    .select('id')
    .where('kind', '=', 'order_certificate')
    .where('secret', '=', true)
    .executeTakeFirstOrThrow()
  certificate = `/vendor/mail/${id}`
})

test('without a mail server the owner reads a letter in both its parts and copies its link', async () => {
  const visitor = await place.house.visitor({}, owner)
  await visitor.open('/vendor/mail')
  await visitor.sees(/No mail server is set/)
  await visitor.open(certificate)
  const { page } = visitor
  const link = await place.house.mail.link(ines, /\/claim\/[0-9a-z]+/)
  expect(await page.getByRole('textbox', { name: 'Link in this letter' }).inputValue()).toMatch(
    new RegExp(`${link}$`),
  )
  expect(await page.locator('pre').textContent()).toContain(link)
  await visitor.press('Copy Link in this letter')
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(new RegExp(`${link}$`))
})

test('the HTML part of a letter can do nothing on the page that shows it, and its links open beside it', async () => {
  const visitor = await place.house.visitor({}, owner)
  await visitor.open(certificate)
  const frame = visitor.page.frameLocator('iframe')
  const answer = await visitor.page.request.get(`${certificate}/html`)
  expect(answer.headers()['content-security-policy']).toMatch(/^default-src 'none'; .*sandbox allow-popups/)
  const beside = visitor.context.waitForEvent('page')
  await frame.getByRole('link').first().click()
  const opened = await beside
  await opened.waitForLoadState()
  expect(opened.url()).toContain('/claim/')
  expect(await opened.evaluate('[self.origin, window.opener]')).toEqual([place.house.origin, null])
  expect(visitor.page.url()).toContain(certificate)
})

test('staff who are not owners see everything of a letter but what it opens', async () => {
  const visitor = await place.house.visitor({}, clerk)
  await visitor.open(certificate)
  await visitor.sees(/covered from everybody but owners/)
  const html = await (await visitor.page.request.get(`${certificate}/html`)).text()
  expect(`${await visitor.page.content()} ${html}`).not.toMatch(/\/claim\/[0-9a-z]{6}/)
})

test('a letter that did not leave says why and is queued again, without scripts too', async () => {
  await place.house.database.db
    .updateTable('letter')
    .set({ state: 'failed', attempts: 8, last_error: '550 no such mailbox' })
    .where('kind', '=', 'became_administrator')
    .execute()
  const visitor = await place.house.visitor({ scripts: false }, owner)
  await visitor.open('/vendor/mail?state=failed')
  await visitor.sees('8 tries. 550 no such mailbox')
  await visitor.press(/^Resend: .*, to ines\.okafor@/)
  await visitor.sees(/The letter is queued again/)
  await visitor.sees('No letter is in this state.')
})

test('nobody but the vendor learns whether a letter is there', async () => {
  const visitor = await place.house.visitor({}, ines)
  for (const path of ['/vendor/mail', certificate, `${certificate}/html`])
    expect((await visitor.page.request.get(path)).status(), path).toBe(403)
})
