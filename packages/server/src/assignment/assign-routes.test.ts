import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anna,
  assignAs,
  byId,
  byTeam,
  mismatch,
  missingEdit,
  type Sent,
  said,
  told,
  type Who,
} from '../testing/assign-requests.ts'
import { type AssignWorld, openAssignWorld } from '../testing/assign-world.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump } from '../testing/story.ts'

// The rows of the contract that are about assigning: what is sent, and the answer to the byte.

let place: TestDatabase
let world: AssignWorld
let before: unknown

/** What a call that was refused leaves is the note that a key was used, and nothing else. */
const state = () => dump(world.story, 'attempt', 'api_token')

beforeAll(async () => {
  place = await freshDatabase()
  world = await openAssignWorld(place.connection)
  before = await state()
})

afterAll(async () => {
  await world.close()
  await place.drop()
})

type Row = readonly [
  what: string,
  who: Who,
  sent: (w: AssignWorld) => Sent,
  answer: (w: AssignWorld) => unknown,
]

async function expectRefused([, who, sent, answer]: Row): Promise<void> {
  expect(told(await assignAs(world, who, sent(world)))).toEqual(answer(world))
}

describe('who may assign', () => {
  const rows: readonly Row[] = [
    [
      'a team administrator on a license of another team',
      'teamAdmin',
      (w) => byId(w.licenses.dyes),
      mismatch,
    ],
    ['a team viewer on a license of another team', 'teamViewer', (w) => byId(w.licenses.dyes), mismatch],
    ['a team administrator on another team', 'teamAdmin', (w) => byTeam(w.dyes.teamId), mismatch],
    ['a team viewer on another team', 'teamViewer', (w) => byTeam(w.dyes.teamId), mismatch],
    [
      'the other team on a license of this one',
      'dyesAdmin',
      (w) => byId(w.licenses.allocated),
      (w) => mismatch(w, w.dyes),
    ],
    ['a team viewer by license', 'teamViewer', (w) => byId(w.licenses.allocated), missingEdit],
    ['a team viewer by team', 'teamViewer', (w) => byTeam(w.looms.teamId), missingEdit],
    ['a viewer by license', 'viewer', (w) => byId(w.licenses.dyes), (w) => missingEdit(w, w.dyes)],
    ['a viewer by team', 'viewer', (w) => byTeam(w.looms.teamId), missingEdit],
    ['a primary contact by team', 'contact', (w) => byTeam(w.looms.teamId), missingEdit],
  ]
  test.each(rows)('%s is refused', (...row) => expectRefused(row))
})

describe('what is not there', () => {
  const unknown = (licenseId: string) => () => said(404, 'LICENSE_NOT_FOUND', licenseId)
  const noProduct = (code: string) => () => said(404, 'PRODUCT_NOT_FOUND', code)
  const noTeam = (team: string) => () => said(404, 'TEAM_NOT_FOUND', team)
  const rows: readonly Row[] = [
    ['an unknown license', 'admin', () => byId('ABC1234567'), unknown('ABC1234567')],
    ['an empty license id', 'admin', () => byId(''), unknown('')],
    [
      'a license id in small letters',
      'admin',
      (w) => byId(w.licenses.dyes.toLowerCase()),
      (w) => said(404, 'LICENSE_NOT_FOUND', w.licenses.dyes.toLowerCase()),
    ],
    ['a license id that is a number', 'admin', () => byId(123), unknown('123')],
    ['a license id that is a truth', 'admin', () => byId(true), unknown('true')],
    ['a license id that is no id', 'admin', () => byId('😀 / ../'), unknown('😀 / ../')],
    [
      "another customer's license (O-32)",
      'admin',
      (w) => byId(w.licenses.foreign),
      (w) => said(404, 'LICENSE_NOT_FOUND', w.licenses.foreign),
    ],
    ['an unknown product', 'admin', (w) => byTeam(w.looms.teamId, 'NOPE'), noProduct('NOPE')],
    ['an empty product', 'admin', (w) => byTeam(w.looms.teamId, ''), noProduct('')],
    ['a product that is a number', 'admin', (w) => byTeam(w.looms.teamId, 123), noProduct('123')],
    ['an unknown team', 'admin', () => byTeam(7654321), noTeam('7654321')],
    [
      'a team that ended',
      'admin',
      (w) => byTeam(w.gone.teamId),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.gone.teamId)),
    ],
    [
      "another customer's team (O-32)",
      'admin',
      (w) => byTeam(w.rivals.teamId),
      (w) => said(404, 'TEAM_NOT_FOUND', String(w.rivals.teamId)),
    ],
    ['no team', 'admin', () => ({ ...byId(null), license: { productCode: 'LOOM' } }), noTeam('0')],
    ['a team that is null', 'admin', () => byTeam(null), noTeam('0')],
    ['a team that is 0.0', 'admin', () => byTeam(0.0), noTeam('0')],
    ['a team that is almost nothing', 'admin', () => byTeam(4.9e-324), noTeam('0')],
    ['the largest team', 'admin', () => byTeam(2_147_483_647), noTeam('2147483647')],
    ['the smallest team', 'admin', () => byTeam(-2_147_483_648), noTeam('-2147483648')],
    ['product and team, the product first', 'admin', () => byTeam(7654321, 'NOPE'), noProduct('NOPE')],
  ]
  test.each(rows)('%s is a 404 that names it', (...row) => expectRefused(row))
})

describe('what cannot be given', () => {
  const unavailable = (why: string) => () => said(400, 'LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN', why)
  const none = (w: AssignWorld, { teamId } = w.empty, product = 'LOOM') =>
    said(
      400,
      'NO_AVAILABLE_LICENSE_TO_ASSIGN',
      `No available license found to assign in the team ${teamId} with product ${product}`,
    )
  const rows: readonly Row[] = [
    ['a license somebody has', 'admin', (w) => byId(w.licenses.allocated), unavailable('ALLOCATED')],
    [
      'the license of the very same person',
      'admin',
      (w) => byId(w.licenses.allocated, { contact: { ...anna, email: 'held@harrowvale.example' } }),
      unavailable('ALLOCATED'),
    ],
    [
      'one somebody has whose time is over',
      'admin',
      (w) => byId(w.licenses.allocatedLapsed),
      unavailable('ALLOCATED'),
    ],
    ['a lapsed license', 'admin', (w) => byId(w.licenses.lapsed), unavailable('EXPIRED_WITHOUT_FALLBACK')],
    ['a license of a server', 'admin', (w) => byId(w.licenses.server), unavailable('NON_PER_USER')],
    ['a lapsed one of a vault', 'admin', (w) => byId(w.licenses.serverLapsed), unavailable('NON_PER_USER')],
    ['a suspended license', 'admin', (w) => byId(w.licenses.suspended), unavailable('SUSPENDED')],
    ['a team without a seat', 'admin', (w) => byTeam(w.empty.teamId), none],
    [
      'a team without a seat, by its administrator',
      'admin',
      (w) => byTeam(w.looms.teamId, 'FERR'),
      (w) => none(w, w.looms, 'FERR'),
    ],
    ['a team whose seats lapsed', 'admin', (w) => byTeam(w.lapsed.teamId), (w) => none(w, w.lapsed)],
  ]
  test.each(rows)('%s is a 400 with the reason', (...row) => expectRefused(row))
})

test('nothing of all this leaves a trace', async () => {
  expect(await state()).toEqual(before)
})
