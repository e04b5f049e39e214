import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anna, said, told, type Who } from '../testing/assign-requests.ts'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { dump, newTeam, planOf } from '../testing/story.ts'
import { jobsPage } from './job-views.ts'
import { undoJob } from './undo-job.ts'

// The rows of the contract that are about moving licenses: what is sent, and the answer to the byte.

let place: TestDatabase
let world: AssignWorld

beforeAll(async () => {
  place = await freshDatabase()
  world = await openAssignWorld(place.connection)
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

const move = (who: Who, sent: unknown) => {
  const text = typeof sent === 'string' ? sent : JSON.stringify(sent)
  return world.api.call('POST', '/customer/changeLicensesTeam', { ...world.callers[who], text })
}

const into = (targetTeamId: unknown, ...licenseIds: unknown[]) => ({ targetTeamId, licenseIds })

const moved = (...licenseIds: string[]) => [200, JSON.stringify({ licenseIds })]

/** What a call that moved nothing leaves is the note that a key was used, and nothing else. */
const state = () => dump(world.story, 'attempt', 'api_token')

type Row = readonly [
  what: string,
  who: Who,
  sent: (w: AssignWorld) => unknown,
  answer: (w: AssignWorld) => unknown,
]

async function expectNothingDone([, who, sent, answer]: Row): Promise<void> {
  const before = await state()
  expect(told(await move(who, sent(world)))).toEqual(answer(world))
  expect(await state()).toEqual(before)
}

const mismatch = () =>
  said(
    403,
    'TOKEN_TYPE_MISMATCH',
    'Changing team is not possible with a token that was generated for a specific team',
  )
const missingEdit = ({ looms }: AssignWorld) =>
  said(403, 'INSUFFICIENT_PERMISSIONS', `Missing Edit permission on customer ${looms.organizationId}`)
const noTeam = (team: string) => () => said(404, 'TEAM_NOT_FOUND', team)
const missingField = () => said(400, 'MISSING_FIELD', 'MISSING_FIELD')

describe('who may move licenses, and in which order it is looked at', () => {
  const rows: readonly Row[] = [
    ['a team administrator', 'teamAdmin', (w) => into(w.dyes.teamId, w.licenses.allocated), mismatch],
    ['a team viewer', 'teamViewer', (w) => into(w.dyes.teamId, w.licenses.allocated), mismatch],
    ['a team administrator to the same team', 'teamAdmin', (w) => into(w.looms.teamId), mismatch],
    ['a team administrator to no team', 'teamAdmin', () => into(7_654_321), mismatch],
    ['a viewer', 'viewer', (w) => into(w.dyes.teamId, w.licenses.allocated), missingEdit],
    ['a viewer to no team', 'viewer', () => into(7_654_321), missingEdit],
    ['a primary contact', 'contact', (w) => into(w.dyes.teamId, w.licenses.allocated), missingEdit],
    ['an unreadable body of a team administrator', 'teamAdmin', () => ({}), missingField],
    ['an unreadable body to no team', 'admin', () => ({ targetTeamId: 7_654_321 }), missingField],
    ['an empty list to no team', 'admin', () => into(7_654_321), noTeam('7654321')],
  ]
  test.each(rows)('%s is refused', (...row) => expectNothingDone(row))

  test('a token of a team is refused to whoever administers both', async () => {
    const { looms, dyes, api } = world
    const address = 'both@harrowvale.example'
    await api.tokenFor(looms, { role: 'administrator', teamId: dyes.teamId, address })
    const caller = await api.tokenFor(looms, { role: 'administrator', teamId: looms.teamId, address })
    const text = JSON.stringify(into(dyes.teamId, world.licenses.allocated))
    expect(told(await api.call('POST', '/customer/changeLicensesTeam', { ...caller, text }))).toEqual(
      mismatch(),
    )
  })
})

describe('what is not there', () => {
  const rows: readonly Row[] = [
    ['an unknown team', 'admin', (w) => into(7_654_321, w.licenses.dyes), noTeam('7654321')],
    [
      'a team that ended',
      'admin',
      (w) => into(w.gone.teamId, w.licenses.dyes),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.gone.teamId)),
    ],
    [
      "another customer's team (O-32)",
      'admin',
      (w) => into(w.rivals.teamId, w.licenses.dyes),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.rivals.teamId)),
    ],
    ['no team', 'admin', (w) => ({ licenseIds: [w.licenses.dyes] }), noTeam('0')],
    ['a team that is null', 'admin', (w) => into(null, w.licenses.dyes), noTeam('0')],
    ['a team that is 0.0', 'admin', () => '{"targetTeamId":0.0,"licenseIds":[]}', noTeam('0')],
    [
      'a team that is almost nothing',
      'admin',
      () => '{"targetTeamId":4.9E-324,"licenseIds":[]}',
      noTeam('0'),
    ],
    ['the largest team', 'admin', () => into(2_147_483_647), noTeam('2147483647')],
    ['the smallest team', 'admin', () => into(-2_147_483_648), noTeam('-2147483648')],
  ]
  test.each(rows)('%s is not found', (...row) => expectNothingDone(row))
})

describe('what cannot be read', () => {
  const unreadable = (field: string, must: string) => () =>
    said(400, 'INVALID_FIELD', `${field} must be ${must}.`)
  const number = unreadable('targetTeamId', 'a whole number of 32 bits')
  const rows: readonly Row[] = [
    ['no body', 'admin', () => '', missingField],
    ['a broken body', 'admin', () => '{"targetTeamId":', missingField],
    ['an empty object', 'admin', () => '{}', missingField],
    ['no list', 'admin', (w) => ({ targetTeamId: w.dyes.teamId }), missingField],
    ['a list that is null', 'admin', (w) => ({ ...into(w.dyes.teamId), licenseIds: null }), missingField],
    ['a null in the list', 'admin', (w) => into(w.dyes.teamId, w.licenses.allocated, null), missingField],
    ['a team of 33 bits', 'admin', () => into(2_147_483_648), number],
    ['a team below 32 bits', 'admin', () => into(-2_147_483_649), number],
    ['a team beyond measure', 'admin', () => '{"targetTeamId":1.79E308,"licenseIds":[]}', number],
    ['a team that is a word', 'admin', () => into('string_id'), number],
    ['a team that is a truth', 'admin', () => into(true), number],
    [
      'a list that is a text',
      'admin',
      (w) => ({ ...into(w.dyes.teamId), licenseIds: w.licenses.dyes }),
      unreadable('licenseIds', 'a list'),
    ],
  ]
  test.each(rows)('%s is refused', (...row) => expectNothingDone(row))
})

describe('what is passed over', () => {
  const rows: readonly Row[] = [
    ['an empty list', 'admin', (w) => into(w.dyes.teamId), () => moved()],
    ['an unknown license', 'admin', (w) => into(w.dyes.teamId, 'ABC1234567'), () => moved()],
    [
      "another customer's license (O-32)",
      'admin',
      (w) => into(w.dyes.teamId, w.licenses.foreign),
      () => moved(),
    ],
    ['an empty id', 'admin', (w) => into(w.dyes.teamId, ''), () => moved()],
    ['numbers and truths', 'admin', (w) => into(w.dyes.teamId, 123, true, 0.5), () => moved()],
    [
      'an id in small letters',
      'admin',
      (w) => into(w.looms.teamId, w.licenses.dyes.toLowerCase()),
      () => moved(),
    ],
    ['a license that is there', 'admin', (w) => into(w.dyes.teamId, w.licenses.dyes), () => moved()],
  ]
  test.each(rows)('%s', (...row) => expectNothingDone(row))

  test('a license that is bound to its team, while the others move', async () => {
    const team = await newTeam(world.story, world.looms, 2)
    const [bound = '', free = ''] = await licensesIn(team)
    await sql`update license set transferable = false where id = ${bound}`.execute(world.story.database.db)
    const answer = await move('admin', into(world.dyes.teamId, bound, 'ABC1234567', free, ''))
    expect(told(answer)).toEqual(moved(free))
  })
})

describe('what moves', () => {
  test('licenses in hands, lapsed, with servers and suspended, each as it is but for its team', async () => {
    const { allocated, lapsed, server, suspended, allocatedLapsed } = world.licenses
    const ids = [allocated, lapsed, server, suspended, allocatedLapsed]
    const before = await Promise.all(ids.map(licenseObject))
    const there = await newTeam(world.story, world.looms, 0)
    const answer = await move('admin', into(there.teamId, ...ids, ...ids))
    expect(told(answer)).toEqual(moved(...[...ids].sort()))
    for (const [at, id] of ids.entries()) {
      const { team, ...rest } = (await licenseObject(id)) as { team: { id: number } }
      const { team: old, ...was } = before[at] as { team: { id: number } }
      expect(rest).toEqual(was)
      expect([old.id === there.teamId, team.id]).toEqual([false, there.teamId])
    }
    await expectSound(world.story, world.looms)
  })

  test('into a team named by its number as a text', async () => {
    const team = await newTeam(world.story, world.looms, 1)
    const [license = ''] = await licensesIn(team)
    expect(told(await move('admin', into(String(world.dyes.teamId), license)))).toEqual(moved(license))
  })

  test('in two calls at once, both of which are right, and each license once', async () => {
    const team = await newTeam(world.story, world.looms, 20)
    const ids = await licensesIn(team)
    const answers = await Promise.all([1, 2].map(() => move('admin', into(world.dyes.teamId, ...ids))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const both = answers.flatMap(({ json }) => (json as { licenseIds: string[] }).licenseIds)
    expect(both.sort()).toEqual([...ids].sort())
    await expectSound(world.story, world.looms)
  })

  test('and comes back in the console', async () => {
    const team = await newTeam(world.story, world.looms, 1)
    const [license = ''] = await licensesIn(team)
    world.story.pass({ minutes: 1 })
    await move('admin', into(world.dyes.teamId, license))
    const { organizationId, admin } = world.looms
    const { jobs } = planOf(await world.story.read(admin, jobsPage, { organizationId }))
    expect(jobs[0]).toMatchObject({ kind: 'move', done: 1 })
    const undone = planOf(
      await world.story.write(admin, undoJob, { organizationId, jobId: jobs[0]?.id ?? '' }),
    )
    expect(undone.restored).toBe(1)
    expect(await licensesIn(team)).toEqual([license])
  })

  test('is available to the new team, which assigns it at once', async () => {
    const [from, to] = [
      await newTeam(world.story, world.looms, 1),
      await newTeam(world.story, world.looms, 0),
    ]
    const [license = ''] = await licensesIn(from)
    await move('admin', into(to.teamId, license))
    const contact = { ...anna, email: 'moved@harrowvale.example' }
    const text = JSON.stringify({ license: { team: to.teamId, productCode: 'LOOM' }, contact })
    const given = await world.api.call('POST', '/customer/licenses/assign', { ...world.callers.admin, text })
    expect(given.status).toBe(200)
    expect(await licenseObject(license)).toMatchObject({ assignee: { email: contact.email } })
  })
})

async function licensesIn({ teamId }: { readonly teamId: number }): Promise<string[]> {
  const { json } = await world.api.call('GET', `/customer/teams/${teamId}/licenses`, world.callers.admin)
  return (json as { licenseId: string }[]).map((license) => license.licenseId)
}

async function licenseObject(id: string): Promise<unknown> {
  return (await world.api.call('GET', `/customer/licenses/${id}`, world.callers.admin)).json
}
