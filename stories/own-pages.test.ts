import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import {
  type Customer,
  employ,
  foundVendor,
  handOut,
  ines,
  makeLink,
  owner,
  planOf,
  winCustomer,
} from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
const noScripts = { width: 360, height: 640, scripts: false } as const
let customer: Customer

beforeAll(async () => {
  await foundVendor(place.house)
  customer = await winCustomer(place.house, 25)
})

/** A person with a connected license, at their own browser. */
async function holder(address: string, wishes = {}): Promise<Visitor> {
  await handOut(place.house, customer, address)
  await place.house.app.operations.connectLicenses(await place.house.actor(address), {})
  return place.house.visitor(wishes, address)
}

const licensesOf = async (address: string) =>
  planOf(await place.house.app.views.ownLicenses(await place.house.actor(address), {})).licenses

test('a license given back leaves its holder at once, in three presses', async () => {
  const visitor = await holder('amaya@harrowvale.example')
  await visitor.open('/me')
  await visitor.press('Loomwright')
  await visitor.sees('Harrow & Vale GmbH can hand Loomwright to somebody else at once.')
  await visitor.press('Give back Loomwright')
  await visitor.sees('The license is given back. Somebody else can have it now.')
  expect(await licensesOf('amaya@harrowvale.example')).toEqual([])
})

test('somebody without a license reads whom to ask', async () => {
  const visitor = await holder('seun@harrowvale.example')
  const [license] = await licensesOf('seun@harrowvale.example')
  if (!license) throw new Error('no license')
  const { organizationId, licenseId } = license
  const seun = await place.house.actor('seun@harrowvale.example')
  planOf(await place.house.app.operations.returnLicense(seun, { organizationId, licenseId }))
  await visitor.open('/me')
  await visitor.sees('No license is connected to you')
  await visitor.sees(/For a license of Harrow & Vale GmbH, ask Ines Okafor/)
})

test('the only administrator cannot delete the account, and is led to adding a second one (O-34)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open('/me/profile')
  await visitor.press('See what happens')
  await visitor.press('Delete my account')
  await visitor.sees(/only administrator/)
  await visitor.press('Add a second administrator')
  await visitor.arrives('Administrators')
  expect(new URL(visitor.page.url()).pathname).toBe(`/o/${customer.slug}/admins`)
})

test('the only owner of the installation is led to adding another (O-34)', async () => {
  const visitor = await place.house.visitor({}, owner)
  await visitor.open('/me/delete-account')
  await visitor.press('Delete my account')
  await visitor.press('Add a second owner')
  await visitor.page.waitForURL('**/vendor/staff')
})

test('a deleted account gives its licenses back, lays its roles down and is signed out everywhere (O-05)', async () => {
  const address = 'pekka@harrowvale.example'
  await employ(place.house, customer, { email: address, name: 'Pekka Lahtinen', role: 'viewer' })
  const visitor = await holder(address, noScripts)
  const elsewhere = await place.house.visitor({}, address)
  await visitor.open('/me/delete-account')
  await visitor.sees('Loomwright goes back to Harrow & Vale GmbH and is free for somebody else.')
  await visitor.sees('Your role in Harrow & Vale GmbH ends.')
  await visitor.press('Delete my account')
  await visitor.sees('Your account is deleted and you are signed out.')
  await elsewhere.open('/me')
  await elsewhere.arrives('Sign in')
  const again = await place.house.actor(address)
  expect(again.kind === 'account' && again.grants).toEqual([])
  expect(await licensesOf(address)).toEqual([])
})

test('language and colors chosen in the profile hold on every page, and in this browser after signing out', async () => {
  const visitor = await holder('li.ming@harrowvale.example')
  await visitor.open('/me/profile')
  await visitor.choose('Language', 'Deutsch')
  await visitor.press('Dark')
  await visitor.press('Save')
  await visitor.arrives('Profil')
  await visitor.open('/me')
  await visitor.arrives('Meine Lizenzen')
  await visitor.press('Abmelden')
  await visitor.arrives('Anmelden')
  const page = visitor.page.locator('html')
  expect([await page.getAttribute('lang'), await page.getAttribute('data-theme')]).toEqual(['de', 'dark'])
})

test('a name too long for a profile is told at its field, and stays there', async () => {
  const visitor = await holder('noor@harrowvale.example')
  const long = 'Maximiliane '.repeat(20)
  await visitor.open('/me/profile')
  await visitor.fill('Full name (optional)', long)
  await visitor.press('Save')
  const field = visitor.page.getByLabel('Full name (optional)')
  await visitor.sees(/120/)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await field.inputValue()).toBe(long)
})

test('a browser signed out from another one is out at its next page', async () => {
  const here = await holder('saoirse@harrowvale.example')
  const there = await place.house.visitor({}, 'saoirse@harrowvale.example')
  await here.open('/me/sessions')
  await here.press(/^Sign out the \d others/)
  await here.sees('In this browser only.')
  await there.open('/me')
  await there.arrives('Sign in')
})

test('an offered role waits on one’s own page, and accepting it opens what it is for', async () => {
  const address = 'tomasz@harrowvale.example'
  const ask = await place.house.actor(ines)
  const { organizationId } = customer
  const offer = {
    organizationId,
    id: crypto.randomUUID(),
    email: address,
    name: 'Tomasz Wieczorek',
    role: 'viewer',
  }
  planOf(await place.house.app.operations.offerRole(ask, offer))
  const visitor = await place.house.visitor({}, address)
  await visitor.open('/me')
  await visitor.sees('Ines Okafor lets you look at the licenses of Harrow & Vale GmbH.')
  await visitor.page.getByRole('button', { name: 'Accept the role' }).dblclick()
  await expect.poll(() => visitor.page.getByRole('button', { name: 'Accept the role' }).count()).toBe(0)
  await visitor.open(`/o/${customer.slug}/licenses`)
  await visitor.arrives('Licenses')
})

test('double clicks on a way without scripts mail one code and take one license (O-61)', async () => {
  const address = 'double.click@harrowvale.example'
  const { path } = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(noScripts)
  await visitor.open(path)
  await visitor.fill('Your work e-mail', address)
  await visitor.page.getByRole('button', { name: 'Send code' }).dblclick()
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code(address))
  await visitor.page.getByRole('button', { name: 'Take the license' }).dblclick()
  await visitor.arrives('Loomwright is yours to use')
  const letters = await place.house.mail.letters(address)
  expect(letters.map(({ kind }) => kind).sort()).toEqual(['code', 'license_connected'])
  expect(await licensesOf(address)).toHaveLength(1)
})
