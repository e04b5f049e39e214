import { randomUUID } from 'node:crypto'
import { type AccountActor, anonymous } from '@claviger/core/teams/actor'
import { isTeamRole, type Role, roles } from '@claviger/core/teams/permission-matrix'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
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
  visitor,
} from '../testing/story.ts'
import { acceptRole } from './accept-role.ts'
import { administratorsPage } from './administrators-views.ts'
import { leaveRole, takeBackRole } from './end-role.ts'
import { offerRole } from './offer-role.ts'
import { organizationBySlug, organizationFrame, organizationsToBuyFor } from './organization-views.ts'

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

describe('an offered role', () => {
  test('is asked for by letter, and counts for nothing before it is accepted', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const offer = planOf(await story.write(admin, offerRole, form(organizationId)))
    expect(offer.state).toBe('offered')
    expect(await rolesOf(organizationId)).toContainEqual(['administrator', 'pekka@hv.example', false])
    expect(await letterCount(organizationId, 'role_offered')).toBe(1)

    const pekka = visitor('pekka@hv.example', 'Pekka Lahtinen')
    planOf(await story.write(pekka, acceptRole, { organizationId, id: offer.id }))
    planOf(await story.write(pekka, acceptRole, { organizationId, id: offer.id }))
    expect(await rolesOf(organizationId)).toContainEqual(['administrator', 'pekka@hv.example', true])
  })

  test.each(roles)('as %s is the role from when it is accepted', async (role) => {
    const { organizationId, teamId, admin } = await newCustomer(story, 1)
    const scope = isTeamRole(role) ? { teamId } : {}
    const { id } = planOf(await story.write(admin, offerRole, { ...form(organizationId), role, ...scope }))
    const pekka = visitor('pekka@hv.example', 'Pekka Lahtinen')
    planOf(await story.write(pekka, acceptRole, { organizationId, id }))
    expect(await rolesOf(organizationId)).toContainEqual([role, 'pekka@hv.example', true])
  })

  test('is not accepted by the owner of another address', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const { id } = planOf(await story.write(admin, offerRole, form(organizationId)))
    for (const actor of [anonymous, visitor('mallory@evil.example'), admin]) {
      const answer = await story.write(actor, acceptRole, { organizationId, id })
      expect(refusalOf(answer)).toMatchObject({ code: 'role_offer_not_found' })
    }
  })

  test('sent twice is one offer and one letter, whatever the address is spelled like (O-09)', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const first = form(organizationId)
    planOf(await story.write(admin, offerRole, first))
    expect(planOf(await story.write(admin, offerRole, first)).state).toBe('offered_before')
    const again = { ...first, id: randomUUID(), email: ' PEKKA@HV.example ' }
    expect(planOf(await story.write(admin, offerRole, again)).state).toBe('offered_before')
    expect(await letterCount(organizationId, 'role_offered')).toBe(1)
  })

  test('dies with the rights of whoever offered it (O-33)', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const noor = await actorWith(story, organizationId, {
      ...{ address: 'noor@hv.example', name: 'Noor', role: 'administrator' },
    })
    const { id } = planOf(await story.write(noor, offerRole, form(organizationId)))
    const granted = await grantId(organizationId, 'noor@hv.example')
    planOf(await story.write(admin, takeBackRole, { organizationId, id: granted }))

    const pekka = visitor('pekka@hv.example')
    const refusal = refusalOf(await story.write(pekka, acceptRole, { organizationId, id }))
    expect(refusal).toMatchObject({ code: 'role_offer_void', by: 'Noor', role: 'administrator' })
    const slug = await slugOf(organizationId)
    const page = planOf(await story.read(admin, administratorsPage, { slug, team: null }))
    expect(page.roles.find((role) => role.id === id)).toMatchObject({ state: 'void', mayEnd: true })
  })

  test.each<[Role, string, string]>([
    ['team_administrator', 'administrator', 'not_allowed'],
    ['team_administrator', 'viewer', 'not_allowed'],
    ['viewer', 'team_viewer', 'not_allowed'],
    ['team_viewer', 'team_viewer', 'not_allowed'],
  ])('a %s cannot make a %s, by any path (O-33)', async (own, wanted, code) => {
    const customer = await newCustomer(story, 1)
    const actor = await memberOf(customer, own)
    const before = await dump(story)
    const request = { ...form(customer.organizationId), role: wanted, teamId: customer.teamId }
    expect(refusalOf(await story.write(actor, offerRole, request)).code).toBe(code)
    expect(await dump(story)).toEqual(before)
  })

  test('a team administrator makes team administrators of that team and of no other (O-33)', async () => {
    const customer = await newCustomer(story, 1)
    const other = await newTeam(story, customer, 0)
    const actor = await memberOf(customer, 'team_administrator')
    const request = { ...form(customer.organizationId), role: 'team_administrator' }
    planOf(await story.write(actor, offerRole, { ...request, teamId: customer.teamId }))
    const elsewhere = await story.write(actor, offerRole, {
      ...request,
      id: randomUUID(),
      teamId: other.teamId,
    })
    expect(refusalOf(elsewhere).code).toBe('not_allowed')
  })

  test('in another organization, or for a team of another, is not found (O-32)', async () => {
    const [one, other] = [await newCustomer(story, 1), await newCustomer(story, 1)]
    const { id } = planOf(await story.write(one.admin, offerRole, form(one.organizationId)))
    const before = await dump(story)
    const { admin } = other
    const answers = [
      await story.write(admin, offerRole, form(one.organizationId)),
      await story.write(admin, takeBackRole, { organizationId: one.organizationId, id }),
      await story.write(admin, takeBackRole, { organizationId: other.organizationId, id }),
      await story.write(admin, acceptRole, { organizationId: other.organizationId, id }),
      await story.write(admin, offerRole, {
        ...{ ...form(other.organizationId), role: 'team_viewer', teamId: one.teamId },
      }),
    ]
    expect(answers.map((answer) => refusalOf(answer).code)).toEqual([
      'organization_not_found',
      'organization_not_found',
      'role_not_found',
      'role_offer_not_found',
      'team_not_found',
    ])
    expect(await dump(story)).toEqual(before)
  })

  test.each([
    [{ email: 'pekka' }, 'email'],
    [{ role: 'owner' }, 'role'],
    [{ name: 'Pekka\u0000' }, 'name'],
    [{ id: '1' }, 'id'],
  ])('with %j is refused at the field', async (wrong, field) => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const refusal = refusalOf(await story.write(admin, offerRole, { ...form(organizationId), ...wrong }))
    expect(refusal).toMatchObject({ code: 'fields_wrong', fields: [{ field }] })
  })
})

describe('the last administrator', () => {
  test('neither leaves nor is taken back (O-34)', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const id = await grantId(organizationId, 'ines.okafor@harrowvale.example')
    for (const operation of [leaveRole, takeBackRole]) {
      const refusal = refusalOf(await story.write(admin, operation, { organizationId, id }))
      expect(refusal).toMatchObject({ code: 'last_administrator' })
    }
  })

  test('may decline an offer of less, and leave once there is another', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    await memberOf({ organizationId, teamId: 0 }, 'administrator')
    const id = await grantId(organizationId, 'ines.okafor@harrowvale.example')
    expect((await story.write(admin, leaveRole, { organizationId, id })).ok).toBe(true)
  })

  test('remains when the last two leave at once (O-34)', async () => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const other = await memberOf({ organizationId, teamId: 0 }, 'administrator')
    const [mine, theirs] = [
      await grantId(organizationId, 'ines.okafor@harrowvale.example'),
      await grantId(organizationId, 'administrator@hv.example'),
    ]
    const answers = await Promise.all([
      story.write(admin, leaveRole, { organizationId, id: mine }),
      story.write(other, leaveRole, { organizationId, id: theirs }),
    ])
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  })

  test('is left alone by somebody else who leaves', async () => {
    const { organizationId } = await newCustomer(story, 1)
    const id = await grantId(organizationId, 'ines.okafor@harrowvale.example')
    const stranger = visitor('mallory@evil.example')
    expect(refusalOf(await story.write(stranger, leaveRole, { organizationId, id })).code).toBe(
      'role_not_found',
    )
    const malformed = await story.write(stranger, leaveRole, { organizationId, id: "1'" })
    expect(refusalOf(malformed).code).toBe('role_not_found')
  })
})

describe('an organization', () => {
  test('is shown with its teams and seats to whoever has a role in it, and to nobody else', async () => {
    const customer = await newCustomer(story, 5)
    const second = await newTeam(story, customer, 3)
    const slug = await slugOf(customer.organizationId)
    expect(planOf(await story.read(customer.admin, organizationBySlug, { slug }))).toMatchObject({
      ...{ role: 'administrator', free: 8, total: 8 },
      teams: [
        { id: customer.teamId, free: 5 },
        { id: second.teamId, free: 3 },
      ],
    })
    for (const actor of [anonymous, visitor('mallory@evil.example')]) {
      const refusal = refusalOf(await story.read(actor, organizationBySlug, { slug }))
      expect(refusal).toMatchObject({ code: 'organization_not_found' })
      expect(refusalOf(await story.read(actor, organizationFrame, { slug, team: null }))).toEqual(refusal)
    }
  })

  test('is only its own team to a team administrator', async () => {
    const customer = await newCustomer(story, 5)
    const other = await newTeam(story, customer, 3)
    const actor = await memberOf(customer, 'team_administrator')
    const slug = await slugOf(customer.organizationId)
    const place = planOf(await story.read(actor, organizationBySlug, { slug }))
    expect(place).toMatchObject({ role: 'team_administrator', total: 5, teams: [{ id: customer.teamId }] })
    const frame = await story.read(actor, organizationFrame, { slug, team: String(customer.teamId) })
    expect(planOf(frame)).toMatchObject({
      home: `/o/${slug}/t/${customer.teamId}`,
      role: 'team_administrator',
    })
    const elsewhere = { slug, team: String(other.teamId) }
    expect(refusalOf(await story.read(actor, organizationFrame, elsewhere)).code).toBe(
      'organization_not_found',
    )
    const page = planOf(await story.read(actor, administratorsPage, { slug, team: null }))
    expect(page.offers).toMatchObject({ organization: false, teams: [{ id: customer.teamId }] })
  })

  test('is bought for by its administrators only', async () => {
    const customer = await newCustomer(story, 1)
    const viewer = await memberOf(customer, 'viewer')
    const { places } = await story.read(customer.admin, organizationsToBuyFor, {})
    expect(places.map((place) => place.organizationId)).toEqual([customer.organizationId])
    expect(await story.read(viewer, organizationsToBuyFor, {})).toEqual({ places: [] })
    expect(await story.read(anonymous, organizationsToBuyFor, {})).toEqual({ places: [] })
  })
})

function form(organizationId: number) {
  return { organizationId, id: randomUUID(), email: 'pekka@hv.example', role: 'administrator' }
}

function memberOf(place: Pick<Customer, 'organizationId' | 'teamId'>, role: Role): Promise<AccountActor> {
  const scope = isTeamRole(role) ? { teamId: place.teamId } : {}
  return actorWith(story, place.organizationId, { address: `${role}@hv.example`, name: role, role, ...scope })
}

async function rolesOf(organizationId: number) {
  const { rows } = await sql<{ role: string; address: string; accepted: boolean }>`
    select role, address, accepted_at is not null as accepted from role_grant join person
      on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
    where role_grant.organization_id = ${organizationId}`.execute(story.database.db)
  return rows.map((row) => [row.role, row.address, row.accepted])
}

async function grantId(organizationId: number, addressKey: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select role_grant.id from role_grant join person
      on person.organization_id = role_grant.organization_id and person.id = role_grant.person_id
    where role_grant.organization_id = ${organizationId} and person.address_key = ${addressKey}`.execute(
    story.database.db,
  )
  return rows[0]?.id ?? ''
}

async function slugOf(organizationId: number): Promise<string> {
  const { rows } = await sql<{
    slug: string
  }>`select slug from organization where id = ${organizationId}`.execute(story.database.db)
  return rows[0]?.slug ?? ''
}

async function letterCount(organizationId: number, kind: string): Promise<number> {
  const { rows } =
    await sql`select 1 from letter where organization_id = ${organizationId} and kind = ${kind}`.execute(
      story.database.db,
    )
  return rows.length
}

test.each([Number.NaN, 1.5, 2 ** 53, -1])(
  'the id %s is nobody’s team and nobody’s organization',
  async (odd) => {
    const { organizationId, admin } = await newCustomer(story, 1)
    const team = { ...form(organizationId), role: 'team_viewer', teamId: odd }
    expect(refusalOf(await story.write(admin, offerRole, team)).code).toBe('team_not_found')
    const id = randomUUID()
    expect((await story.write(admin, acceptRole, { organizationId: odd, id })).ok).toBe(false)
    for (const operation of [leaveRole, takeBackRole])
      expect((await story.write(admin, operation, { organizationId: odd, id })).ok).toBe(false)
  },
)
