import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptRole } from '../teams/accept-role.ts'
import { leaveRole, takeBackRole } from '../teams/end-role.ts'
import { offerRole } from '../teams/offer-role.ts'
import { listGrants } from '../teams/role-store.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import {
  actorWith,
  newCustomer,
  openAccount,
  openStory,
  planOf,
  type Story,
  visitor,
} from '../testing/story.ts'
import { deleteAccount } from './delete-account.ts'

let database: TestDatabase
let story: Story

beforeAll(async () => {
  database = await freshDatabase()
  story = await openStory(database.connection)
})
afterAll(async () => {
  await story.close()
  await database.drop()
})

const pavel = visitor('pavel.r@example.org', 'Pavel')

const rolesIn = async (organizationId: number) =>
  (await story.read(pavel, (read) => listGrants(read, organizationId), {}))
    .filter((grant) => grant.addressKey === 'pavel.r@example.org')
    .map((grant) => [grant.role, grant.acceptedAt !== null])

const historyOf = async (organizationId: number) => {
  const events = story.database.db
    .selectFrom('event')
    .select('what')
    .where('organization_id', '=', organizationId)
  return (await events.orderBy('id').execute()).map((event) => event.what)
}

test.each(['taken back', 'account deleted'])(
  'somebody who was here before (%s) is invited again and has today’s role, not the old one (O-12)',
  async (how) => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const offer = async (role: string, email: string) => {
      const request = { organizationId, id: randomUUID(), email, name: 'Pavel', role }
      const { id } = planOf(await story.write(admin, offerRole, request))
      return planOf(await story.write(pavel, acceptRole, { organizationId, id }))
    }
    const first = await offer('administrator', 'pavel.r@example.org')
    if (how === 'taken back') planOf(await story.write(admin, takeBackRole, { organizationId, id: first.id }))
    else {
      const { personId, role } = first
      const grants = [{ organizationId, teamId: null, personId, role }]
      const actor = { ...pavel, accountId: randomUUID(), grants }
      await openAccount(story, actor)
      planOf(await story.write(actor, deleteAccount, {}))
    }
    expect(await rolesIn(organizationId)).toEqual([])
    await offer('viewer', 'Pavel.R@Example.ORG')
    expect(await rolesIn(organizationId)).toEqual([['viewer', true]])
    const ended = how === 'taken back' ? 'role_taken_back' : 'account_deleted'
    expect(await historyOf(organizationId)).toEqual([
      ...['role_offered', 'role_accepted', ended, 'role_offered', 'role_accepted'],
    ])
  },
)

test('somebody invited under another spelling who is here already is told so (O-09)', async () => {
  const { organizationId, admin } = await newCustomer(story, 1)
  const request = (email: string) => ({ organizationId, id: randomUUID(), email, name: '', role: 'viewer' })
  const { id } = planOf(await story.write(admin, offerRole, request('Lena.Fuchs@Example.ORG')))
  planOf(await story.write(visitor('lena.fuchs@example.org'), acceptRole, { organizationId, id }))
  const again = await story.write(admin, offerRole, request('LENA.FUCHS@example.org'))
  expect(planOf(again)).toEqual({ id, state: 'held_before' })
})

test('of the last two administrators, one deleting the account and one leaving at once, one remains (O-34)', async () => {
  const { organizationId, admin } = await newCustomer(story, 1)
  const noor = await actorWith(story, organizationId, {
    ...{ address: 'noor@harrowvale.example', name: 'Noor', role: 'administrator' },
  })
  await openAccount(story, admin)
  const grants = await story.read(noor, (read) => listGrants(read, organizationId), {})
  const hers = grants.find((grant) => grant.addressKey === 'noor@harrowvale.example')
  const answers = await Promise.all([
    story.write(admin, deleteAccount, {}),
    story.write(noor, leaveRole, { organizationId, id: hers?.id ?? '' }),
  ])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  const left = await story.read(noor, (read) => listGrants(read, organizationId), {})
  expect(left.filter((grant) => grant.role === 'administrator' && grant.acceptedAt)).toHaveLength(1)
})
