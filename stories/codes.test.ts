import { readFile } from 'node:fs/promises'
import { operator } from '@claviger/core/teams/actor'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { verifyLicenseSync } from '../packages/sdk/src/node.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeAll(async () => {
  const { house } = place
  await foundVendor(house)
  customer = await winCustomer(house, 60)
})

/** What a Loomwright 6.2 without a network thinks of a code. */
async function thoughtOf(text: string) {
  const { root } = await place.house.app.views.keySet(operator, {})
  const rootKey = root?.publicKey ?? ''
  const now = place.house.app.clock()
  return verifyLicenseSync(text, { rootKey, product: 'LOOM', release: '6.2', now })
}

const shownCode = (visitor: Visitor) =>
  visitor.page
    .locator('figure code')
    .textContent()
    .then((text) => text ?? '')

async function downloadOf(visitor: Visitor, button: string) {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.press(button)])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function setPolicy(policy: string): Promise<void> {
  const { house } = place
  const { organizationId } = customer
  planOf(await house.app.operations.changeCodePolicy(await house.actor(ines), { organizationId, policy }))
}

test('from the list of one’s licenses the code is two presses away, with nothing typed', async () => {
  const { house } = place
  await setPolicy('page')
  await handOut(house, customer, 'J. Voss <j.voss@harrowvale.example>')
  const visitor = await house.visitor({}, 'j.voss@harrowvale.example')
  await visitor.open('/me')
  await budget({ clicks: 2, fields: 0 }, visitor, async () => {
    await visitor.press('Activation code for Loomwright')
    await visitor.sees('A code cannot be called back. It works on that machine until it ends.')
    await visitor.press('Get the activation code')
    await visitor.sees(/Works until .+ After that it/)
  })
  await visitor.findsNothingWrong()
  const text = await shownCode(visitor)
  expect(await thoughtOf(text)).toMatchObject({ kind: 'valid' })
  await visitor.press('Copy Activation code')
  await visitor.sees('Copied')
  expect(await visitor.page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  const { name, bytes } = await downloadOf(visitor, 'Save file')
  expect(name).toMatch(/^loomwright-\w{10}\.txt$/)
  expect(bytes.toString().trim()).toBe(text)
})

test('the same without scripts, on a phone in the dark: the code can be selected and saved', async () => {
  const { house } = place
  await handOut(house, customer, 'hanako@harrowvale.example')
  const visitor = await house.visitor({ scripts: false, width: 320, dark: true }, 'hanako@harrowvale.example')
  await visitor.open('/me')
  await visitor.press('Activation code for Loomwright')
  await visitor.press('Get the activation code')
  await visitor.arrives('Activation code for Loomwright')
  expect(await thoughtOf(await shownCode(visitor))).toMatchObject({ kind: 'valid' })
  await visitor.findsNothingWrong()
})

const names = ['例示 花子', 'مثال', 'O’Neill & Søns', 'Jürgen Voß']
const many = [
  ...names.map((name, index) => `"${name}" <many.${index}@harrowvale.example>`),
  ...Array.from({ length: 26 }, (_, index) => `many.${index + 4}@harrowvale.example`),
].join('\n')

test('an administrator hands many people their codes: by mail to each, one file each, or one list', async () => {
  const { house } = place
  await handOut(house, customer, many)
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses?q=many&select=all`)
  await visitor.sees('30 selected')
  await visitor.press('Activation codes')
  await visitor.arrives('Activation codes for 30 licenses')
  await visitor.sees(/30 people hold them\. Nobody has a code yet/)
  await visitor.sees(/A code cannot be called back/)
  await visitor.findsNothingWrong()

  const zip = await downloadOf(visitor, 'One file each (zip)')
  const files = unzipSync(zip.bytes)
  expect(Object.keys(files)).toHaveLength(31)
  expect(Object.keys(files).join('\n')).toMatch(/例示-花子-loomwright-\w{10}\.txt/)
  const texts = Object.entries(files).flatMap(([name, bytes]) =>
    name.endsWith('.txt') ? [strFromU8(bytes).trim()] : [],
  )
  for (const text of texts) expect(await thoughtOf(text)).toMatchObject({ kind: 'valid' })

  const list = await downloadOf(visitor, 'One list (CSV)')
  const [heads, ...rows] = list.bytes.toString().trim().split('\r\n')
  expect(heads).toMatch(/^\ufeff?Person,Address,Product/)
  expect(rows).toHaveLength(30)
  expect(rows.join('\n')).toContain('O’Neill & Søns,')
  for (const row of rows)
    expect(await thoughtOf(row.split(',').at(-1) ?? '')).toMatchObject({ kind: 'valid' })

  await visitor.press('Mail to each of the 30')
  await visitor.arrives('30 activation codes issued')
  await visitor.findsNothingWrong()
  const letters = (await house.mail.letters('many')).filter(({ kind }) => kind === 'activation_code')
  expect(letters).toHaveLength(30)
})

test('where codes are handed out on request, somebody asks, an administrator answers from the mail, and the code comes', async () => {
  const { house } = place
  const noor = 'noor@harrowvale.example'
  const admin = await house.visitor({}, ines)
  await admin.open(`/o/${customer.slug}/settings`)
  await admin.press('On request')
  await admin.press('Save')
  await admin.sees('Saved.')
  await admin.findsNothingWrong()
  await handOut(house, customer, `Noor El-Sayed <${noor}>`)

  const person = await house.visitor({}, noor)
  await person.open('/me')
  await person.press('Activation code for Loomwright')
  await person.press('Request a code')
  await person.sees('One entry needs a look.')
  await person.fill('What you need it for', 'The loom in the cellar has no network.')
  await person.press('Request a code')
  await person.sees(/Ines Okafor can answer/)
  await person.findsNothingWrong()

  await admin.open(`/o/${customer.slug}`)
  await admin.sees('1 person asks for an activation code.')
  await admin.open(await house.mail.link(ines, /\/o\/[a-z0-9-]+\/code-requests\/[0-9a-f-]+/))
  await admin.arrives('Noor El-Sayed asks for an activation code')
  await admin.sees('The loom in the cellar has no network.')
  await admin.findsNothingWrong()
  await admin.fill('A line to Noor El-Sayed (optional)', 'Good weaving.')
  await admin.press('Approve and mail the code')
  await admin.sees(/Ines Okafor approved it/)

  const [letter] = await house.mail.letters(noor)
  expect(letter).toMatchObject({ kind: 'activation_code', subject: /Your activation code for Loomwright/ })
  expect(await thoughtOf(letter?.text ?? '')).toMatchObject({ kind: 'valid' })
  await person.page.reload()
  expect(await thoughtOf(await shownCode(person))).toMatchObject({ kind: 'valid' })
})

test('a refused request says who said no and why, and can be made again', async () => {
  const { house } = place
  const saoirse = 'saoirse@harrowvale.example'
  await handOut(house, customer, saoirse)
  const person = await house.visitor({ scripts: false }, saoirse)
  await person.open('/me')
  await person.press('Activation code for Loomwright')
  await person.fill('What you need it for', 'Just in case.')
  await person.press('Request a code')
  const admin = await house.visitor({ scripts: false }, ines)
  await admin.open(`/o/${customer.slug}/code-requests`)
  await admin.press(saoirse)
  await admin.fill('A line to saoirse@harrowvale.example (optional)', 'Tell me the machine first.')
  await admin.press('Deny')
  await admin.sees(/Ines Okafor denied it/)
  await person.open(person.page.url())
  await person.sees('Ines Okafor said no.')
  await person.sees('“Tell me the machine first.”')
  await person.sees('Request again')
})

test('taking back a license whose code is out says how long that keeps working and what it keeps', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  await visitor.open(`/o/${customer.slug}/licenses?q=many.1&select=all`)
  await visitor.press(/^Revoke \d+$/)
  await visitor.sees(/people also hold an offline code\. It keeps working until/)
  await visitor.findsNothingWrong()
  await visitor.press(/^many\.12@/)
  await visitor.sees(/^Code outstanding until /)
  await visitor.sees(/no longer has the license/)
  await visitor.findsNothingWrong()
  await visitor.page.keyboard.press('Escape')
  await visitor.press('See the report')
  await visitor.sees(/people also hold an offline code/)
  await visitor.press('Undo')
  await visitor.sees(/The same codes hold again: .*many\.12@harrowvale\.example/)
})
