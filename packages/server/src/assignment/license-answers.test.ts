import { operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeOwnCode } from '../activation/take-own-code.ts'
import { addRelease } from '../catalog/add-release.ts'
import { type OpenApi, openApi } from '../testing/account-api.ts'
import { assign, revoke, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { connectMachine } from '../testing/devices.ts'
import { withKeys } from '../testing/keys.ts'
import { changeTerm, placeLicense, suspendLicense } from '../testing/odd-licenses.ts'
import {
  buySeats,
  type Customer,
  newCustomer,
  openAccount,
  openStory,
  planOf,
  returnToStory,
  type Story,
  visitor,
} from '../testing/story.ts'

let place: TestDatabase
const opened: World[] = []

interface World {
  readonly story: Story
  readonly api: OpenApi
}

beforeAll(async () => {
  place = await freshDatabase()
  const story = await withKeys(await openStory(place.connection))
  opened.push({ story, api: await openApi(story) })
})

afterAll(async () => {
  for (const { story, api } of opened) {
    await api.close()
    await story.close()
  }
  await place.drop()
})

/** The story of those who stay at the moment it began. */
function still(): World {
  const [world] = opened
  if (!world) throw new Error('nothing is open')
  return world
}

/** A clock of one's own on the same database. */
async function moving(): Promise<World> {
  const story = returnToStory(place.connection, 3)
  const world = { story, api: await openApi(story) }
  opened.push(world)
  return world
}

/** A customer, the key of a viewer, the ids of the licenses in their order, and how one of them is answered. */
async function customerIn({ story, api }: World, seats: number) {
  const customer = await newCustomer(story, seats)
  const caller = await api.tokenFor(customer, { role: 'viewer' })
  const get = (path: string) => api.call('GET', `/customer/licenses${path}`, caller)
  const ids: string[] = (await get('')).json.map((row: { licenseId: string }) => row.licenseId)
  const one = async (id = ids[0]) => (await get(`/${id}`)).json
  return { story, customer, get, ids, one }
}

describe('a license is answered', () => {
  test('to the byte: keys in their order, nothing absent, nothing null, days by their last moment', async () => {
    const { story, customer, get, ids } = await customerIn(still(), 1)
    const free = await get(`/${ids[0]}`)
    const subscription =
      '"subscription":{"validUntilDate":"2027-11-01T23:59:59.999+00:00","isAutomaticallyRenewed":false,"isOutdated":false}'
    const rest = `"isTransferableBetweenTeams":true,"isTrial":false,"isSuspended":false`
    const team = `"team":{"id":${customer.teamId},"name":${JSON.stringify(free.json.team.name)}}`
    const head = `{"licenseId":"${ids[0]}","product":{"code":"LOOM","name":"Loomwright"},`
    expect(free.text).toBe(`${head}${subscription},${team},${rest},"isAvailableToAssign":true}`)

    await assign(story, customer, 'roman@harrowvale.example')
    const held = await get(`/${ids[0]}`)
    const assignee = '"assignee":{"name":"","email":"roman@harrowvale.example","type":"USER"}'
    const seen =
      '"lastSeen":{"lastAssignmentDate":"2026-11-02T09:00:00.000+00:00","isOfflineCodeGenerated":false}'
    expect(held.text).toBe(
      `${head}${assignee},${subscription},${seen},${team},${rest},"isAvailableToAssign":false}`,
    )
    expect((await get('')).text).toBe(`[${held.text}]`)
  })

  test('with the server, vault or key that has it; the key itself to those who hand licenses out', async () => {
    const { story, customer, get, ids } = await customerIn(still(), 4)
    const at = (n: number) => ({ ...customer, licenseId: ids[n] ?? '' })
    await placeLicense(story, at(0), { kind: 'license_server', uid: 'srv-1' })
    await placeLicense(story, at(1), { kind: 'license_vault', uid: 'vault-1' })
    await placeLicense(story, at(2), { kind: 'license_key', registrationName: 'Harrow', key: 'K-1' })
    await placeLicense(story, at(3), { kind: 'license_key', key: 'K-2' })
    const { json, text } = await get('?assigned=true')
    expect(json.map((row: { assignee: unknown }) => row.assignee)).toEqual([
      { uid: 'srv-1', serverType: 'LICENSE_SERVER', type: 'SERVER' },
      { uid: 'vault-1', serverType: 'LICENSE_VAULT', type: 'SERVER' },
      { registrationName: 'Harrow', type: 'LICENSE_KEY' },
      { type: 'LICENSE_KEY' },
    ])
    const { api } = still()
    const admin = await api.tokenFor(customer, { role: 'administrator' })
    const seen = await api.call('GET', '/customer/licenses?assigned=true', admin)
    expect(seen.json.map((row: { assignee: unknown }) => row.assignee).slice(2)).toEqual([
      { registrationName: 'Harrow', key: 'K-1', type: 'LICENSE_KEY' },
      { key: 'K-2', type: 'LICENSE_KEY' },
    ])
    expect(text).toContain('{"uid":"srv-1","serverType":"LICENSE_SERVER","type":"SERVER"}')
    expect(json.map((row: { isAvailableToAssign: boolean }) => row.isAvailableToAssign)).not.toContain(true)
    expect((await get('?assigned=false')).text).toBe('[]')
  })

  test('bought for good: with the day its upgrades end, and without a subscription', async () => {
    const { story, customer, one } = await customerIn(still(), 1)
    await changeTerm(
      story,
      customer,
      sql`perpetual = true, starts_on = '2025-07-15', paid_through = '2026-07-14'`,
    )
    const license = await one()
    expect(license.perpetual).toEqual({
      ...{ upgradeDueDate: '2026-07-14T23:59:59.999+01:00', isOutdated: true },
    })
    expect(license).not.toHaveProperty('subscription')
    expect(license.isAvailableToAssign).toBe(true)
  })

  test('with its pack, renewal, trial, domain and bonds', async () => {
    const { story, customer, one } = await customerIn(still(), 1)
    await changeTerm(story, customer, sql`pack_ref = 'P-7', renews = true, trial = true`)
    await sql`update license set transferable = false, domain = 'harrowvale.example'
      where organization_id = ${customer.organizationId}`.execute(story.database.db)
    expect(await one()).toMatchObject({
      subscription: { subscriptionPackRef: 'P-7', isAutomaticallyRenewed: true },
      ...{ domain: 'harrowvale.example', isTransferableBetweenTeams: false, isTrial: true },
    })
  })

  test('suspended, and then it cannot be given', async () => {
    const { story, customer, ids, one } = await customerIn(still(), 1)
    await suspendLicense(story, { ...customer, licenseId: ids[0] ?? '' })
    expect(await one()).toMatchObject({ isSuspended: true, isAvailableToAssign: false })
  })

  test.each(['ABC1234567', 'abc1234567', 'ABC12345678', '%C3%A9', '..%2Flicenses'])(
    'by no other text than its own id: %s',
    async (id) => {
      const { get } = await customerIn(still(), 1)
      const { status, json } = await get(`/${id}`)
      expect([status, json]).toEqual([
        404,
        { code: 'LICENSE_NOT_FOUND', description: decodeURIComponent(id) },
      ])
    },
  )

  test('by its own id in capitals alone', async () => {
    const { get, ids } = await customerIn(still(), 1)
    const { status } = await get(`/${ids[0]?.toLowerCase()}`)
    expect(status).toBe(404)
  })
})

describe('who has it', () => {
  const named = (story: Story, customer: Customer, name: string) =>
    sql`update person set name = ${name} where organization_id = ${customer.organizationId}
      and address_key = 'roman@harrowvale.example'`.execute(story.database.db)

  test('is named as somebody else typed it, masked, until the address has an account with its own name', async () => {
    const { story, customer, one } = await customerIn(still(), 1)
    await assign(story, customer, 'Roman@harrowvale.example')
    await named(story, customer, 'Roman Loskutov')
    expect((await one()).assignee).toEqual({
      ...{ name: 'Ro*** Lo******', email: 'Roman@harrowvale.example', type: 'USER' },
    })
    await openAccount(story, visitor('roman@harrowvale.example', 'Roman of Ludlow'))
    expect((await one()).assignee.name).toBe('Roman of Ludlow')
  })
})

describe('when it was last seen', () => {
  test('is told of the last assignment: by the product, with its code, and after it ended', async () => {
    const { story, customer, ids, one } = await customerIn(await moving(), 1)
    const noor = visitor('noor@harrowvale.example')
    expect(await one()).not.toHaveProperty('lastSeen')
    await assign(story, customer, 'noor@harrowvale.example')
    story.pass({ minutes: 5 })
    await connectMachine(story, noor, { ...customer, licenseId: ids[0] ?? '' })
    const seen = {
      lastSeenDate: '2026-11-02T09:05:00.000+00:00',
      lastAssignmentDate: '2026-11-02T09:00:00.000+00:00',
    }
    expect((await one()).lastSeen).toEqual({ ...seen, isOfflineCodeGenerated: false })

    planOf(await story.write(noor, takeOwnCode, { ...customer, licenseId: ids[0] ?? '' }))
    expect((await one()).lastSeen).toEqual({ ...seen, isOfflineCodeGenerated: true })

    const job = await revoke(story, customer, 'noor@harrowvale.example')
    expect(await one()).toMatchObject({
      ...{ lastSeen: { ...seen, isOfflineCodeGenerated: true }, isAvailableToAssign: true },
    })
    planOf(await undo(story, customer, job))
    expect((await one()).lastSeen).toEqual({ ...seen, isOfflineCodeGenerated: true })
  })

  test('forgets an assignment that was undone', async () => {
    const { story, customer, one } = await customerIn(await moving(), 1)
    planOf(await undo(story, customer, await assign(story, customer, 'noor@harrowvale.example')))
    expect(await one()).not.toHaveProperty('lastSeen')
  })
})

describe('after the last paid day', () => {
  test('a license runs through its grace, is outdated then, and can be given as long as a release stays', async () => {
    const { story, customer, get, one } = await customerIn(await moving(), 1)
    await buySeats(story, { ...customer, productCode: 'FERR' }, 1, 29)
    const ferrule = (await get('?productCode=FERR')).json[0]
    planOf(
      await story.write(operator, addRelease, { code: 'LOOM', version: '6.2', releasedOn: '2026-06-01' }),
    )
    const states = async () => {
      const rows = [await one(), await one(ferrule.licenseId)]
      return rows.map((row) => [row.subscription.isOutdated, row.isAvailableToAssign])
    }
    story.pass({ days: 29 + 7 })
    expect(await states()).toEqual([
      [false, true],
      [false, true],
    ])
    story.pass({ days: 1 })
    expect(await states()).toEqual([
      [false, true],
      [true, false],
    ])
    story.pass({ days: 365 })
    expect(await states()).toEqual([
      [true, true],
      [true, false],
    ])
  })

  test('the day ends when it ends where the organization is', async () => {
    const { story, customer, one } = await customerIn(await moving(), 1)
    await sql`update organization set time_zone = 'Asia/Kolkata' where id = ${customer.organizationId}`.execute(
      story.database.db,
    )
    const { validUntilDate } = (await one()).subscription
    expect(validUntilDate).toMatch(/^\d{4}-\d\d-\d\dT23:59:59\.999\+05:30$/)
  })
})
