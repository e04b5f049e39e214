import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assign, licenseOf, pageOf, seatsOf, these, undo } from '../testing/acts.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
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
} from '../testing/story.ts'
import { jobPage } from './job-views.ts'
import { mergeTeams } from './merge-teams.ts'
import { moveLicenses } from './move-licenses.ts'
import type { MoveLicenses } from './read-move.ts'

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

/** A customer with a second team that has nothing yet. */
async function twoTeams(seats: number): Promise<{ platform: Customer; mobile: Customer }> {
  const platform = await newCustomer(story, seats)
  return { platform, mobile: await newTeam(story, platform, 0) }
}

const moving = (platform: Customer, ...licenseIds: string[]): Omit<MoveLicenses, 'to'> => ({
  ...{ organizationId: platform.organizationId, jobId: randomUUID(), preview: false },
  what: { kind: 'selection', selection: these(...licenseIds) },
})

const byNumber = (platform: Customer, count: number): Omit<MoveLicenses, 'to'> => ({
  ...{ organizationId: platform.organizationId, jobId: randomUUID(), preview: false },
  what: { kind: 'number', productCode: 'LOOM', count, fromTeamId: platform.teamId },
})

const idsOf = async (customer: Customer) =>
  (await pageOf(story, customer, { teams: [customer.teamId] })).rows.map((row) => row.licenseId)

const holdersIn = async (customer: Customer) =>
  (await pageOf(story, customer, { teams: [customer.teamId] })).rows.flatMap(
    (row) => row.person?.address ?? [],
  )

const reportOf = async ({ organizationId, admin }: Customer, jobId: string) =>
  planOf(await story.read(admin, jobPage, { organizationId, jobId, page: 1, perPage: 100 }))

/** Somebody who administers these teams and nothing else. */
async function teamAdmin(address: string, ...teams: Customer[]) {
  const actors = []
  for (const { organizationId, teamId } of teams)
    actors.push(
      await actorWith(story, organizationId, {
        ...{ address, name: 'Tess', role: 'team_administrator', teamId },
      }),
    )
  const [first] = actors
  if (!first) throw new Error('no team was named')
  return { ...first, grants: actors.flatMap((actor) => actor.grants) }
}

describe('moving a selection', () => {
  test('takes the license with its person, and the report says from where', async () => {
    const { platform, mobile } = await twoTeams(3)
    await assign(story, platform, 'anna@harrowvale.example')
    const license = await licenseOf(story, platform, 'anna@harrowvale.example')
    const request = { ...moving(platform, license), to: { teamId: mobile.teamId } }
    const moved = planOf(await story.write(platform.admin, moveLicenses, request))
    expect(moved).toMatchObject({ licenseIds: [license], held: 1, kept: [], team: { id: mobile.teamId } })
    expect(await holdersIn(mobile)).toEqual(['anna@harrowvale.example'])
    expect((await idsOf(platform)).length).toBe(2)
    const report = await reportOf(platform, request.jobId)
    expect(report).toMatchObject({ kind: 'move', done: 1, mayUndo: true, people: 1 })
    expect(report.lines).toMatchObject([{ licenseId: license, address: 'anna@harrowvale.example' }])
    expect(report.lines[0]?.fromTeam).toMatch(/^Harrow/)
    await expectSound(story, platform)
  })

  test('changes nothing else of the licenses, and undo brings every row back', async () => {
    const { platform, mobile } = await twoTeams(4)
    await assign(story, platform, 'anna@harrowvale.example', 'bert@harrowvale.example')
    const before = await dump(story, 'job', 'job_item', 'event', 'pool')
    const request = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: mobile.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, request))
    expect(await holdersIn(mobile)).toHaveLength(2)
    expect(planOf(await undo(story, platform, request.jobId))).toMatchObject({ restored: 4, cannot: [] })
    expect(await dump(story, 'job', 'job_item', 'event', 'pool')).toEqual(before)
    await expectSound(story, platform)
  })

  test('leaves those that are bound to their team and those that are there already, with the reason', async () => {
    const { platform, mobile } = await twoTeams(3)
    const [one = '', bound = '', there = ''] = await idsOf(platform)
    await bind(bound)
    const first = { ...moving(platform, there), to: { teamId: mobile.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, first))
    const request = { ...moving(platform, one, bound, there), to: { teamId: mobile.teamId } }
    const moved = planOf(await story.write(platform.admin, moveLicenses, request))
    expect(moved.licenseIds).toEqual([one])
    expect(moved.kept.map(({ licenseId, reason }) => [licenseId, reason.code])).toEqual([
      [bound, 'not_transferable'],
      [there, 'in_team_already'],
    ])
    expect(await reportOf(platform, request.jobId)).toMatchObject({ done: 1, refused: 1, skipped: 1 })
  })

  test('leaves nothing behind when not one of them would move', async () => {
    const { platform, mobile } = await twoTeams(1)
    const [bound = ''] = await idsOf(platform)
    await bind(bound)
    const before = await dump(story)
    const request = { ...moving(platform, bound), to: { name: 'Research' } }
    expect(refusalOf(await story.write(platform.admin, moveLicenses, request)).code).toBe('not_transferable')
    const none = { ...moving(mobile), to: { teamId: mobile.teamId } }
    expect(refusalOf(await story.write(platform.admin, moveLicenses, none)).code).toBe('nothing_selected')
    expect(await dump(story)).toEqual(before)
  })

  test('sent twice moves once', async () => {
    const { platform } = await twoTeams(2)
    const request = { ...moving(platform, ...(await idsOf(platform))), to: { name: 'Research' } }
    planOf(await story.write(platform.admin, moveLicenses, request))
    const again = planOf(await story.write(platform.admin, moveLicenses, request))
    expect(again).toMatchObject({ jobId: request.jobId, licenseIds: [] })
    expect(await reportOf(platform, request.jobId)).toMatchObject({ done: 2 })
  })

  test('with an id of another organization tells nothing (O-32)', async () => {
    const { platform, mobile } = await twoTeams(1)
    const other = await newCustomer(story, 1)
    const [foreign = ''] = await idsOf(other)
    const request = { ...moving(platform, foreign), to: { teamId: mobile.teamId } }
    expect(refusalOf(await story.write(platform.admin, moveLicenses, request)).code).toBe('license_not_found')
    const elsewhere = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: other.teamId } }
    expect(refusalOf(await story.write(platform.admin, moveLicenses, elsewhere)).code).toBe('team_not_found')
  })

  test('in a preview says the same and does nothing', async () => {
    const { platform, mobile } = await twoTeams(2)
    const before = await dump(story)
    const request = {
      ...{ ...moving(platform, ...(await idsOf(platform))), preview: true },
      to: { teamId: mobile.teamId },
    }
    const seen = planOf(await story.write(platform.admin, moveLicenses, request))
    expect(seen.licenseIds).toHaveLength(2)
    const fresh = { ...request, to: { name: 'Research' } }
    expect(planOf(await story.write(platform.admin, moveLicenses, fresh)).team).toEqual({
      ...{ id: null, name: 'Research' },
    })
    expect(await dump(story)).toEqual(before)
  })

  test('costs the same number of statements however many licenses', async () => {
    const few = await twoTeams(10)
    const many = await twoTeams(500)
    const cost = async ({ platform, mobile }: typeof few) => {
      const request = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: mobile.teamId } }
      return countStatements(story.database, () => story.write(platform.admin, moveLicenses, request))
    }
    expect(await cost(many)).toBe(await cost(few))
  })
})

describe('moving a number', () => {
  test('takes free seats first, then those whose people go along', async () => {
    const { platform, mobile } = await twoTeams(4)
    await assign(story, platform, 'anna@harrowvale.example', 'bert@harrowvale.example')
    const free = { ...byNumber(platform, 2), to: { teamId: mobile.teamId } }
    expect(planOf(await story.write(platform.admin, moveLicenses, free))).toMatchObject({ held: 0 })
    const held = { ...byNumber(platform, 1), to: { teamId: mobile.teamId } }
    expect(planOf(await story.write(platform.admin, moveLicenses, held))).toMatchObject({ held: 1 })
    expect(await seatsOf(story, platform)).toMatchObject({
      ...{ free: 2, holders: ['anna@harrowvale.example', 'bert@harrowvale.example'] },
    })
    await expectSound(story, platform)
  })

  test('refuses when the team has not so many, with the numbers', async () => {
    const { platform, mobile } = await twoTeams(2)
    const request = { ...byNumber(platform, 3), to: { teamId: mobile.teamId } }
    expect(refusalOf(await story.write(platform.admin, moveLicenses, request))).toMatchObject({
      ...{ code: 'too_few_licenses', asked: 3, there: 2, product: 'Loomwright' },
    })
  })

  test('makes the new team in the same act, and its undo leaves the team empty', async () => {
    const { platform } = await twoTeams(3)
    const request = { ...byNumber(platform, 2), to: { name: ' Research  ' } }
    const { team } = planOf(await story.write(platform.admin, moveLicenses, request))
    expect(team.name).toBe('Research')
    const research = { ...platform, teamId: team.id ?? 0 }
    expect(await idsOf(research)).toHaveLength(2)
    expect(planOf(await undo(story, platform, request.jobId))).toMatchObject({ restored: 2 })
    expect(await idsOf(research)).toEqual([])
  })
})

describe('a team administrator', () => {
  test('moves between teams they administer, and nowhere else', async () => {
    const { platform, mobile } = await twoTeams(2)
    const third = await newTeam(story, platform, 1)
    const tess = await teamAdmin('tess@harrowvale.example', platform, mobile)
    const [license = ''] = await idsOf(platform)
    const [foreign = ''] = await idsOf(third)
    const into = (teamId: number, ...ids: string[]) =>
      story.write(tess, moveLicenses, { ...moving(platform, ...ids), to: { teamId } })
    expect(refusalOf(await into(third.teamId, license)).code).toBe('team_not_found')
    expect(refusalOf(await into(mobile.teamId, foreign)).code).toBe('license_not_found')
    expect(planOf(await into(mobile.teamId, license)).licenseIds).toEqual([license])
  })

  test('who moves into a new team administers it', async () => {
    const { platform } = await twoTeams(2)
    const tess = await teamAdmin('tess@harrowvale.example', platform)
    const request = { ...byNumber(platform, 1), to: { name: 'Research' } }
    const { team } = planOf(await story.write(tess, moveLicenses, request))
    const grants = await story.database.db
      .selectFrom('role_grant')
      .select(['role', 'accepted_at'])
      .where('organization_id', '=', platform.organizationId)
      .where('team_id', '=', team.id)
      .execute()
    expect(grants).toEqual([{ role: 'team_administrator', accepted_at: story.now() }])
  })

  test.each(['viewer', 'purchaser', 'billing_contact'] as const)('a %s moves nothing', async (role) => {
    const { platform, mobile } = await twoTeams(1)
    const actor = await actorWith(story, platform.organizationId, {
      ...{ address: 'other@harrowvale.example', name: 'Noor', role },
    })
    const request = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: mobile.teamId } }
    expect(refusalOf(await story.write(actor, moveLicenses, request))).toMatchObject({
      ...{ code: 'not_allowed', needs: 'administrator' },
    })
  })
})

describe('undoing a move', () => {
  test('takes along whoever got the license since, and leaves what was moved on', async () => {
    const { platform, mobile } = await twoTeams(2)
    const third = await newTeam(story, platform, 0)
    const [one = '', two = ''] = await idsOf(platform)
    const request = { ...moving(platform, one, two), to: { teamId: mobile.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, request))
    await assign(story, mobile, 'anna@harrowvale.example')
    const onward = { ...moving(platform, two), to: { teamId: third.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, onward))
    const undone = planOf(await undo(story, platform, request.jobId))
    expect(undone).toMatchObject({ restored: 1, cannot: [{ reason: { code: 'moved_since' } }] })
    expect(await holdersIn(platform)).toEqual(['anna@harrowvale.example'])
    await expectSound(story, platform)
  })

  test('cannot bring anything back into a team that has ended', async () => {
    const { platform, mobile } = await twoTeams(1)
    const third = await newTeam(story, platform, 0)
    const request = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: mobile.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, request))
    const merge = {
      ...{ teamId: platform.teamId, intoTeamId: third.teamId },
      jobId: randomUUID(),
      preview: false,
    }
    const { organizationId } = platform
    planOf(await story.write(platform.admin, mergeTeams, { organizationId, ...merge }))
    expect(planOf(await undo(story, platform, request.jobId))).toMatchObject({
      ...{ restored: 0, cannot: [{ reason: { code: 'team_ended_since' } }] },
    })
  })

  test('is for whoever may move between both teams', async () => {
    const { platform, mobile } = await twoTeams(1)
    const request = { ...moving(platform, ...(await idsOf(platform))), to: { teamId: mobile.teamId } }
    planOf(await story.write(platform.admin, moveLicenses, request))
    const tess = await teamAdmin('tess@harrowvale.example', mobile)
    expect(refusalOf(await undo(story, platform, request.jobId, tess)).code).toBe('not_allowed')
    const both = await teamAdmin('both@harrowvale.example', platform, mobile)
    expect(planOf(await undo(story, platform, request.jobId, both)).restored).toBe(1)
  })
})

/** Binds a license to its team, as some are sold. */
async function bind(licenseId: string): Promise<void> {
  await story.database.db
    .updateTable('license')
    .set({ transferable: false })
    .where('id', '=', licenseId)
    .execute()
}
