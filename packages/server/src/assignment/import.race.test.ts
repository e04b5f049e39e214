import { randomUUID } from 'node:crypto'
import { operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { openStory, planOf, rowsOf, type Story } from '../testing/story.ts'
import { assignPeople } from './assign-people.ts'
import { deleteTeam } from './delete-team.ts'
import { importOrganization } from './import-organization.ts'

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

const rounds = Array.from({ length: 8 }, (_, round) => round)
const bring = (file: unknown) => story.write(operator, importOrganization, { file, dryRun: false })

/** A customer with two teams and free licenses in the first. */
function customer(round: number, licenses: readonly object[]) {
  const code = 7_300_000 + round * 1_000
  return {
    version: 1,
    organization: { code, name: `Kelso ${code}`, country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
    teams: [
      { id: 1, name: 'Platform' },
      { id: 2, name: 'Mobile' },
    ],
    licenses: licenses.map((fields, index) => ({
      ...{ licenseId: `${code}X0${index}`, product: 'LOOM', team: 1, startsOn: '2026-01-01' },
      ...{ validUntil: '2026-12-31', ...fields },
    })),
  }
}

test.each(rounds)('nothing moves into a team that is being deleted, round %i', async (round) => {
  const file = customer(round, [{}])
  planOf(await bring(file))
  const organizationId = file.organization.code
  const [moved, deleted] = await Promise.all([
    bring(customer(round, [{}, { team: 2 }])),
    story.write(operator, deleteTeam, { organizationId, teamId: 2 }),
  ])
  expect([moved.ok, deleted.ok].filter(Boolean)).toHaveLength(1)
  const { rows } = await sql`select from license join team on team.organization_id = license.organization_id
    and team.id = license.team_id where team.ended_at is not null`.execute(story.database.db)
  expect(rows).toEqual([])
  await expectSound(story, { organizationId })
})

test.each(rounds)(
  'who is handed a license while one of theirs moves in has one that counts, round %i',
  async (round) => {
    const held = { assignee: { type: 'USER', email: 'edda@kelso.example', assignedOn: '2026-03-01' } }
    const file = customer(round + 100, [{}, {}])
    planOf(await bring(file))
    const organizationId = file.organization.code
    const assignment = {
      ...{ organizationId, teamId: 1, productCode: 'LOOM', rows: rowsOf('edda@kelso.example') },
      ...({ cameBy: 'list', jobId: randomUUID(), preview: false } as const),
    }
    const [moved] = await Promise.all([
      bring(customer(round + 100, [{}, {}, held])),
      story.write(operator, assignPeople, assignment),
    ])
    expect(moved.ok).toBe(true)
    await expectSound(story, { organizationId })
  },
)
