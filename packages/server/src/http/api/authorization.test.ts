import { operator } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { apiRoutes } from '../../app.ts'
import { addStaff } from '../../teams/add-staff.ts'
import type { ApiCaller } from '../../testing/account-api.ts'
import { apiTrials } from '../../testing/api-trials.ts'
import {
  type ApiWorld,
  type CallerName,
  callerOf,
  callers,
  openApiWorld,
  pathOf,
} from '../../testing/api-world.ts'
import { freshDatabase, type TestDatabase } from '../../testing/database.ts'
import { dump, planOf } from '../../testing/story.ts'
import type { ApiRoute } from './api-route.ts'

let place: TestDatabase
let world: ApiWorld

beforeAll(async () => {
  place = await freshDatabase()
  world = await openApiWorld(place.connection)
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

const noEdit = '403 INSUFFICIENT_PERMISSIONS'
const [noTeam, noToken, noLicense] = ['404 TEAM_NOT_FOUND', '404 TOKEN_NOT_FOUND', '404 LICENSE_NOT_FOUND']
const noRequest = '404 REQUEST_NOT_FOUND'
const [noPerson, noLink, noJob] = ['404 PERSON_NOT_FOUND', '404 INVITATION_NOT_FOUND', '404 JOB_NOT_FOUND']
const tokenType = '403 TOKEN_TYPE_MISMATCH'
const mismatch = '403 TEAM_MISMATCH'

type Row = readonly [route: string, ...answers: string[]]

/** What everybody is answered who calls a route about something in the customer's first team. */
const matrix: readonly Row[] = [
  // admin, admin of the team, viewer, viewer of the team, admin of another team, admin of another customer
  ['getManagedEntityInfo', '200', '200', '200', '200', '200', '200'],
  ['rotateToken', '200', '200', '200', '200', '200', '200'],
  ['listTokens', '200', '200', '200', '200', '200', '200'],
  ['createToken', '201', '201', noEdit, noEdit, noTeam, noTeam],
  ['rotateTokenById', ...Array<string>(6).fill(noToken)],
  ['revokeToken', '204', '204', noToken, noToken, noToken, noToken],
  ['getProducts', '200', '200', '200', '200', '200', '200'],
  ['getPlugins', '200', '200', '200', '200', '200', '200'],
  ['getAllForCustomer', '200', '200', '200', '200', '200', '200'],
  ['getAllForTeam', '200', '200', '200', '200', mismatch, noTeam],
  ['getByLicenseId', '200', '200', '200', '200', mismatch, noLicense],
  ['assignLicense', '200', '200', noEdit, noEdit, mismatch, noTeam],
  ['revokeAsset', '200', '200', noEdit, noEdit, mismatch, noLicense],
  ['assignMany', '200', '200', noEdit, noEdit, mismatch, noTeam],
  ['revokeMany', '200', '200', noEdit, noEdit, '200', '200'],
  ['remindMany', '200', '200', noEdit, noEdit, noLicense, noLicense],
  ['mailCodes', '200', '200', noEdit, noEdit, noLicense, noLicense],
  ['listTeams', '200', '200', noEdit, '200', '200', '200'],
  ['createTeam', '201', noEdit, noEdit, noEdit, noEdit, '201'],
  ['getTeam', '200', '200', '200', '200', noTeam, noTeam],
  ['renameTeam', '200', '200', noEdit, noEdit, noTeam, noTeam],
  ['deleteTeam', '409 TEAM_NOT_EMPTY', noEdit, noEdit, noEdit, noTeam, noTeam],
  ['mergeTeams', '200', noEdit, noEdit, noEdit, noTeam, noTeam],
  ['transferLicenses', '200', noTeam, noEdit, noEdit, noTeam, noTeam],
  ['changeTeam', '200', tokenType, noEdit, tokenType, tokenType, noTeam],
  ['listPeople', '200', '200', '200', '200', '200', '200'],
  ['getPerson', '200', '200', '200', '200', noPerson, noPerson],
  ['revokePerson', '200', '200', noEdit, noEdit, noPerson, noPerson],
  ['reassignLicenses', '200', '200', noEdit, noEdit, noPerson, noPerson],
  ['askPerson', '200', '200', noEdit, noEdit, noPerson, noPerson],
  ['listInvitations', '200', '200', '200', '200', '200', '200'],
  ['createInvitation', '201', '201', noEdit, noEdit, noTeam, noTeam],
  ['getInvitation', '200', '200', '200', '200', noLink, noLink],
  ['pauseInvitation', '204', '204', noEdit, noEdit, noLink, noLink],
  ['resumeInvitation', '204', '204', noEdit, noEdit, noLink, noLink],
  ['replaceInvitation', '200', '200', noEdit, noEdit, noLink, noLink],
  ['changeInvitation', '204', '204', noEdit, noEdit, noLink, noLink],
  ['listRequests', '200', '200', '200', '200', '200', '200'],
  ['approveRequests', '200', '200', noEdit, noEdit, noRequest, noRequest],
  ['declineRequests', '200', '200', noEdit, noEdit, noRequest, noRequest],
  ['listJobs', '200', '200', '200', '200', '200', '200'],
  ['getJob', '200', '200', '200', '200', noJob, noJob],
  ['listJobItems', '200', '200', '200', '200', noJob, noJob],
  ['stopJob', '200', '200', noEdit, noEdit, noJob, noJob],
  ['retryJob', '202', '202', noEdit, noEdit, noJob, noJob],
  ['undoJob', '200', '200', noEdit, noEdit, noJob, noJob],
  ['listEvents', '200', '200', '200', '200', '200', '200'],
]

const routeOf = (id: string): ApiRoute | undefined => apiRoutes.find((route) => route.id === id)

test('every route has its row, its call, and no row is about something else', () => {
  const ids = apiRoutes.map(({ id }) => id).sort()
  expect(matrix.map(([id]) => id).sort()).toEqual(ids)
  expect(Object.keys(apiTrials).sort()).toEqual(ids)
})

/** Everything but what a call itself leaves: when its token was used. */
const everything = () => dump(world.story, 'api_token')

describe('whose token it is decides (O-32, O-33)', () => {
  const cells = matrix.flatMap(([id, ...answers]) =>
    callers.map((name, at) => ({ id, name, answer: answers[at] ?? '' })),
  )

  test.each(cells)('$id by $name: $answer', async ({ id, name, answer }) => {
    const route = routeOf(id)
    if (!route) throw new Error(`there is no route ${id}`)
    const caller = await callerOf(world, name)
    const trial = (await apiTrials[id]?.(world)) ?? {}
    const before = answer.startsWith('4') ? await everything() : null
    const got = await world.api.call(route.method.toUpperCase(), pathOf(route, trial), {
      ...{ ...caller, body: trial.body },
    })
    expect(`${got.status} ${got.status >= 400 ? got.json.code : ''}`.trim()).toBe(answer)
    if (before) expect(await everything()).toEqual(before)
    if (tellsNothing(name)) for (const secret of secrets()) expect(got.text).not.toContain(secret)
  })

  const tellsNothing = (name: CallerName) => name === 'otherTeam' || name === 'rival'
  const secrets = () => [world.holder, world.ids.person, world.ids.link, world.ids.job]
})

const answersOf = async (calls: (route: ApiRoute) => Promise<readonly string[]>) => {
  const answers: [string, readonly string[]][] = []
  for (const route of apiRoutes) answers.push([route.id, await calls(route)])
  return answers
}

const everyRoute = (...answers: string[]) => apiRoutes.map(({ id }) => [id, answers])

test('every route is shut to whoever has no key, the wrong one, or a session in a browser (O-32)', async () => {
  const { customer, rivals } = world
  const [admin, rival] = [await callerOf(world, 'admin'), await callerOf(world, 'rival')]
  const staff = { Cookie: await staffCookie() }
  const before = await everything()
  const answers = await answersOf(async (route) => [
    await shut(route, {}),
    await shut(route, { customer: customer.organizationId }, staff),
    await shut(route, { token: admin.token }),
    await shut(route, { ...admin, token: '0'.repeat(25) }),
    await shut(route, { ...rival, customer: customer.organizationId }),
    await shut(route, { ...admin, customer: rivals.organizationId }),
  ])
  const [keyless, wrong] = ['401 MISSING_TOKEN_HEADER', '401 INVALID_TOKEN']
  expect(answers).toEqual(everyRoute(keyless, keyless, '401 MISSING_CUSTOMER_HEADER', wrong, wrong, wrong))
  expect(await everything()).toEqual(before)
})

test('every route is shut at once to a revoked token, to whoever lost their role, and where the API is off (O-40)', async () => {
  const { db } = world.story.database
  const revoked = await callerOf(world, 'admin')
  const gone = await callerOf(world, 'admin')
  const off = await callerOf(world, 'rival')
  for (const warm of [revoked, gone, off])
    expect((await world.api.call('GET', '/products', warm)).status).toBe(200)
  await sql`update api_token set revoked_at = now(), revoked_by = 'test' where id = ${revoked.tokenId}`.execute(
    db,
  )
  await sql`delete from role_grant
    where person_id = (select person_id from api_token where id = ${gone.tokenId})`.execute(db)
  await sql`update organization set api_enabled = false where id = ${off.customer}`.execute(db)
  const answers = await answersOf(async (route) => [
    await shut(route, revoked),
    await shut(route, gone),
    await shut(route, off),
  ])
  expect(answers).toEqual(everyRoute('401 INVALID_TOKEN', '401 INVALID_TOKEN', '403 API_DISABLED'))
  await sql`update organization set api_enabled = true where id = ${off.customer}`.execute(db)
  expect((await world.api.call('GET', '/products', off)).status).toBe(200)
})

/** The session of somebody who runs the installation. */
async function staffCookie(): Promise<string> {
  const address = 'maud@fenwick.example'
  await world.story.write(operator, addStaff, { email: address, role: 'owner' })
  const { setCookie } = planOf(await world.api.app.access.signInAs({ address, from: new Headers() }))
  return setCookie.split(';')[0] ?? ''
}

async function shut(route: ApiRoute, caller: Partial<ApiCaller>, headers = {}): Promise<string> {
  const { customer, ids } = world
  const params = { teamId: customer.teamId, licenseId: ids.license, personId: ids.person, jobId: ids.job }
  const path = pathOf(route, { params: { ...params, invitationId: ids.link, tokenId: ids.link } })
  const { status, json } = await world.api.call(route.method.toUpperCase(), path, {
    ...{ ...caller, body: {}, headers },
  })
  return `${status} ${json.code}`
}
