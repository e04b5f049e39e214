import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assign, licenseOf, revoking, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { revokeLicenses } from './revoke-licenses.ts'
import { resendAnnouncement, sendLettersNow } from './send-letters.ts'

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
})

beforeEach(async () => {
  customer = await newCustomer(story, 5)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const lettersOf = (jobId: string) =>
  story.database.db.selectFrom('letter').select(['state', 'send_after']).where('job_id', '=', jobId).execute()

const assignmentOf = async (address: string) => {
  const { organizationId } = customer
  const row = await story.database.db
    .selectFrom('assignment as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.id', '=', 'a.person_id').onRef('p.organization_id', '=', 'a.organization_id'),
    )
    .select('a.id')
    .where('a.organization_id', '=', organizationId)
    .where('p.address', '=', address)
    .executeTakeFirstOrThrow()
  return { organizationId, assignmentId: row.id }
}

test('letters of an assigning job leave at once when its administrator is in a hurry', async () => {
  const jobId = await assign(story, customer, 'a@example.org', 'b@example.org')
  for (const letter of await lettersOf(jobId)) expect(letter.send_after > story.now()).toBe(true)
  const { organizationId, admin } = customer
  expect(await story.write(admin, sendLettersNow, { organizationId, jobId })).toEqual({
    ok: true,
    plan: { released: 2 },
  })
  for (const letter of await lettersOf(jobId)) expect(letter.send_after).toEqual(story.now())
  expect(await story.write(admin, sendLettersNow, { organizationId, jobId })).toEqual({
    ok: true,
    plan: { released: 0 },
  })
})

test('letters that take something away wait for the end of undo, whoever is in a hurry', async () => {
  const { organizationId, admin } = customer
  await assign(story, customer, 'a@example.org')
  story.pass({ minutes: 3 })
  await story.database.db.updateTable('letter').set({ state: 'sent' }).execute()
  const request = revoking(customer, these(await licenseOf(story, customer, 'a@example.org')))
  planOf(await story.write(admin, revokeLicenses, request))
  const { jobId } = request
  expect(await story.write(admin, sendLettersNow, { organizationId, jobId })).toMatchObject({
    refusal: { code: 'letters_wait_for_undo', why: [{ rule: 'letters_tell_of_gifts', met: false }] },
  })
})

test('somebody without a role finds neither job nor assignment', async () => {
  const { organizationId } = customer
  const jobId = await assign(story, customer, 'a@example.org')
  const stranger = visitor('stranger@example.org')
  expect(await story.write(stranger, sendLettersNow, { organizationId, jobId })).toMatchObject({
    refusal: { code: 'job_not_found' },
  })
  const assignment = await assignmentOf('a@example.org')
  expect(await story.write(stranger, resendAnnouncement, assignment)).toMatchObject({
    refusal: { code: 'assignment_not_found' },
  })
})

test('an administrator of another organization finds neither, whichever organization they name', async () => {
  const jobId = await assign(story, customer, 'a@example.org')
  const assignment = await assignmentOf('a@example.org')
  const other = await newCustomer(story, 1)
  for (const organizationId of [customer.organizationId, other.organizationId]) {
    expect(await story.write(other.admin, sendLettersNow, { organizationId, jobId })).toMatchObject({
      refusal: { code: 'job_not_found' },
    })
    expect(
      await story.write(other.admin, resendAnnouncement, { ...assignment, organizationId }),
    ).toMatchObject({
      refusal: { code: 'assignment_not_found' },
    })
  }
})

test('a viewer sees the license and may not mail anybody', async () => {
  const jobId = await assign(story, customer, 'a@example.org')
  const { organizationId } = customer
  const viewer = await actorWith(story, organizationId, {
    address: 'v@harrowvale.example',
    name: 'V',
    role: 'viewer',
  })
  expect(await story.write(viewer, sendLettersNow, { organizationId, jobId })).toMatchObject({
    refusal: { code: 'not_allowed' },
  })
  expect(await story.write(viewer, resendAnnouncement, await assignmentOf('a@example.org'))).toMatchObject({
    refusal: { code: 'not_allowed' },
  })
})

test('a team administrator mails people of that team again, not of another', async () => {
  const other = await newTeam(story, customer, 2)
  const { organizationId, teamId } = customer
  const cast = { address: 't@harrowvale.example', name: 'T', role: 'team_administrator', teamId } as const
  const teamAdmin = await actorWith(story, organizationId, cast)
  await assign(story, customer, 'mine@example.org')
  await assign(story, other, 'theirs@example.org')
  await story.database.db.updateTable('letter').set({ state: 'sent' }).execute()
  expect(
    await story.write(teamAdmin, resendAnnouncement, await assignmentOf('mine@example.org')),
  ).toMatchObject({ ok: true })
  expect(
    await story.write(teamAdmin, resendAnnouncement, await assignmentOf('theirs@example.org')),
  ).toMatchObject({
    refusal: { code: 'assignment_not_found' },
  })
})

test('a letter that has not left yet is not doubled', async () => {
  await assign(story, customer, 'a@example.org')
  expect(
    await story.write(customer.admin, resendAnnouncement, await assignmentOf('a@example.org')),
  ).toMatchObject({
    refusal: { code: 'letter_waiting' },
  })
})
