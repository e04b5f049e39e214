import { beforeAll, expect, test } from 'vitest'
import { dump } from '../packages/server/src/testing/story.ts'
import { budget } from './effort.ts'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, handOut, ines, makeLink, planOf, winCustomer } from './town.ts'
import type { Visitor, VisitorWishes } from './visitor.ts'

const place = openHouse()
const phone: VisitorWishes = { width: 360, height: 640, touch: true, scripts: false }
let customer: Customer

beforeAll(async () => {
  await foundVendor(place.house)
  customer = await winCustomer(place.house, 25)
})

/** Takes a license by the link on the page, from a typed address to the done page. */
async function takeAs(visitor: Visitor, address: string): Promise<void> {
  await visitor.fill('Your work e-mail', address)
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code(address))
  await visitor.press('Take the license')
  await visitor.arrives('Loomwright is yours to use')
}

/** Whether the control with this name can be reached without scrolling. */
async function isOnScreen({ page }: Visitor, name: string): Promise<boolean> {
  const box = await page.getByRole('button', { name }).boundingBox()
  return box !== null && box.y + box.height <= 640
}

test('somebody takes a license on a phone without scripts, in four taps and two fields', async () => {
  const { path } = await makeLink(place.house, customer, { cap: '25', domains: 'harrowvale.example' })
  const visitor = await place.house.visitor(phone)
  await visitor.open(path)
  expect(await isOnScreen(visitor, 'Send code'), 'everything needed is there without scrolling').toBe(true)
  await visitor.sees(/Taken: 0 of 25/)
  await budget({ clicks: 4, fields: 2 }, visitor, () => takeAs(visitor, 'j.voss@harrowvale.example'))
  await visitor.sees('Sign in with j.voss@harrowvale.example.')
  await visitor.open(path)
  await visitor.arrives('Loomwright is yours to use')
})

test('a code may be typed with its space, and a wrong one is told at the field', async () => {
  const { path } = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(phone)
  await visitor.open(path)
  await visitor.fill('Your work e-mail', 'li.ming@harrowvale.example')
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  const code = await place.house.mail.code('li.ming@harrowvale.example')
  await visitor.fill('Six-digit code', code === '000000' ? '111111' : '000000')
  await visitor.press('Take the license')
  await visitor.sees('This is not the code from the newest mail. Check the digits.')
  expect(await visitor.page.getByLabel('Six-digit code').getAttribute('aria-invalid')).toBe('true')
  await visitor.fill('Six-digit code', `${code.slice(0, 3)} ${code.slice(3)}`)
  await visitor.press('Take the license')
  await visitor.arrives('Loomwright is yours to use')
})

test('opening a link changes nothing; only the pressed button takes a license (O-07)', async () => {
  const { path } = await makeLink(place.house, customer)
  const before = await dump(place.house)
  const visitor = await place.house.visitor()
  await visitor.open(path)
  await visitor.page.reload()
  expect(await dump(place.house)).toEqual(before)
})

test('signed in as somebody else, both addresses stand there, none is chosen, and nothing is consumed (O-08)', async () => {
  const { path } = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(phone, 'home.account@kelso.example')
  await visitor.open(path)
  await visitor.press('Take it for another address')
  await visitor.fill('Your work e-mail', 'work.account@harrowvale.example')
  const before = await dump(place.house)
  await visitor.press('Send code')
  await visitor.sees('work.account@harrowvale.example')
  await visitor.sees('home.account@kelso.example')
  expect(await visitor.page.getByRole('radio', { checked: true }).count()).toBe(0)
  expect(await dump(place.house)).toEqual(before)
  await visitor.press('work.account@harrowvale.example')
  await visitor.press('Continue')
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code('work.account@harrowvale.example'))
  await visitor.press('Take the license')
  await visitor.sees(/for work\.account@harrowvale\.example/)
})

test('a license assigned to one address is not taken by another that happens to be signed in (O-08)', async () => {
  await handOut(place.house, customer, 'work.only@harrowvale.example')
  const path = await place.house.mail.link('work.only@harrowvale.example', /\/a\/[0-9a-z]+/)
  const visitor = await place.house.visitor(phone, 'home.account@kelso.example')
  await visitor.open(path)
  await visitor.sees(/You are signed in as home\.account@kelso\.example/)
  await visitor.sees(/w.*@harrowvale\.example/)
  expect(await visitor.page.getByRole('button', { name: 'Connect this license' }).count()).toBe(0)
})

test('the assigned license is connected with its code, and the page says so from then on', async () => {
  await handOut(place.house, customer, 'noor@harrowvale.example')
  const path = await place.house.mail.link('noor@harrowvale.example', /\/a\/[0-9a-z]+/)
  const visitor = await place.house.visitor(phone)
  await visitor.open(path)
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  await visitor.fill('Six-digit code', await place.house.mail.code('noor@harrowvale.example'))
  await visitor.press('Connect this license')
  await visitor.sees('Sign in with noor@harrowvale.example.')
  const stranger = await place.house.visitor(phone)
  await stranger.open(path)
  await stranger.arrives('This license is connected')
  expect(await stranger.page.content()).not.toContain('noor@harrowvale.example')
})

test('no door sends a byte of script, and the link page weighs at most 100 kB', async () => {
  const { path } = await makeLink(place.house, customer)
  await handOut(place.house, customer, 'amaya@harrowvale.example')
  const letter = await place.house.mail.link('amaya@harrowvale.example', /\/a\/[0-9a-z]+/)
  for (const door of [path, letter, '/signin']) {
    const visitor = await place.house.visitor()
    const sizes: Record<string, number> = {}
    visitor.page.on('requestfinished', async (request) => {
      const { responseBodySize, responseHeadersSize } = await request.sizes()
      const kind = request.resourceType()
      sizes[kind] = (sizes[kind] ?? 0) + responseBodySize + responseHeadersSize
    })
    await visitor.page.goto(door, { waitUntil: 'networkidle' })
    expect(sizes.script ?? 0, `scripts of ${door}`).toBe(0)
    expect(await visitor.page.locator('script').count(), `scripts in ${door}`).toBe(0)
    const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
    expect(total, `bytes of ${door}: ${JSON.stringify(sizes)}`).toBeLessThanOrEqual(100_000)
  }
})

type Act = 'pauseInvitation' | 'replaceInvitation'
const act = async (name: Act, id: string) =>
  planOf(
    await place.house.app.operations[name](await place.house.actor(ines), {
      organizationId: customer.organizationId,
      id,
    }),
  )

const dead = {
  paused: [
    'This link is paused',
    async () => {
      const link = await makeLink(place.house, customer)
      await act('pauseInvitation', link.id)
      return link.path
    },
  ],
  replaced: [
    'This link was replaced',
    async () => {
      const link = await makeLink(place.house, customer)
      await act('replaceInvitation', link.id)
      return link.path
    },
  ],
  'used up': [
    'The one license of this link is taken',
    async () => {
      const link = await makeLink(place.house, customer, { cap: '1' })
      const address = 'first.come@harrowvale.example'
      const taking = { token: link.path.slice('/i/'.length), address }
      planOf(await place.house.app.operations.takeLicense(await place.house.actor(address), taking))
      return link.path
    },
  ],
  ended: [
    'This link has ended',
    async () => {
      const link = await makeLink(place.house, customer, { endsOn: '2026-11-25' })
      place.house.clock.advance({ days: 2 })
      return link.path
    },
  ],
} as const

test.for(Object.entries(dead))(
  'a %s link says so and lets somebody ask the administrator once',
  async ([, [reason, make]]) => {
    const path = await make()
    const visitor = await place.house.visitor(phone)
    const status = await visitor.open(path)
    expect(status).toBeLessThan(500)
    await visitor.arrives(reason)
    await visitor.findsNothingWrong()
    const asked = async () =>
      (await place.house.mail.letters(ines)).filter(({ kind }) => kind === 'license_requested').length
    const before = await asked()
    await visitor.fill('Your work e-mail', 'seun@harrowvale.example')
    await visitor.fill('A line about why (optional)', 'I start on Monday')
    await visitor.press('Ask Ines Okafor')
    await visitor.arrives('Ines Okafor has your question')
    await visitor.page.reload()
    expect(await asked()).toBe(before + 1)
  },
)

test('an address outside the allowed domains is told which domains may use the link', async () => {
  const { path } = await makeLink(place.house, customer, { domains: 'harrowvale.example' })
  const visitor = await place.house.visitor(phone)
  await visitor.open(path)
  await visitor.fill('Your work e-mail', 'somebody@kelso.example')
  await visitor.press('Send code')
  await visitor.arrives('This link is for addresses at harrowvale.example')
})

test('a page that was open when its link was replaced gives nothing on pressing (O-11)', async () => {
  const link = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(phone)
  await visitor.open(link.path)
  await visitor.fill('Your work e-mail', 'too.late@harrowvale.example')
  await visitor.press('Send code')
  await visitor.arrives('Type the code from your mail')
  await act('replaceInvitation', link.id)
  await visitor.fill('Six-digit code', await place.house.mail.code('too.late@harrowvale.example'))
  await visitor.press('Take the license')
  await visitor.arrives('This link was replaced')
})

test.for(['.', '>', ')', '"', '%20'])('a link mailed with %s stuck to its end still opens', async (end) => {
  const { path } = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(phone)
  await visitor.open(`${path}${end}`)
  await visitor.arrives(/gives you Loomwright/)
})

test('a link cut by a mail program says that it looks incomplete (O-13)', async () => {
  const { path } = await makeLink(place.house, customer)
  const visitor = await place.house.visitor(phone)
  expect(await visitor.open(path.slice(0, -9))).toBe(404)
  await visitor.arrives('This link looks incomplete')
})
