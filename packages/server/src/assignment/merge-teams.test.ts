import { randomUUID } from 'node:crypto'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { money } from '@claviger/core/kernel/money'
import { operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmOrder } from '../purchasing/settle-order.ts'
import { saveOrder } from '../purchasing/store.ts'
import { assign, newLink, pageOf, seatsOf, take, undo } from '../testing/acts.ts'
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
import { deleteTeam } from './delete-team.ts'
import { jobPage } from './job-views.ts'
import { mergeTeams } from './merge-teams.ts'
import { moveLicenses } from './move-licenses.ts'
import { endedTeam } from './team-views.ts'

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

/** A customer with two teams of some seats each. */
async function twoTeams(seats: number): Promise<{ mobile: Customer; platform: Customer }> {
  const platform = await newCustomer(story, seats)
  return { platform, mobile: await newTeam(story, platform, seats) }
}

const merging = (from: Customer, into: Customer) => ({
  ...{ organizationId: from.organizationId, teamId: from.teamId, intoTeamId: into.teamId },
  ...{ jobId: randomUUID(), preview: false },
})

const merge = (from: Customer, into: Customer) => story.write(from.admin, mergeTeams, merging(from, into))

const remove = ({ organizationId, teamId, admin }: Customer) =>
  story.write(admin, deleteTeam, { organizationId, teamId })

const member = (team: Customer, address: string, role: 'team_administrator' | 'team_viewer') =>
  actorWith(story, team.organizationId, { address, name: address, role, teamId: team.teamId })

async function rolesIn({ organizationId, teamId }: Customer): Promise<unknown[]> {
  const { rows } = await sql<{ role: string; address: string; accepted: boolean }>`
    select role, address, accepted_at is not null as accepted from role_grant
    join person on person.organization_id = role_grant.organization_id and person.id = person_id
    where role_grant.organization_id = ${organizationId} and team_id = ${teamId}
    order by address, role`.execute(story.database.db)
  return rows.map(({ role, address, accepted }) => [address, role, accepted])
}

/** A token of the team, as somebody made it. */
async function tokenFor({ organizationId, teamId }: Customer): Promise<string> {
  const id = randomUUID()
  await sql`insert into api_token (organization_id, id, hash, hint, name, person_id, team_id, role, created_at, created_by)
    select ${organizationId}, ${id}, ${id}, 'abcd', 'Nightly', person.id, ${teamId}, 'viewer', ${story.now()}, 'Ines Okafor'
    from person where organization_id = ${organizationId} limit 1`.execute(story.database.db)
  return id
}

const revokedBy = async (token: string) =>
  (
    await story.database.db
      .selectFrom('api_token')
      .select('revoked_by')
      .where('id', '=', token)
      .executeTakeFirstOrThrow()
  ).revoked_by

describe('merging one team into another', () => {
  test('brings its licenses, also those bound to it, with their people; the report names each', async () => {
    const { platform, mobile } = await twoTeams(3)
    await assign(story, mobile, 'anna@harrowvale.example')
    await sql`update license set transferable = false where organization_id = ${mobile.organizationId}`.execute(
      story.database.db,
    )
    const merged = planOf(await merge(mobile, platform))
    expect(merged).toMatchObject({ licenses: 3, held: 1, into: { id: platform.teamId } })
    expect((await pageOf(story, platform, { teams: [platform.teamId] })).total).toBe(6)
    const query = { organizationId: platform.organizationId, jobId: merged.jobId, page: 1, perPage: 10 }
    const report = planOf(await story.read(platform.admin, jobPage, query))
    expect(report).toMatchObject({ kind: 'move', done: 3, mayUndo: false })
    expect(refusalOf(await undo(story, platform, merged.jobId)).code).toBe('undo_window_over')
    await expectSound(story, platform)
  })

  test('brings the roles of its people, each once and accepted if either was', async () => {
    const { platform, mobile } = await twoTeams(1)
    await member(mobile, 'lead@harrowvale.example', 'team_administrator')
    await member(mobile, 'both@harrowvale.example', 'team_viewer')
    await member(platform, 'both@harrowvale.example', 'team_viewer')
    await member(mobile, 'risen@harrowvale.example', 'team_viewer')
    await member(platform, 'risen@harrowvale.example', 'team_viewer')
    await sql`update role_grant set accepted_at = null where team_id = ${platform.teamId} and person_id in
      (select id from person where address = 'risen@harrowvale.example')`.execute(story.database.db)
    planOf(await merge(mobile, platform))
    expect(await rolesIn(platform)).toEqual([
      ['both@harrowvale.example', 'team_viewer', true],
      ['lead@harrowvale.example', 'team_administrator', true],
      ['risen@harrowvale.example', 'team_viewer', true],
    ])
    expect(await rolesIn(mobile)).toEqual([])
  })

  test('brings its links, the ended ones too: the same address gives licenses of the other team', async () => {
    const { platform, mobile } = await twoTeams(1)
    const link = await newLink(story, mobile)
    const ended = await newLink(story, mobile)
    await sql`update invitation set ends_on = '2020-01-01' where id = ${ended.act.id}`.execute(
      story.database.db,
    )
    expect(planOf(await merge(mobile, platform))).toMatchObject({ links: 1, endedLinks: 1 })
    planOf(await take(story, link.token, 'anna@harrowvale.example'))
    const rows = (await pageOf(story, platform, { teams: [platform.teamId] })).rows
    expect(rows.flatMap((row) => row.person?.address ?? [])).toEqual(['anna@harrowvale.example'])
    await expectSound(story, platform)
  })

  test('ends it: its API tokens, and every address but as a way to the other', async () => {
    const { platform, mobile } = await twoTeams(1)
    const token = await tokenFor(mobile)
    expect(planOf(await merge(mobile, platform))).toMatchObject({ tokens: 1 })
    expect(await revokedBy(token)).toBe('Ines Okafor')
    expect(refusalOf(await merge(mobile, platform)).code).toBe('team_not_found')
    expect(refusalOf(await merge(platform, mobile)).code).toBe('team_not_found')
    const third = await newTeam(story, platform, 0)
    planOf(await merge(platform, third))
    const slug = await slugOf(platform)
    const where = await story.read(platform.admin, endedTeam, { slug, team: String(mobile.teamId) })
    expect(planOf(where)).toMatchObject({ id: third.teamId })
  })

  test('lets the undo of what was done in it before find its licenses', async () => {
    const { platform, mobile } = await twoTeams(2)
    const job = await assign(story, mobile, 'anna@harrowvale.example')
    planOf(await merge(mobile, platform))
    expect(planOf(await undo(story, platform, job)).restored).toBe(1)
    expect(await seatsOf(story, platform)).toMatchObject({ free: 4 })
    await expectSound(story, platform)
  })

  test('lets an order that waits for it fill the other team', async () => {
    const { platform, mobile } = await twoTeams(1)
    const { id } = await waitingOrder(mobile)
    expect(refusalOf(await remove(mobile))).toMatchObject({ code: 'team_not_empty', orders: 1 })
    expect(planOf(await merge(mobile, platform))).toMatchObject({ orders: 1 })
    planOf(await story.write(operator, confirmOrder, { id }))
    expect((await pageOf(story, platform, { teams: [platform.teamId] })).total).toBe(6)
    await expectSound(story, platform)
  })

  test('leaves nothing to undo of a move that it brought back', async () => {
    const { platform, mobile } = await twoTeams(2)
    const moved = planOf(
      await story.write(platform.admin, moveLicenses, {
        ...{ organizationId: platform.organizationId, jobId: randomUUID(), preview: false },
        what: { kind: 'number', productCode: 'LOOM', count: 2, fromTeamId: platform.teamId },
        to: { teamId: mobile.teamId },
      }),
    )
    planOf(await merge(mobile, platform))
    expect(planOf(await undo(story, platform, moved.jobId))).toMatchObject({
      ...{ restored: 0, cannot: [{ reason: { code: 'moved_since' } }, { reason: { code: 'moved_since' } }] },
    })
    await expectSound(story, platform)
  })

  test('in a preview counts the same and changes nothing', async () => {
    const { platform, mobile } = await twoTeams(2)
    const before = await dump(story)
    const request = { ...merging(mobile, platform), preview: true }
    expect(planOf(await story.write(platform.admin, mergeTeams, request))).toMatchObject({ licenses: 2 })
    expect(await dump(story)).toEqual(before)
  })

  test('sent twice merges once', async () => {
    const { platform, mobile } = await twoTeams(2)
    const request = merging(mobile, platform)
    planOf(await story.write(platform.admin, mergeTeams, request))
    const before = await dump(story)
    expect(planOf(await story.write(platform.admin, mergeTeams, request)).jobId).toBe(request.jobId)
    expect(await dump(story)).toEqual(before)
  })

  test('into itself is refused, and so is another organization’s team', async () => {
    const [{ platform }, other] = [await twoTeams(1), await newCustomer(story, 1)]
    expect(refusalOf(await merge(platform, platform)).code).toBe('same_team')
    expect(refusalOf(await merge(platform, other)).code).toBe('team_not_found')
  })

  test('is for administrators of the organization, whatever somebody administers in both teams (O-34)', async () => {
    const { platform, mobile } = await twoTeams(1)
    const lead = await member(mobile, 'lead@harrowvale.example', 'team_administrator')
    const other = await member(platform, 'lead@harrowvale.example', 'team_administrator')
    const both = { ...lead, grants: [...lead.grants, ...other.grants] }
    const answer = await story.write(both, mergeTeams, merging(mobile, platform))
    expect(refusalOf(answer)).toMatchObject({ code: 'not_allowed', needs: 'administrator' })
  })

  test('costs the same number of statements however many licenses', async () => {
    const cost = async ({ mobile, platform }: Awaited<ReturnType<typeof twoTeams>>) =>
      countStatements(story.database, () => merge(mobile, platform))
    expect(await cost(await twoTeams(1000))).toBe(await cost(await twoTeams(10)))
  })
})

describe('deleting a team', () => {
  test('ends an empty one with its roles and tokens, and nobody finds it any more', async () => {
    const platform = await newCustomer(story, 1)
    const mobile = await newTeam(story, platform, 0)
    await member(mobile, 'lead@harrowvale.example', 'team_administrator')
    const token = await tokenFor(mobile)
    planOf(await remove(mobile))
    expect(await rolesIn(mobile)).toEqual([])
    expect(await revokedBy(token)).toBe('Ines Okafor')
    expect(refusalOf(await remove(mobile)).code).toBe('team_not_found')
  })

  test('is refused while it holds something, with what it is', async () => {
    const { mobile } = await twoTeams(2)
    await newLink(story, mobile)
    expect(refusalOf(await remove(mobile))).toMatchObject({
      ...{ code: 'team_not_empty', teamId: mobile.teamId, licenses: 2, links: 1, orders: 0 },
    })
  })

  test('is refused to the last one (O-34)', async () => {
    const only = await newCustomer(story, 0)
    expect(refusalOf(await remove(only)).code).toBe('last_team')
  })

  test('of the last two at once leaves one (O-34)', async () => {
    const platform = await newCustomer(story, 0)
    const mobile = await newTeam(story, platform, 0)
    const answers = await Promise.all([remove(platform), remove(mobile)])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
  })

  test.each(['team_administrator', 'team_viewer'] as const)('is not for a %s', async (role) => {
    const platform = await newCustomer(story, 0)
    const mobile = await newTeam(story, platform, 0)
    const actor = await member(mobile, 'lead@harrowvale.example', role)
    const { organizationId, teamId } = mobile
    const answer = await story.write(actor, deleteTeam, { organizationId, teamId })
    expect(refusalOf(answer)).toMatchObject({ code: 'not_allowed', needs: 'administrator' })
  })
})

async function slugOf({ organizationId }: Customer): Promise<string> {
  const row = await story.database.db
    .selectFrom('organization')
    .select('slug')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return row.slug
}

/** An order of four seats for a team, which the vendor has yet to confirm. */
async function waitingOrder({ organizationId, teamId, admin }: Customer): Promise<{ readonly id: string }> {
  const [id, buyer] = [randomUUID(), { address: 'ines@harrowvale.example', key: 'ines@harrowvale.example' }]
  await story.write(admin, saveOrder, {
    ...{ id, number: `O-${id}`, organizationId, teamId, newTeamName: null, manager: null, viewHash: id },
    ...{ buyer: { ...buyer, name: 'Ines Okafor' }, company: 'Harrow & Vale', country: 'GB', vatId: '' },
    ...{ poNumber: '', productCode: 'LOOM', quantity: 4, unit: money(18_900n, 'GBP') },
    ...{ net: money(75_600n, 'GBP'), term: 'year', state: 'waiting', payment: 'unpaid' },
    ...{ placedAt: story.now(), placedBy: 'Ines Okafor', dueOn: dateFrom('2027-01-01') },
  })
  return { id }
}
