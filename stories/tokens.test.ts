import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { type Customer, foundVendor, ines, planOf, winCustomer } from './town.ts'
import type { Visitor } from './visitor.ts'

const place = openHouse()
let customer: Customer

beforeAll(async () => {
  await foundVendor(place.house)
  customer = await winCustomer(place.house, 3)
})

const api = () => `/o/${customer.slug}/api`

/** What a program is answered that asks what its token is for. */
async function call(key: string): Promise<number> {
  const headers = { 'X-Api-Key': key, 'X-Customer-Code': String(customer.organizationId) }
  return (await fetch(`${place.house.origin}/api/v1/token`, { headers })).status
}

/** The key on the page; the field selects itself, so that it can be taken without scripts too. */
const keyOn = (visitor: Visitor) => visitor.page.getByLabel('Key', { exact: true }).inputValue()

async function turnOn(): Promise<void> {
  const { app } = place.house
  const actor = await place.house.actor(ines)
  planOf(await app.operations.changeApi(actor, { organizationId: customer.organizationId, state: 'on' }))
}

async function tokensNamed(name: string): Promise<number> {
  const { db } = place.house.database
  const rows = await db.selectFrom('api_token').select('id').where('name', '=', name).execute()
  return rows.length
}

test('an administrator turns the API on, makes a token, sees its key once, and a program is answered with it', async () => {
  const { house } = place
  const visitor = await house.visitor({}, ines)
  await visitor.open(api())
  await visitor.sees('No program is answered. Tokens can be made now and work once it is on.')
  await visitor.findsNothingWrong()
  await visitor.press('Turn on the API')
  await visitor.sees('The API is on. Every token works again as before.')
  await visitor.press('New token')
  await visitor.arrives('New token')
  await visitor.findsNothingWrong()
  await visitor.fill('Name', 'Nightly sync')
  await visitor.press('Make the token')
  await visitor.sees('Copy the key now: it is shown here and never again.')
  await visitor.findsNothingWrong()
  const key = await keyOn(visitor)
  expect(key).toMatch(/^[0-9a-z]{25}$/)
  expect(await call(key)).toBe(200)
  expect(visitor.page.url()).not.toContain(key)
  expect(JSON.stringify(await visitor.context.cookies())).not.toContain(key)
  await visitor.press('Back to the tokens')
  await visitor.arrives('API')
  await visitor.sees('Nightly sync')
  expect(await visitor.page.content()).not.toContain(key)
  expect(house.logged.filter((line) => line.includes(key))).toEqual([])
})

test.each([true, false])(
  'a form sent twice makes one token, and the second answer shows its key as well (scripts: %s) (O-61)',
  async (scripts) => {
    await turnOn()
    const visitor = await place.house.visitor({ scripts }, ines)
    await visitor.open(`${api()}/new`)
    const name = `Twice ${scripts}`
    await visitor.fill('Name', name)
    await visitor.page.getByRole('button', { name: 'Make the token' }).dblclick()
    await visitor.sees('Copy the key now: it is shown here and never again.')
    const key = await keyOn(visitor)
    expect(await call(key)).toBe(200)
    expect(await tokensNamed(name)).toBe(1)
  },
)

test('a form sent again later makes no second token and shows no key', async () => {
  const visitor = await place.house.visitor({ scripts: false }, ines)
  await visitor.open(`${api()}/new?form=${randomUUID()}`)
  const form = visitor.page.url()
  const { operations } = place.house.app
  const id = new URL(form).searchParams.get('form') ?? ''
  const wanted = { organizationId: customer.organizationId, id, name: 'Again', role: 'viewer' }
  planOf(await operations.createToken(await place.house.actor(ines), wanted))
  await visitor.fill('Name', 'Again')
  await visitor.press('Make the token')
  await visitor.sees('This form was sent before, and the key was shown then.')
  expect(await tokensNamed('Again')).toBe(1)
})

test('a new key kills the one before, a revoked token is refused, and both say so first', async () => {
  await turnOn()
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(`${api()}/new`)
  await visitor.fill('Name', 'Seat report')
  await visitor.press('Make the token')
  await visitor.sees('Copy the key now: it is shown here and never again.')
  const first = await keyOn(visitor)
  await visitor.press('Back to the tokens')
  await visitor.press('New key for Seat report')
  await visitor.arrives('A new key for Seat report')
  await visitor.findsNothingWrong()
  await visitor.press('New key')
  await visitor.sees('Copy the key now: it is shown here and never again.')
  const second = await keyOn(visitor)
  expect([await call(first), await call(second)]).toEqual([401, 200])
  await visitor.press('Back to the tokens')
  await visitor.press('Revoke Seat report')
  await visitor.sees('This cannot be undone. A program that goes on needs a new token.')
  await visitor.findsNothingWrong()
  await visitor.press('Revoke')
  await visitor.sees('Seat report is revoked. Programs that use it are no longer answered.')
  expect(await call(second)).toBe(401)
})

test('turned off, the page says so and every program is turned away until it is on again', async () => {
  await turnOn()
  const { operations } = place.house.app
  const wanted = { organizationId: customer.organizationId, id: randomUUID(), name: 'Kept', role: 'viewer' }
  const { key } = planOf(await operations.createToken(await place.house.actor(ines), wanted))
  const visitor = await place.house.visitor({}, ines)
  await visitor.open(api())
  await visitor.press('Turn off the API')
  await visitor.sees('The API is off. The tokens are kept and no program is answered.')
  expect(await call(key ?? '')).toBe(403)
  await visitor.press('Turn on the API')
  await visitor.sees('The API is on. Every token works again as before.')
  expect(await call(key ?? '')).toBe(200)
})
