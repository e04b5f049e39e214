import { anonymous } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, revoke, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { approve, connectMachine, copyOn, waiting } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import {
  type Customer,
  newCustomer,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { authorizeDevice } from './authorize-device.ts'
import { checkActivations } from './check-activations.ts'
import { denyDevice } from './deny-device.ts'
import { lookUpDevice } from './look-up-device.ts'
import { redeemDevice } from './redeem-device.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const jonas = visitor('jonas.voss@harrowvale.example', 'Jonas Voß')

/** A customer whose one license of this product Jonas holds. */
async function held(productCode = 'LOOM') {
  const customer = await newCustomer(story, 2, productCode)
  await assign(story, customer, 'jonas.voss@harrowvale.example')
  return { customer, license: await ownOf(customer) }
}

async function ownOf(customer: Customer, address = 'jonas.voss@harrowvale.example') {
  return { organizationId: customer.organizationId, licenseId: await licenseOf(story, customer, address) }
}

const ask = (deviceCode: string, productCode = 'LOOM') =>
  story.write(anonymous, redeemDevice, { deviceCode, productCode }).then(planOf)

async function check(token: string, product = 'LOOM') {
  const { answers } = planOf(
    await story.write(anonymous, checkActivations, { checks: [{ token, product, release: '6.3' }] }),
  )
  return answers[0]
}

describe('a product that asks to be connected', () => {
  test('shows eight letters nobody mixes up, and waits ten minutes', async () => {
    const { userCode, deviceCode, expiresIn, interval } = await waiting(story, 'loom-1')
    expect(userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    expect({ expiresIn, interval }).toEqual({ expiresIn: 600, interval: 5 })
    expect(await ask(deviceCode)).toEqual({ kind: 'authorization_pending', interval: 5 })
  })

  test('is told to slow down when it does not pause, and pauses five seconds longer from then on', async () => {
    const { deviceCode } = await waiting(story, 'loom-2')
    await ask(deviceCode)
    expect(await ask(deviceCode)).toEqual({ kind: 'slow_down', interval: 10 })
    story.pass({ minutes: 1 })
    expect(await ask(deviceCode)).toEqual({ kind: 'authorization_pending', interval: 10 })
  })

  test('keeps its secret: the database holds a hash of it', async () => {
    const { deviceCode } = await waiting(story, 'loom-3')
    const rows = await story.database.db.selectFrom('device_grant').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(deviceCode)
  })

  test('gets its license once a person has said yes, and the same again when the answer was lost', async () => {
    const { license } = await held()
    const { userCode, deviceCode } = await waiting(story, 'loom-4')
    planOf(await approve(story, jonas, license, userCode.toLowerCase().replace('-', ' ')))
    const first = await ask(deviceCode)
    const second = await ask(deviceCode)
    if (first.kind !== 'granted' || second.kind !== 'granted') throw new Error('not granted')
    expect(first.licenseId).toBe(license.licenseId)
    expect(await check(first.token)).toEqual({ kind: 'invalid_token' })
    expect(await check(second.token)).toMatchObject({ kind: 'licensed', licenseId: license.licenseId })
  })

  test('is denied when the person says that it was not them', async () => {
    const { userCode, deviceCode } = await waiting(story, 'loom-5')
    planOf(await story.write(jonas, denyDevice, { userCode }))
    expect(await ask(deviceCode)).toMatchObject({ kind: 'access_denied' })
    planOf(await story.write(jonas, denyDevice, { userCode }))
  })

  test('hears that nobody answered in time', async () => {
    const { deviceCode, userCode } = await waiting(story, 'loom-6')
    const { license } = await held()
    story.pass({ minutes: 10 })
    expect(await ask(deviceCode)).toMatchObject({ kind: 'expired_token' })
    expect(refusalOf(await approve(story, jonas, license, userCode)).code).toBe('connect_code_expired')
  })

  test('gets nothing with a code it made up, nor with one of another product', async () => {
    const { deviceCode } = await waiting(story, 'loom-7')
    expect(await ask('0'.repeat(26))).toEqual({ kind: 'invalid_grant' })
    expect(await ask('short')).toEqual({ kind: 'invalid_grant' })
    expect(await ask(deviceCode, 'FERR')).toEqual({ kind: 'invalid_grant' })
  })

  test('is refused when there is no such product, and a pack is not one', async () => {
    const copy = { source: 'somewhere' }
    for (const productCode of ['NONE', 'ALL']) {
      const refused = await story.write(
        anonymous,
        authorizeDevice,
        copyOn('loom-8', { ...copy, productCode }),
      )
      expect(refusalOf(refused).code).toBe('product_not_found')
    }
  })

  test('is turned away when one machine asks again and again', async () => {
    story.pass({ minutes: 20 })
    const once = () => story.write(anonymous, authorizeDevice, copyOn('loom-9'))
    for (let n = 0; n < 60; n++) planOf(await once())
    expect(refusalOf(await once())).toMatchObject({ code: 'too_many_attempts', limit: 60 })
  })
})

describe('a code that is typed', () => {
  const look = (userCode: string) => story.write(jonas, lookUpDevice, { userCode, source: 'here' })

  test('opens the product that shows it, with its machine', async () => {
    const { userCode } = await waiting(story, 'Jonas’ laptop')
    expect(planOf(await look(` ${userCode.toLowerCase()} `))).toMatchObject({
      kind: 'waits',
      device: {
        userCode,
        machineName: 'Jonas’ laptop',
        system: 'Ubuntu 26.04',
        product: { name: 'Loomwright' },
      },
    })
  })

  test('that nobody shows is said to be unknown, and guessing comes to an end', async () => {
    story.pass({ minutes: 20 })
    for (let n = 0; n < 60; n++)
      expect(planOf(await look('BBBB-BBBB'))).toMatchObject({
        kind: 'gone',
        refusal: { code: 'connect_code_unknown' },
      })
    expect(refusalOf(await look('BBBB-BBBB'))).toMatchObject({ code: 'too_many_attempts' })
    story.pass({ minutes: 20 })
  })

  test('that was answered says so, to whoever answered what came of it', async () => {
    const { license } = await held()
    const { userCode } = await waiting(story, 'loom-10')
    planOf(await approve(story, jonas, license, userCode))
    expect(planOf(await look(userCode))).toMatchObject({ kind: 'answered', connected: true })
    const other = visitor('mira@harrowvale.example', 'Mira')
    const asked = { userCode, source: 'there' }
    expect(planOf(await story.write(other, lookUpDevice, asked))).toMatchObject({
      refusal: { code: 'connect_code_answered' },
    })
  })
})

describe('a yes', () => {
  test('sent twice is one activation', async () => {
    const { license } = await held()
    const { userCode } = await waiting(story, 'loom-11')
    const [first, second] = [
      planOf(await approve(story, jonas, license, userCode)),
      planOf(await approve(story, jonas, license, userCode)),
    ]
    expect(second).toEqual(first)
  })

  test('to the same machine again is the same activation, and the token before it opens nothing any more (O-46)', async () => {
    const { license } = await held()
    const first = await connectMachine(story, jonas, license, 'loom-12')
    const second = await connectMachine(story, jonas, license, 'loom-12')
    expect(second.activationId).toBe(first.activationId)
    expect(await check(first.token)).toEqual({ kind: 'invalid_token' })
    expect(await check(second.token)).toMatchObject({ kind: 'licensed' })
  })

  test('is refused with the numbers when the license runs on as many machines as it may', async () => {
    const { license } = await held()
    for (const machine of ['a', 'b', 'c']) await connectMachine(story, jonas, license, machine)
    const { userCode } = await waiting(story, 'd')
    expect(refusalOf(await approve(story, jonas, license, userCode))).toMatchObject({
      ...{ code: 'machine_limit_reached', limit: 3, used: 3 },
      why: [{ rule: 'machine_is_free', met: false }],
    })
    await connectMachine(story, jonas, license, 'b')
  })

  test('counts a machine once, however many products of a pack run on it', async () => {
    const { license } = await held('ALL')
    for (const machine of ['e', 'f', 'g']) await connectMachine(story, jonas, license, machine)
    const ferrule = { productCode: 'FERR' }
    await connectMachine(story, jonas, license, 'e', ferrule)
    const { userCode } = await waiting(story, 'h', ferrule)
    expect(refusalOf(await approve(story, jonas, license, userCode)).code).toBe('machine_limit_reached')
  })

  test('needs a license of the product that asks, or a pack it is in', async () => {
    const { license } = await held()
    const { userCode } = await waiting(story, 'loom-13', { productCode: 'FERR' })
    expect(refusalOf(await approve(story, jonas, license, userCode)).code).toBe('license_not_for_product')
  })

  test('needs a license of one’s own (O-32)', async () => {
    const { license } = await held()
    const { userCode } = await waiting(story, 'loom-14')
    const mallory = visitor('mallory@evil.example')
    expect(refusalOf(await approve(story, mallory, license, userCode)).code).toBe('license_not_found')
    expect(refusalOf(await story.write(anonymous, lookUpDevice, { userCode, source: 'x' })).code).toBe(
      'not_signed_in',
    )
  })

  test('connects a license that still waited for its person', async () => {
    const { customer, license } = await held()
    await connectMachine(story, jonas, license)
    const { rows } = await story.database.pool.query(
      'select status from license where organization_id = $1 and id = $2',
      [customer.organizationId, license.licenseId],
    )
    expect(rows).toEqual([{ status: 'connected' }])
  })
})

describe('a check', () => {
  test('is answered with a document signed now, and notes when the product was seen and which release it was', async () => {
    const { license } = await held()
    const { token, activationId, license: first } = await connectMachine(story, jonas, license)
    story.pass({ minutes: 5 })
    const answer = await check(token)
    expect(answer).toMatchObject({ kind: 'licensed' })
    expect(answer && 'license' in answer && answer.license).not.toBe(first)
    const { rows } = await story.database.pool.query(
      'select last_seen_at, release from activation where id = $1',
      [activationId],
    )
    expect(rows).toEqual([{ last_seen_at: story.now(), release: '6.3' }])
  })

  test('is refused from the moment the license is taken back, by name, and answered again once that is undone (O-40)', async () => {
    const { customer, license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    const jobId = await revoke(story, customer, 'jonas.voss@harrowvale.example')
    expect(await check(token)).toMatchObject({
      ...{ kind: 'stopped', organizationId: license.organizationId, licenseId: license.licenseId },
      revoked: { by: 'Ines Okafor', why: 'revoked', at: Math.floor(story.now().getTime() / 1000) },
    })
    planOf(await undo(story, customer, jobId))
    expect(await check(token)).toMatchObject({ kind: 'licensed' })
  })

  test('with a secret that is not the activation’s is unknown, also beside one that is', async () => {
    const { license } = await held()
    const { token } = await connectMachine(story, jonas, license)
    const wrong = `${token.slice(0, -4)}0000`
    const checks = [wrong, token, '', 'x.y.z', `${token}.1`].map((one) => ({
      ...{ token: one, product: 'LOOM', release: '' },
    }))
    const { answers } = planOf(await story.write(anonymous, checkActivations, { checks }))
    expect(answers.map((one) => one.kind)).toEqual([
      ...['invalid_token', 'licensed', 'invalid_token', 'invalid_token', 'invalid_token'],
    ])
  })
})
