import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous, operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, openAccount, openStory, planOf, refusalOf, type Story, visitor } from '../testing/story.ts'
import { addStaff } from './add-staff.ts'
import { changeVendorSettings } from './change-vendor-settings.ts'
import { removeStaff } from './remove-staff.ts'
import { vendorSettings, vendorStaff } from './vendor-views.ts'

let database: TestDatabase
let story: Story

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
  planOf(
    await story.write(operator, addStaff, { email: 'maud@fenwick.example', name: 'Maud', role: 'owner' }),
  )
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

const owner: AccountActor = { ...visitor('maud@fenwick.example', 'Maud Fenwick'), staff: 'owner' }
const clerk: AccountActor = { ...visitor('ravi@fenwick.example', 'Ravi Menon'), staff: 'staff' }
const settings = {
  ...{ name: 'Fenwick Tools', country: 'gb', timeZone: 'Europe/London', locale: 'en-GB' },
  ...{ replyTo: 'sales@fenwick.example', invoiceRelease: 'at_once', invoiceDays: '14' },
  ...{ undoMinutes: '0', letterMinutes: '2', coolDownDays: '30' },
  ...{ graceDays: '14', checkHours: '12', offlineDays: '10', machines: '0' },
}

test('whoever rises signs in afresh; whoever is only renamed or falls stays signed in', async () => {
  const lou = visitor('lou@fenwick.example', 'Lou Park')
  await openAccount(story, lou)
  const times = { expires_at: new Date('2030-01-01'), created_at: story.now(), updated_at: story.now() }
  const signIn = () =>
    story.database.db
      .insertInto('session')
      .values({ id: randomUUID(), account_id: lou.accountId, token: randomUUID(), ...times })
      .execute()
  const sessionsAfter = async (role: string) => {
    await signIn()
    planOf(await story.write(owner, addStaff, { email: 'lou@fenwick.example', name: 'Lou', role }))
    const left = await story.database.db
      .selectFrom('session')
      .select('id')
      .where('account_id', '=', lou.accountId)
      .execute()
    return left.length
  }

  expect(await sessionsAfter('staff')).toBe(0)
  expect(await sessionsAfter('staff')).toBe(1)
  expect(await sessionsAfter('owner')).toBe(0)
  expect(await sessionsAfter('staff')).toBe(1)
  planOf(await story.write(owner, removeStaff, { addressKey: 'lou@fenwick.example' }))
})

test('a colleague is added once, told once, and may rise and fall', async () => {
  const email = 'Ravi@Fenwick.example'
  planOf(await story.write(owner, addStaff, { email, name: 'Ravi Menon', role: 'staff' }))
  planOf(await story.write(owner, addStaff, { email: 'ravi@fenwick.example', role: 'owner' }))
  const { staff } = planOf(await story.read(owner, vendorStaff, {}))
  expect(staff).toContainEqual(
    expect.objectContaining({ address: email, name: 'Ravi Menon', role: 'owner', known: false }),
  )
  expect(await letters('staff_added')).toEqual([
    'maud@fenwick.example',
    'lou@fenwick.example',
    'Ravi@fenwick.example',
  ])
  planOf(await story.write(owner, removeStaff, { addressKey: 'ravi@fenwick.example' }))
})

test('the last owner is neither removed nor made staff, also when two owners go at once (O-34)', async () => {
  const keys = ['maud@fenwick.example', 'lea@fenwick.example']
  const last = await story.write(owner, removeStaff, { addressKey: keys[0] ?? '' })
  expect(refusalOf(last)).toMatchObject({ code: 'last_owner' })
  const demoted = await story.write(owner, addStaff, { email: keys[0] ?? '', role: 'staff' })
  expect(refusalOf(demoted)).toMatchObject({ code: 'last_owner' })

  planOf(await story.write(owner, addStaff, { email: keys[1] ?? '', name: 'Lea', role: 'owner' }))
  const answers = await Promise.all(
    keys.map((addressKey) => story.write(operator, removeStaff, { addressKey })),
  )
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  const left = answers[0]?.ok ? keys[1] : keys[0]
  if (left !== keys[0])
    planOf(await story.write(operator, addStaff, { email: keys[0] ?? '', name: 'Maud', role: 'owner' }))
})

test('somebody who does not work here cannot be removed', async () => {
  const answer = await story.write(owner, removeStaff, { addressKey: 'nobody@fenwick.example' })
  expect(refusalOf(answer)).toMatchObject({ code: 'staff_not_found' })
})

test('house rules are changed together and read back', async () => {
  planOf(await story.write(owner, changeVendorSettings, settings))
  expect(planOf(await story.read(owner, vendorSettings, {}))).toMatchObject({
    ...{ country: 'GB', currency: 'GBP', invoiceRelease: 'at_once', invoiceDays: 14 },
    ...{ undoMinutes: 0, coolDownDays: 30 },
    ...{ graceDays: 14, checkHours: 12, offlineDays: 10, machines: 0 },
  })
})

test.each([
  ['name', '\u200b'],
  ['country', 'Atlantis'],
  ['timeZone', 'Europe/Atlantis'],
  ['locale', 'tlh'],
  ['replyTo', 'sales'],
  ['invoiceRelease', 'never'],
  ['invoiceDays', '366'],
  ['undoMinutes', '1.5'],
  ['letterMinutes', '-1'],
  ['coolDownDays', '99999999999999999999'],
])('a wrong %s is named, and nothing is changed', async (field, typed) => {
  const before = await dump(story)
  const refusal = refusalOf(await story.write(owner, changeVendorSettings, { ...settings, [field]: typed }))
  expect(refusal).toMatchObject({ code: 'fields_wrong', fields: [{ field }] })
  expect(await dump(story)).toEqual(before)
})

test.each([
  ['staff', clerk, 'not_allowed'],
  ['a customer', visitor('ines@harrowvale.example'), 'not_allowed'],
  ['nobody signed in', anonymous, 'not_signed_in'],
])('%s neither changes settings nor staff (O-33)', async (_who, actor, code) => {
  const answers = [
    await story.write(actor, addStaff, { email: 'eve@evil.example', role: 'owner' }),
    await story.write(actor, removeStaff, { addressKey: 'maud@fenwick.example' }),
    await story.write(actor, changeVendorSettings, settings),
    await story.read(actor, vendorSettings, {}),
    await story.read(actor, vendorStaff, {}),
  ]
  expect(new Set(answers.map((answer) => refusalOf(answer).code))).toEqual(new Set([code]))
})

async function letters(kind: string): Promise<string[]> {
  const { rows } = await sql<{ to_address: string }>`select to_address from letter where kind = ${kind}
    order by created_at, id`.execute(story.database.db)
  return rows.map((row) => row.to_address)
}
