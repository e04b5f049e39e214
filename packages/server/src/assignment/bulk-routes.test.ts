import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { handOutCodes } from '../activation/hand-out-codes.ts'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { assign, lettersOf, licenseOf, seatsOf, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { withKeys } from '../testing/keys.ts'
import { jobsOf } from '../testing/run-jobs.ts'
import {
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openAccount,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'

let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
  api = await openApi(story)
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

beforeEach(async () => {
  customer = await newCustomer(story, 5)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

const contact = (name: string) => ({
  email: `${name.toLowerCase()}@harrowvale.example`,
  firstName: name,
  lastName: 'Okafor',
})

function assignMany(contacts: readonly object[], more: object = {}, caller: ApiCaller = admin, headers = {}) {
  const body = { team: customer.teamId, productCode: 'LOOM', contacts, ...more }
  return api.call('POST', '/customer/licenses/assignMany', { ...caller, body, headers })
}

function revokeMany(body: object, caller: ApiCaller = admin, headers = {}) {
  return api.call('POST', '/customer/licenses/revokeMany', { ...caller, body, headers })
}

type Item = Record<string, unknown>
const outcomes = (answer: { json: { items: Item[] } }) =>
  answer.json.items.map((item) =>
    [item.outcome, item.code, item.description].filter((one) => one !== undefined),
  )

describe('assigning many', () => {
  test('judges each contact for itself, in the words of a single assignment', async () => {
    await assign(story, customer, 'ada@harrowvale.example')
    const answer = await assignMany([
      contact('Ada'),
      { ...contact('Ben'), email: 'ben@' },
      { ...contact('Cleo'), email: 'cleo@dockleafs.com' },
      { ...contact('Dan'), firstName: '' },
      { ...contact('Eve'), lastName: 'Okafor 2' },
      contact('Finn'),
      contact('FINN'),
    ])
    expect(answer.status).toBe(200)
    expect(outcomes(answer)).toEqual([
      ['SKIPPED', 'ALREADY_HAS_LICENSE', expect.any(String)],
      ['REFUSED', 'INVALID_CONTACT_EMAIL', 'ben@'],
      ['REFUSED', 'INVALID_CONTACT_EMAIL', 'cleo@dockleafs.com'],
      ['REFUSED', 'INVALID_CONTACT_NAME', "This field can't be empty."],
      ['REFUSED', 'INVALID_CONTACT_NAME', "Sorry, we can't accept digits in this field."],
      ['ASSIGNED'],
      ['SKIPPED', 'TWICE_IN_LIST', expect.any(String)],
    ])
    expect(answer.json).toMatchObject({ assigned: 1, skipped: 2, refused: 4 })
    expect(answer.json.items[5].licenseId).toBe(await licenseOf(story, customer, 'finn@harrowvale.example'))
    expect(answer.json.items.map((item: Item) => item.index)).toEqual([0, 1, 2, 3, 4, 5, 6])
    await expectSound(story, customer)
  })

  test('gives what is there to the first in the list, and tells the others as a single assignment would', async () => {
    const answer = await assignMany(['Ann', 'Bob', 'Cem', 'Dag', 'Eli', 'Fay'].map(contact))
    const words = `No available license found to assign in the team ${customer.teamId} with product LOOM`
    expect(answer.json).toMatchObject({ assigned: 5, refused: 1 })
    expect(outcomes(answer)[5]).toEqual(['REFUSED', 'NO_AVAILABLE_LICENSE_TO_ASSIGN', words])
    const none = await assignMany([contact('Gus')])
    expect(none.json).toMatchObject({ assigned: 0, refused: 1 })
    expect((await seatsOf(story, customer)).free).toBe(0)
  })

  test('with preview says the same and changes nothing', async () => {
    const before = await dump(story, 'api_token')
    const contacts = [contact('Ann'), { ...contact('Bob'), email: '' }]
    const looked = await assignMany(contacts, { preview: true, sendEmail: true })
    expect(await dump(story, 'api_token')).toEqual(before)
    expect(looked.json.jobId).toBeUndefined()
    const done = await assignMany(contacts, { sendEmail: true })
    expect(outcomes(looked)).toEqual(outcomes(done))
  })

  test('writes to people at once, or to nobody', async () => {
    await assignMany([contact('Ann')], { sendEmail: true })
    await assignMany([contact('Bob')])
    const letters = await lettersOf(story, customer)
    expect(letters.map((one) => [one.kind, one.to_address, one.send_after])).toEqual([
      ['license_assigned', 'ann@harrowvale.example', story.now()],
    ])
  })

  test('puts the activation code into letters to people without an account, where it is asked for', async () => {
    await openAccount(story, visitor('bob@harrowvale.example', 'Bob'))
    const contacts = [contact('Ann'), contact('Bob')]
    await assignMany(contacts, { sendEmail: true, includeOfflineActivationCode: true })
    const letters = await lettersOf(story, customer)
    const enclosed = letters.map((one) => [one.to_address.split('@')[0], one.encloses])
    expect(Object.fromEntries(enclosed)).toEqual({ ann: 'activation_code', bob: null })
  })

  test('is one job, which reports line by line and can be undone', async () => {
    const { json } = await assignMany([contact('Ann'), { ...contact('Bob'), email: 'bob' }])
    const job = await api.call('GET', `/customer/jobs/${json.jobId}`, admin)
    expect(job.json).toMatchObject({ kind: 'ASSIGN', state: 'DONE', done: 1, refused: 1, isUndoable: true })
    const items = await api.call('GET', `/customer/jobs/${json.jobId}/items`, admin)
    expect(items.json.map((one: Item) => [one.line, one.outcome, one.email])).toEqual([
      [2, 'REFUSED', 'bob'],
      [1, 'DONE', 'ann@harrowvale.example'],
    ])
    const undone = await api.call('POST', `/customer/jobs/${json.jobId}/undo`, admin)
    expect(undone.json).toEqual({ restored: 1, notRestored: [], lettersSent: 0 })
    expect((await seatsOf(story, customer)).free).toBe(5)
    expect((await api.call('GET', `/customer/jobs/${json.jobId}`, admin)).json.state).toBe('UNDONE')
  })

  test('with an Idempotency-Key happens once, also when it comes five times at once (O-61)', async () => {
    const key = { 'Idempotency-Key': randomUUID() }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => assignMany([contact('Ann')], {}, admin, key)))
    expect(new Set(answers.map((one) => one.text)).size).toBe(1)
    expect(answers[0]?.json).toMatchObject({ assigned: 1 })
    expect((await seatsOf(story, customer)).free).toBe(4)
    expect((await api.call('GET', '/customer/jobs', admin)).headers['x-total-count']).toBe('1')
  })

  test('never gives more licenses than there are, whatever arrives at once', async () => {
    const lists = ['A', 'B', 'C', 'D'].map((letter) =>
      ['x', 'y', 'z'].map((one) => ({ ...contact('Ann'), email: `${letter}${one}@harrowvale.example` })),
    )
    const answers = await Promise.all(lists.map((list) => assignMany(list)))
    expect(answers.reduce((sum, one) => sum + one.json.assigned, 0)).toBe(5)
    await expectSound(story, customer)
  })

  test('refuses a list that is empty or longer than 50,000, and says so', async () => {
    const long = await assignMany(
      Array.from({ length: 50_001 }, () => ({ email: '', firstName: '', lastName: '' })),
    )
    expect([long.status, long.json]).toEqual([
      400,
      {
        code: 'INVALID_FIELD',
        description: 'contacts must not name more than 50000 people in one call.',
      },
    ])
    const empty = await assignMany([])
    expect(empty.json).toEqual({ code: 'INVALID_FIELD', description: 'contacts must name somebody.' })
  })

  test('goes on after the answer where the list is long, and takes as long a list back', async () => {
    const jobs = jobsOf(story, 2_000)
    const long = Array.from({ length: 5_001 }, (_, n) => ({ ...contact('Ann'), email: `p${n}@h.example` }))
    const answer = await assignMany(long)
    expect([answer.status, answer.json]).toEqual([202, { jobId: expect.any(String), waiting: 4_501 }])
    const path = `/customer/jobs/${answer.json.jobId}`
    expect((await api.call('GET', path, admin)).json).toMatchObject({ state: 'RUNNING', done: 5 })
    await jobs.runAll()
    expect((await api.call('GET', path, admin)).json).toMatchObject({
      ...{ state: 'DONE', done: 5, refused: 4_996, waiting: 0, isRetryable: true },
    })
    const back = await revokeMany({ emails: long.map((one) => one.email) })
    expect([back.status, back.json]).toEqual([202, { jobId: expect.any(String), waiting: 5 }])
    await jobs.runAll()
    const report = await api.call('GET', `/customer/jobs/${back.json.jobId}`, admin)
    expect(report.json).toMatchObject({ state: 'DONE', done: 5, skipped: 4_996 })
    await expectSound(story, customer)
  })

  test('is for administrators of the team, and tells nothing of other teams (O-32)', async () => {
    const other = await newTeam(story, customer, 3)
    const viewer = await api.tokenFor(customer, { role: 'viewer' })
    const ofOther = await api.tokenFor(customer, { role: 'administrator', teamId: other.teamId })
    const rivals = await newCustomer(story, 3)
    const rival = await api.tokenFor(rivals, { role: 'administrator', address: 'rival@kelso.example' })
    const refused = async (caller: ApiCaller) => {
      const answer = await assignMany([contact('Ann')], {}, caller)
      return [answer.status, answer.json.code]
    }
    expect(await refused(viewer)).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
    expect(await refused(ofOther)).toEqual([403, 'TEAM_MISMATCH'])
    expect(await refused(rival)).toEqual([404, 'TEAM_NOT_FOUND'])
    expect((await seatsOf(story, customer)).holders).toEqual([])
  })
})

describe('taking many back', () => {
  const ann = 'ann@harrowvale.example'
  const bob = 'bob@harrowvale.example'

  test('takes each back that somebody has, and says of the others why they stay', async () => {
    await assign(story, customer, ann, bob)
    const license = await licenseOf(story, customer, ann)
    const [free] = (await api.call('GET', '/customer/licenses?assigned=false', admin)).json
    const answer = await revokeMany({ licenseIds: [license, free.licenseId, 'NOSUCHONE1', license] })
    expect(answer.json).toMatchObject({ revoked: 1, skipped: 2, refused: 1 })
    expect(answer.json.items).toMatchObject([
      { index: 0, outcome: 'REVOKED', licenseId: license, email: ann },
      { index: 1, outcome: 'SKIPPED', licenseId: free.licenseId, code: 'NOT_ASSIGNED' },
      { index: 2, outcome: 'REFUSED', licenseId: 'NOSUCHONE1', code: 'LICENSE_NOT_FOUND' },
      { index: 3, outcome: 'SKIPPED', licenseId: license, code: 'TWICE_IN_LIST' },
    ])
    expect((await seatsOf(story, customer)).holders).toEqual([bob])
    await expectSound(story, customer)
  })

  test('by address takes all that somebody holds, or those of one product', async () => {
    await assign(story, customer, ann, bob)
    const both = await revokeMany({ emails: ['Ann@HarrowVale.example', 'nobody@harrowvale.example', 'bob'] })
    expect(both.json.items).toMatchObject([
      { index: 0, outcome: 'REVOKED', email: 'Ann@HarrowVale.example' },
      { index: 1, outcome: 'SKIPPED', code: 'NOT_ASSIGNED', email: 'nobody@harrowvale.example' },
      { index: 2, outcome: 'REFUSED', code: 'ADDRESS_WITHOUT_AT', email: 'bob' },
    ])
    const other = await revokeMany({ emails: [bob], productCode: 'FERR' })
    expect(other.json.items).toMatchObject([{ outcome: 'SKIPPED', code: 'NOT_ASSIGNED' }])
    expect((await seatsOf(story, customer)).holders).toEqual([bob])
  })

  test('names the activation code that stays out, and until when', async () => {
    await assign(story, customer, ann)
    const license = await licenseOf(story, customer, ann)
    planOf(
      await story.write(customer.admin, handOutCodes, {
        ...{ organizationId: customer.organizationId, selection: these(license) },
      }),
    )
    const looked = await revokeMany({ licenseIds: [license], preview: true })
    const done = await revokeMany({ licenseIds: [license] })
    expect(looked.json.items).toEqual(done.json.items)
    expect(done.json.items[0].activationCode).toMatchObject({ validUntil: expect.stringMatching(/^2027-/) })
  })

  test('is one job that can be undone, and writes to nobody before that is over', async () => {
    await assign(story, customer, ann)
    const { json } = await revokeMany({ emails: [ann] })
    const letters = (await lettersOf(story, customer)).filter((one) => one.kind === 'license_revoked')
    expect(letters.every((one) => one.send_after > story.now())).toBe(true)
    const undone = await api.call('POST', `/customer/jobs/${json.jobId}/undo`, admin)
    expect(undone.json.restored).toBe(1)
    expect((await seatsOf(story, customer)).holders).toEqual([ann])
    story.pass({ minutes: 11 })
    const again = await revokeMany({ emails: [ann] })
    story.pass({ minutes: 11 })
    const late = await api.call('POST', `/customer/jobs/${again.json.jobId}/undo`, admin)
    expect([late.status, late.json.code]).toEqual([410, 'UNDO_WINDOW_OVER'])
  })

  test('with preview changes nothing, and without anything to take there is no job', async () => {
    await assign(story, customer, ann)
    const before = await dump(story, 'api_token')
    expect((await revokeMany({ emails: [ann], preview: true })).json).toMatchObject({ revoked: 1 })
    const none = await revokeMany({ emails: ['nobody@harrowvale.example'] })
    expect(none.json.jobId).toBeUndefined()
    expect(await dump(story, 'api_token')).toEqual(before)
  })

  test('takes nothing from another customer or team, and a viewer takes nothing (O-32)', async () => {
    await assign(story, customer, ann)
    const license = await licenseOf(story, customer, ann)
    const other = await newTeam(story, customer, 3)
    const ofOther = await api.tokenFor(customer, { role: 'administrator', teamId: other.teamId })
    const rivals = await newCustomer(story, 3)
    const rival = await api.tokenFor(rivals, { role: 'administrator', address: 'rival@kelso.example' })
    for (const caller of [ofOther, rival]) {
      const answer = await revokeMany({ licenseIds: [license] }, caller)
      const unknown = await revokeMany({ licenseIds: ['NOSUCHONE1'] }, caller)
      expect(answer.text.replace(license, 'NOSUCHONE1')).toBe(unknown.text)
      expect((await revokeMany({ emails: [ann] }, caller)).json.items).toMatchObject([
        { code: 'NOT_ASSIGNED' },
      ])
    }
    const viewer = await api.tokenFor(customer, { role: 'viewer' })
    const refused = await revokeMany({ licenseIds: [license] }, viewer)
    expect([refused.status, refused.json.code]).toEqual([403, 'INSUFFICIENT_PERMISSIONS'])
    expect((await seatsOf(story, customer)).holders).toEqual([ann])
  })

  test('wants licenses or addresses, not both and not neither', async () => {
    for (const body of [
      {},
      { licenseIds: ['A'], emails: ['b'] },
      { licenseIds: [] },
      { emails: Array(50_001).fill('a@b.co') },
    ])
      expect((await revokeMany(body)).status).toBe(400)
  })
})
