import { randomUUID } from 'node:crypto'
import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { offerRole } from '../teams/offer-role.ts'
import { assign, newLink, openTerms, pageOf, revoking, take, these, undo } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import {
  type Customer,
  newCustomer,
  newTeam,
  openStory,
  planOf,
  rowsOf,
  type Story,
} from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { createInvitation } from './create-invitation.ts'
import { deleteTeam } from './delete-team.ts'
import { mergeTeams } from './merge-teams.ts'
import { moveLicenses } from './move-licenses.ts'
import { revokeLicenses } from './revoke-licenses.ts'

let place: TestDatabase
let story: Story

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection, 24)
})

afterAll(async () => {
  await story.close()
  await place.drop()
})

const crowd = (count: number) => Array.from({ length: count }, (_, n) => `p${n}@harrowvale.example`)

const idsOf = async (customer: Customer) => (await pageOf(story, customer)).rows.map((row) => row.licenseId)

const give = (customer: Customer, address: string) =>
  story.write(customer.admin, assignPeople, {
    ...{ organizationId: customer.organizationId, teamId: customer.teamId, productCode: 'LOOM' },
    ...{ rows: rowsOf(address), cameBy: 'form', jobId: randomUUID(), preview: false },
  })

const move = (into: Customer, ids: readonly string[], jobId: string = randomUUID()) =>
  story.write(into.admin, moveLicenses, {
    ...{ organizationId: into.organizationId, jobId, preview: false, to: { teamId: into.teamId } },
    what: { kind: 'selection', selection: these(...ids) },
  })

const merge = (from: Customer, into: Customer) =>
  story.write(from.admin, mergeTeams, {
    ...{ organizationId: from.organizationId, teamId: from.teamId, intoTeamId: into.teamId },
    ...{ jobId: randomUUID(), preview: false },
  })

const link = ({ organizationId, teamId, admin }: Customer) =>
  story.write(admin, createInvitation, {
    ...{ ...openTerms, organizationId, teamId, productCode: 'LOOM', id: randomUUID() },
  })

const offer = ({ organizationId, teamId, admin }: Customer, email: string) =>
  story.write(admin, offerRole, {
    ...{ organizationId, teamId, id: randomUUID(), email, name: 'Tess', role: 'team_viewer' },
  })

/** How many rows still name a team. */
async function leftIn({ organizationId, teamId }: Customer): Promise<number> {
  const of = sql`organization_id = ${organizationId} and team_id = ${teamId}`
  const { rows } = await sql<{ left: number }>`select (select count(*) from license where ${of})
    + (select count(*) from assignment where ${of}) + (select count(*) from invitation where ${of})
    + (select count(*) from role_grant where ${of}) as left`.execute(story.database.db)
  return rows[0]?.left ?? -1
}

const accepted = (answers: readonly Decision<unknown, Refusal>[]) =>
  answers.filter((answer) => answer.ok).length

describe('at the same moment', () => {
  test('licenses that go to and fro are given, taken back and undone, and every count is right', async () => {
    const platform = await newCustomer(story, 20)
    const mobile = await newTeam(story, platform, 0)
    const ids = await idsOf(platform)
    const [half, other] = [ids.slice(0, 10), ids.slice(10)]
    const job = await assign(story, platform, ...crowd(5))
    const held = (await pageOf(story, platform)).rows.filter((row) => row.person).map((row) => row.licenseId)
    for (let round = 0; round < 4; round++) {
      await Promise.all([
        move(mobile, half),
        move(platform, other),
        move(round % 2 ? platform : mobile, other),
        move(platform, half),
        ...crowd(16).map((address, n) => give(n % 2 ? platform : mobile, address)),
        ...held.map((id) => story.write(platform.admin, revokeLicenses, revoking(platform, these(id)))),
        undo(story, platform, job),
      ])
      await expectSound(story, platform)
    }
  })

  test('twenty times the same form moves once', async () => {
    const platform = await newCustomer(story, 5)
    const mobile = await newTeam(story, platform, 0)
    const [ids, jobId] = [await idsOf(platform), randomUUID()]
    const answers = await Promise.all(crowd(20).map(() => move(mobile, ids, jobId)))
    expect(answers.flatMap((answer) => planOf(answer).licenseIds)).toHaveLength(5)
    await expectSound(story, platform)
  })

  test('a team is merged away while everybody puts something into it, and nothing is left behind', async () => {
    for (let round = 0; round < 3; round++) {
      const platform = await newCustomer(story, 10)
      const mobile = await newTeam(story, platform, 20)
      const { token } = await newLink(story, mobile)
      const spare = (await idsOf(platform)).slice(0, 3)
      await Promise.all([
        ...crowd(6).map((address) => take(story, token, address)),
        ...crowd(6).map((address) => give(mobile, `x${address}`)),
        merge(mobile, platform),
        move(mobile, spare),
        ...crowd(3).map(() => link(mobile)),
        ...crowd(3).map((address) => offer(mobile, address)),
      ])
      expect(await leftIn(mobile)).toBe(0)
      await expectSound(story, platform)
    }
  })

  test('two teams are merged into each other: one of them stays', async () => {
    const platform = await newCustomer(story, 3)
    const mobile = await newTeam(story, platform, 3)
    const answers = await Promise.all([merge(mobile, platform), merge(platform, mobile)])
    expect(accepted(answers)).toBe(1)
    expect((await pageOf(story, platform)).total).toBe(6)
    await expectSound(story, platform)
  })

  test('an empty team is deleted or something is put into it, never both', async () => {
    const platform = await newCustomer(story, 12)
    const ids = await idsOf(platform)
    for (const id of ids.slice(0, 8)) {
      const { teamId, ...rest } = await newTeam(story, platform, 0)
      const gone = { ...rest, teamId }
      const { organizationId, admin } = platform
      const remove = story.write(admin, deleteTeam, { organizationId, teamId })
      const [deleted, ...puts] = await Promise.all([remove, move(gone, [id]), link(gone)])
      expect(deleted.ok && accepted(puts) > 0).toBe(false)
      if (deleted.ok) expect(await leftIn(gone)).toBe(0)
    }
    await expectSound(story, platform)
  })
})
