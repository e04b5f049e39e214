import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { revokeMany } from '../activation/revoke-many.ts'
import { assign, lettersOf, licenseOf, pageOf, revoke, revoking, these, undo } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  dump,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  refusalOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { assignMany } from './assign-many.ts'
import { connectLicenses } from './connect-licenses.ts'
import { jobPage } from './job-views.ts'
import type { Selection } from './license-filter.ts'
import { revokeLicenses } from './revoke-licenses.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const reportOf = async ({ organizationId, admin }: Customer, jobId: string) =>
  planOf(await story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 100 }))

/** Lets the letters that are due leave, as the outbox would. */
const deliver = () =>
  story.database.db
    .updateTable('letter')
    .set({ state: 'sent', sent_at: story.now() })
    .where('state', '=', 'waiting')
    .where('send_after', '<=', story.now())
    .execute()

const minutesLater = (minutes: number) => new Date(story.now().getTime() + minutes * 60_000)

describe('revoking', () => {
  test('frees the license at once and tells the person when the undo window ends (O-05)', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'dan@harrowvale.example')
    story.pass({ minutes: 5 })
    await deliver()
    const licenseId = await licenseOf(story, customer, 'dan@harrowvale.example')
    const jobId = await revoke(story, customer, 'dan@harrowvale.example')
    expect((await pageOf(story, customer)).seats).toMatchObject([
      { total: 2, free: 2, invited: 0, connected: 0 },
    ])
    expect(await lettersOf(story, customer)).toMatchObject([
      { kind: 'license_assigned', state: 'sent' },
      {
        kind: 'license_revoked',
        state: 'waiting',
        send_after: minutesLater(10),
        to_address: 'dan@harrowvale.example',
      },
    ])
    const report = await reportOf(customer, jobId)
    expect(report).toMatchObject({ kind: 'revoke', done: 1, skipped: 0, refused: 0, mayUndo: true })
    expect(report.lines).toMatchObject([
      { line: 1, address: 'dan@harrowvale.example', licenseId, outcome: 'done' },
    ])
  })

  test('says nothing to somebody who had not been told of the license yet', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'early@harrowvale.example')
    await revoke(story, customer, 'early@harrowvale.example')
    expect(await lettersOf(story, customer)).toMatchObject([{ kind: 'license_assigned', state: 'withdrawn' }])
  })

  test('a preview says what would happen and writes nothing', async () => {
    const customer = await newCustomer(story, 3)
    await assign(story, customer, 'a@harrowvale.example', 'b@harrowvale.example')
    const before = await dump(story)
    const { rows } = await pageOf(story, customer)
    const request = { ...revoking(customer, these(...rows.map((row) => row.licenseId))), preview: true }
    const plan = planOf(await story.write(customer.admin, revokeLicenses, request))
    expect(plan.revoke).toHaveLength(2)
    expect(plan.kept).toMatchObject([{ reason: { code: 'not_assigned' } }])
    expect(await dump(story)).toEqual(before)
  })

  test('all that match a filter, but these', async () => {
    const customer = await newCustomer(story, 5)
    await assign(story, customer, 'a@harrowvale.example', 'b@harrowvale.example', 'c@elsewhere.example')
    const except = [await licenseOf(story, customer, 'a@harrowvale.example')]
    const selection: Selection = { kind: 'matching', filter: { search: 'harrowvale' }, except }
    planOf(await story.write(customer.admin, revokeLicenses, revoking(customer, selection)))
    const { rows } = await pageOf(story, customer)
    expect(rows.flatMap((row) => row.person?.address ?? [])).toEqual([
      ...['a@harrowvale.example', 'c@elsewhere.example'],
    ])
  })

  test('invited, not accepted for sixty days: exactly those', async () => {
    const customer = await newCustomer(story, 5)
    await assign(story, customer, 'old@harrowvale.example')
    await assign(story, customer, 'old-but-here@harrowvale.example')
    const here = visitor('old-but-here@harrowvale.example')
    planOf(await story.write(here, connectLicenses, {}))
    story.pass({ days: 59 })
    await assign(story, customer, 'young@harrowvale.example')
    story.pass({ days: 1 })
    const selection: Selection = { kind: 'matching', filter: { waitingDays: 60 }, except: [] }
    const plan = planOf(await story.write(customer.admin, revokeLicenses, revoking(customer, selection)))
    expect(plan.revoke.map((license) => license.holder.address)).toEqual(['old@harrowvale.example'])
  })

  test('is held back by the cool-down, to the minute, and says until when', async () => {
    const customer = await newCustomer(story, 1)
    await story.database.db.updateTable('vendor').set({ cool_down_days: 30 }).execute()
    await assign(story, customer, 'new@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'new@harrowvale.example')
    const until = minutesLater(30 * 24 * 60)
    story.pass({ days: 30, minutes: -1 })
    const kept = planOf(
      await story.write(customer.admin, revokeLicenses, revoking(customer, these(licenseId))),
    )
    expect(kept).toMatchObject({
      revoke: [],
      kept: [{ reason: { code: 'recently_assigned', days: 30, until } }],
    })
    story.pass({ minutes: 1 })
    const plan = planOf(
      await story.write(customer.admin, revokeLicenses, revoking(customer, these(licenseId))),
    )
    expect(plan.revoke).toHaveLength(1)
    await story.database.db.updateTable('vendor').set({ cool_down_days: 0 }).execute()
  })

  test('the same form sent again does nothing again', async () => {
    const customer = await newCustomer(story, 2)
    await assign(story, customer, 'a@harrowvale.example')
    const request = revoking(customer, these(await licenseOf(story, customer, 'a@harrowvale.example')))
    planOf(await story.write(customer.admin, revokeLicenses, request))
    await assign(story, customer, 'b@harrowvale.example')
    const after = await dump(story)
    planOf(await story.write(customer.admin, revokeLicenses, request))
    expect(await dump(story)).toEqual(after)
  })

  test('one and five hundred cost the same number of statements', async () => {
    const customer = await newCustomer(story, 500)
    await assign(story, customer, ...Array.from({ length: 500 }, (_, n) => `p${n}@harrowvale.example`))
    const [one, ...rest] = (await pageOf(story, customer)).rows.map((row) => row.licenseId)
    const cost = (...ids: string[]) =>
      countStatements(story.database, async () =>
        planOf(await story.write(customer.admin, revokeLicenses, revoking(customer, these(...ids)))),
      )
    const few = await cost(one ?? '')
    expect(await cost(...rest)).toBe(few)
    expect((await pageOf(story, customer)).seats).toMatchObject([{ free: 500 }])
  })
})

describe('who may take back', () => {
  test('another organization finds no license and no job, and changes nothing (O-32)', async () => {
    const customer = await newCustomer(story, 2)
    const stranger = await newCustomer(story, 2)
    const jobId = await assign(story, customer, 'a@harrowvale.example')
    const licenseId = await licenseOf(story, customer, 'a@harrowvale.example')
    const before = await dump(story)
    const own = revoking(stranger, these(licenseId))
    expect(refusalOf(await story.write(stranger.admin, revokeLicenses, own))).toMatchObject({
      code: 'license_not_found',
    })
    const foreign = revoking(customer, these(licenseId))
    const notFound = { code: 'organization_not_found' }
    expect(refusalOf(await story.write(stranger.admin, revokeLicenses, foreign))).toMatchObject(notFound)
    for (const where of [customer, stranger])
      expect(refusalOf(await undo(story, where, jobId, stranger.admin))).toMatchObject({
        code: 'job_not_found',
      })
    expect(await dump(story)).toEqual(before)
  })

  test("one license of another organization among many of one's own stops the whole act", async () => {
    const [mine, theirs] = [await newCustomer(story, 2), await newCustomer(story, 2)]
    await assign(story, mine, 'a@harrowvale.example')
    await assign(story, theirs, 'b@harrowvale.example')
    const before = await dump(story)
    const ids = [
      await licenseOf(story, mine, 'a@harrowvale.example'),
      await licenseOf(story, theirs, 'b@harrowvale.example'),
    ]
    const refused = await story.write(mine.admin, revokeLicenses, revoking(mine, these(...ids)))
    expect(refusalOf(refused)).toMatchObject({ code: 'license_not_found' })
    expect(await dump(story)).toEqual(before)
  })

  test('a team administrator takes back and undoes in his own team only', async () => {
    const customer = await newCustomer(story, 2)
    const own = await newTeam(story, customer, 2)
    const tess = await actorWith(story, own.organizationId, {
      ...{ address: 'tess@harrowvale.example', name: 'Tess', role: 'team_administrator', teamId: own.teamId },
    })
    const foreign = await assign(story, customer, 'theirs@harrowvale.example')
    await assign(story, own, 'ours@harrowvale.example')
    const theirs = await licenseOf(story, customer, 'theirs@harrowvale.example')
    const refused = await story.write(tess, revokeLicenses, revoking(own, these(theirs)))
    expect(refusalOf(refused).code).toBe('license_not_found')
    expect(refusalOf(await undo(story, customer, foreign, tess)).code).toBe('job_not_found')
    const everything: Selection = { kind: 'matching', filter: {}, except: [] }
    const request = revoking(own, everything)
    const plan = planOf(await story.write(tess, revokeLicenses, request))
    expect(plan.revoke.map((license) => license.holder.address)).toEqual(['ours@harrowvale.example'])
    expect(planOf(await undo(story, customer, request.jobId, tess)).restored).toBe(1)
  })

  test('a viewer may not', async () => {
    const customer = await newCustomer(story, 1)
    const jobId = await assign(story, customer, 'a@harrowvale.example')
    const viewer = await actorWith(story, customer.organizationId, {
      ...{ address: 'viewer@harrowvale.example', name: 'Vi', role: 'viewer' },
    })
    const request = revoking(customer, these(await licenseOf(story, customer, 'a@harrowvale.example')))
    expect(refusalOf(await story.write(viewer, revokeLicenses, request)).code).toBe('not_allowed')
    expect(refusalOf(await undo(story, customer, jobId, viewer)).code).toBe('not_allowed')
  })

  test.each([
    ['a form that was given no id', { jobId: 'abc' }, 'not_a_form_id'],
    ['a license id with a zero byte', { selection: these('\u0000') }, 'license_not_found'],
    ['a license nobody has', { selection: these('AAAAAAAAAA') }, 'license_not_found'],
    ['no license at all', { selection: these() }, 'nothing_selected'],
    [
      'a filter nothing matches',
      { selection: { kind: 'matching', filter: {}, except: [] } as const },
      'nothing_selected',
    ],
    [
      'a product of a zero byte',
      {
        selection: {
          kind: 'matching',
          filter: { products: ['\u0000'], search: 'abc\u0000' },
          except: [],
        } as const,
      },
      'nothing_selected',
    ],
  ] as const)('refuses %s by name', async (_, wrong, code) => {
    const customer = await newCustomer(story, 1)
    const request = { ...revoking(customer, these()), ...wrong }
    expect(refusalOf(await story.write(customer.admin, revokeLicenses, request)).code).toBe(code)
  })

  test.each(['', 'abc', '\u0000', randomUUID()])('a job nobody started (%j) is not found', async (jobId) => {
    expect(refusalOf(await undo(story, await newCustomer(story, 1), jobId)).code).toBe('job_not_found')
  })
})

test('many that a program names cost as many statements, forty or four, given and taken back', async () => {
  const { organizationId, teamId, productCode, admin } = await newCustomer(story, 50)
  const terms = { sendEmail: true, includeOfflineActivationCode: false, preview: false }
  const costOf = async (first: number, last: number) => {
    const emails = Array.from({ length: last - first }, (_, n) => `p${first + n}@large.example`)
    const contacts = emails.map((email) => ({ email, firstName: 'Ann', lastName: 'Okafor' }))
    const giving = { ...{ organizationId, teamId, productCode, contacts }, ...terms }
    const taking = { organizationId, sought: { emails }, preview: false }
    return [
      await countStatements(story.database, () => story.write(admin, assignMany, giving)),
      await countStatements(story.database, () => story.write(admin, revokeMany, taking)),
    ]
  }
  expect(await costOf(0, 4)).toEqual(await costOf(4, 44))
})
