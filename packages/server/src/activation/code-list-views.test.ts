import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Selection } from '../assignment/license-filter.ts'
import { assign, licenseOf, revoke, these } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { withKeys } from '../testing/keys.ts'
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
import { codeList } from './code-list-views.ts'
import { takeOwnCode } from './take-own-code.ts'

let place: TestDatabase
let story: Story
let customer: Customer

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
})
afterAll(async () => {
  await story.close()
  await place.drop()
})
beforeEach(async () => {
  customer = await newCustomer(story, 10)
  await assign(story, customer, 'amaya@harrowvale.example', 'ben@harrowvale.example')
})

const everything: Selection = { kind: 'matching', filter: {}, except: [] }
const listAs = (actor: Customer['admin'], selection: Selection, teamId?: number) =>
  story.read(actor, codeList, {
    ...{ organizationId: customer.organizationId, selection, page: 1, perPage: 50 },
    ...(teamId !== undefined && { teamId }),
  })
const list = async (selection: Selection = everything) => planOf(await listAs(customer.admin, selection))

async function takeCode(address: string): Promise<void> {
  const licenseId = await licenseOf(story, customer, address)
  planOf(
    await story.write(visitor(address), takeOwnCode, { organizationId: customer.organizationId, licenseId }),
  )
}

test('whoever holds a license is listed with their code, or with none, and licenses in nobody’s hands are counted', async () => {
  await takeCode('ben@harrowvale.example')
  expect(await list()).toMatchObject({
    ...{ licenses: 10, held: 2, withCode: 1, mayIssue: true },
    rows: [
      { person: { address: 'amaya@harrowvale.example' }, product: 'Loomwright', code: null },
      { person: { address: 'ben@harrowvale.example' }, code: { cameBy: 'page' } },
    ],
  })
})

test('a code itself is never in the list (O-39)', async () => {
  await takeCode('ben@harrowvale.example')
  expect(JSON.stringify(await list())).not.toContain('eyJ')
})

test('a filter, or licenses by name, choose who is listed', async () => {
  const ben = await licenseOf(story, customer, 'ben@harrowvale.example')
  const found = { rows: [{ person: { address: 'ben@harrowvale.example' } }], held: 1 }
  expect(await list(these(ben))).toMatchObject(found)
  expect(await list({ kind: 'matching', filter: { search: 'ben@' }, except: [] })).toMatchObject(found)
  expect((await list({ kind: 'matching', filter: {}, except: [ben] })).rows).toHaveLength(1)
})

test('whoever has lost the license is listed no more', async () => {
  await takeCode('ben@harrowvale.example')
  await revoke(story, customer, 'ben@harrowvale.example')
  expect(await list()).toMatchObject({ held: 1, withCode: 0 })
})

test('somebody of one team sees that team only, and whoever only looks may issue nothing', async () => {
  const team = await newTeam(story, customer, 3)
  await assign(story, team, 'cleo@harrowvale.example')
  const viewer = await actorWith(story, customer.organizationId, {
    ...{ address: 'viewer@harrowvale.example', name: 'Viewer', role: 'team_viewer', teamId: team.teamId },
  })
  expect(planOf(await listAs(viewer, everything))).toMatchObject({
    ...{ held: 1, licenses: 3, mayIssue: false },
    rows: [{ person: { address: 'cleo@harrowvale.example' } }],
  })
  expect(planOf(await listAs(customer.admin, everything, team.teamId))).toMatchObject({ held: 1 })
  const stranger = visitor('eve@kelso.example')
  expect(await listAs(stranger, everything)).toMatchObject({ refusal: { code: 'organization_not_found' } })
})
