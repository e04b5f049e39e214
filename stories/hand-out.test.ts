import { beforeEach, expect, test } from 'vitest'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeEach(async () => {
  if (!customer) await foundVendor(place.house)
  customer = await winCustomer(place.house, 210)
})

/** What somebody pastes: one line each as mail programs, spreadsheets and chats write people, 200 lines in all. */
const mixed = [
  'Ines Okafor <ines.okafor@harrowvale.example>',
  '"Voß, Jürgen" <j.voss@harrowvale.example>;',
  'Lahtinen, Pekka <pekka.l@harrowvale.example>; Ming, Li <li.ming@harrowvale.example>',
  'mailto:amaya@harrowvale.example',
  'noor @harrowvale.example',
  '- seun@harrowvale.example (started Monday)',
  'li@例え.example',
  'ines.okafor@harrowvale.example',
  't.wieczorek@',
  'info@harrowvale.example',
  ...Array.from(
    { length: 190 },
    (_, index) => `Person ${index + 1} <person.${index + 1}@harrowvale.example>`,
  ),
].join('\n')

test('a pasted list of 200 mixed lines becomes assignments and a report in four presses and one field', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses`)
  await budget({ clicks: 4, fields: 1 }, visitor, async () => {
    await visitor.press('Assign licenses')
    await visitor.arrives('Assign licenses')
    await visitor.paste('People', mixed)
    await visitor.sees('198 ready, 2 need a look, 1 skipped.')
    await visitor.press('Assign 198 licenses')
    await visitor.arrives('198 licenses assigned')
  })
  await visitor.findsNothingWrong()
  await visitor.sees('Undo')
  place.house.clock.advance({ minutes: 3 })
  const given = await place.house.mail.letters('person.77@harrowvale.example')
  expect(given.map(({ kind }) => kind)).toEqual(['license_assigned'])
})

test('the same list by keyboard alone', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses`)
  await visitor.pressByKeys('Assign licenses')
  await visitor.arrives('Assign licenses')
  await visitor.paste('People', mixed)
  await visitor.sees(/198 ready/)
  await visitor.pressByKeys('Assign 198 licenses')
  await visitor.arrives('198 licenses assigned')
})

test('without scripts the list is looked at by a button, and handed out all the same', async () => {
  const visitor = await place.house.visitor({ scripts: false }, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  await visitor.fill('People', 'amaya@harrowvale.example\nnot an address')
  await visitor.press('Look at the list')
  await visitor.sees(/1 ready, 1 need/)
  await visitor.press('Assign 1 license')
  await visitor.arrives('1 license assigned')
})

test('pasting the same people again is harmless: they are skipped (O-14)', async () => {
  const visitor = await place.house.visitor({}, ines)
  for (const expected of ['2 ready, 0 need a look, 0 skipped.', '0 ready, 0 need a look, 2 skipped.']) {
    await visitor.open(`/o/${customer.slug}/assign`)
    await visitor.paste('People', 'a@harrowvale.example\nb@harrowvale.example')
    await visitor.sees(expected)
    if (expected.startsWith('2')) {
      await visitor.press('Assign 2 licenses')
      await visitor.arrives('2 licenses assigned')
    }
  }
})

test('pressing twice and reloading the report assign once (O-61)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign`)
  await visitor.paste('People', 'once@harrowvale.example')
  await visitor.page.getByRole('button', { name: 'Assign 1 license' }).dblclick()
  await visitor.arrives('1 license assigned')
  await visitor.page.reload()
  await visitor.open(`/o/${customer.slug}/jobs`)
  expect(await visitor.page.getByRole('table').getByRole('row').count()).toBe(2)
})

test('a time said inexactly shows its exact words on pointing and on focus, until Esc', async () => {
  await handOut(place.house, customer, 'amaya@harrowvale.example')
  const { page, ...visitor } = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/jobs`)
  const time = page.getByRole('table').getByRole('button').first()
  const exact = page.getByRole('tooltip')
  await time.hover()
  await exact.waitFor()
  await exact.hover()
  expect(await exact.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await exact.waitFor({ state: 'hidden' })
  await time.focus()
  await exact.waitFor()
})

test('a link with cap and domain takes three presses and two fields', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/links`)
  await budget({ clicks: 3, fields: 2 }, visitor, async () => {
    await visitor.press('Create link')
    await visitor.arrives('New link')
    await visitor.fill('For how many people', '25')
    await visitor.fill('Only for addresses at', 'harrowvale.example')
    await visitor.press('Create link')
    await visitor.sees(/The link is ready/)
    await visitor.press(/^Copy/)
  })
  await visitor.findsNothingWrong()
  const copied: string = await visitor.page.evaluate('navigator.clipboard.readText()')
  const phone = await place.house.visitor({ width: 360, height: 640, scripts: false })
  await phone.open(new URL(copied).pathname)
  await phone.sees(/Taken: 0 of 25/)
})

test('a replaced link opens no more, and undo puts the old address back (O-11)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/links/new`)
  await visitor.press('Create link')
  await visitor.sees(/The link is ready/)
  const address = () => visitor.page.getByLabel('Link', { exact: true }).inputValue()
  const old = new URL(await address()).pathname
  await visitor.press('Replace link')
  await visitor.sees(/New link ready/)
  expect(await headingAt(old)).toBe('This link was replaced')
  expect(await headingAt(new URL(await address()).pathname)).toMatch(/gives you Loomwright/)
  await visitor.press('Undo')
  await visitor.sees(/The old link works again/)
  expect(await headingAt(old)).toMatch(/gives you Loomwright/)
})

async function headingAt(path: string): Promise<string | null> {
  const stranger: Visitor = await place.house.visitor({ scripts: false })
  await stranger.open(path)
  return stranger.page.getByRole('heading', { level: 1 }).textContent()
}

test('an address in another script is assigned by form', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign/one`)
  await visitor.fill('E-mail', 'münch@例え.example')
  await visitor.press('Assign 1 license')
  await visitor.sees(/1 license assigned/)
})

test('an error is announced, tied to its field, and has the focus (O-62)', async () => {
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/assign/one`)
  await visitor.press('Assign 1 license')
  await visitor.page.getByRole('alert').waitFor()
  const field = visitor.page.getByLabel('E-mail', { exact: true })
  await expect.poll(() => field.evaluate((one) => document.activeElement === one)).toBe(true)
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  const described = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1)
  expect(await visitor.page.locator(`#${described}`).textContent()).toBe('Type an e-mail address.')
  await visitor.findsNothingWrong()
})
