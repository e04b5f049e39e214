import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { mostTokens } from '@claviger/core/teams/token-rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTokenDoor, type TokenDoor } from '../access/token-door.ts'
import { deleteAccount } from '../assignment/delete-account.ts'
import { lettersOf } from '../testing/acts.ts'
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
} from '../testing/story.ts'
import { administratorsPage } from './administrators-views.ts'
import { changeApi } from './change-api.ts'
import { type CreateToken, createToken } from './create-token.ts'
import { takeBackRole } from './end-role.ts'
import { revokeToken } from './revoke-token.ts'
import { rotateToken } from './rotate-token.ts'
import { tokensPage } from './token-views.ts'

let place: TestDatabase
let story: Story
let door: TokenDoor

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  door = openTokenDoor({ db: story.database.db, clock: story.now })
})
afterAll(async () => {
  await door.tokensNoted()
  await story.close()
  await place.drop()
})

const formFor = ({ organizationId }: Customer, more: Partial<CreateToken> = {}): CreateToken => ({
  ...{ organizationId, id: randomUUID(), name: 'Nightly sync', role: 'administrator', ...more },
})

const make = (actor: AccountActor, form: CreateToken) => story.write(actor, createToken, form)

/** A customer whose API is on. */
async function openCustomer(): Promise<Customer> {
  const customer = await newCustomer(story, 1)
  planOf(await turn(customer, 'on'))
  return customer
}

const turn = ({ organizationId, admin }: Customer, state: string) =>
  story.write(admin, changeApi, { organizationId, state })

const whole = ({ organizationId }: Customer) => ({ organizationId })

let people = 0

function memberOf({ organizationId, teamId }: Customer, role: Role): Promise<AccountActor> {
  people += 1
  const cast = { address: `person.${people}@harrowvale.example`, name: `Person ${people}`, role }
  return actorWith(story, organizationId, { ...cast, ...(role.startsWith('team_') && { teamId }) })
}

async function events({ organizationId }: Customer) {
  const rows = await story.database.db
    .selectFrom('event')
    .select(['what', 'actor', 'team_id', 'facts'])
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute()
  return rows
}

describe('making a token', () => {
  test('the key is 25 letters and digits, works, and nowhere in the database', async () => {
    const customer = await openCustomer()
    const { key } = planOf(await make(customer.admin, formFor(customer)))
    expect(key).toMatch(/^[0-9a-z]{25}$/)
    const caller = await door.actorOfToken(key ?? '', String(customer.organizationId))
    expect(caller).toMatchObject({ kind: 'actor', actor: { role: 'administrator', name: 'Ines Okafor' } })
    expect(JSON.stringify(await dump(story))).not.toContain(key)
  })

  test('it is in the log and in a letter to its owner, and neither holds the key (O-39)', async () => {
    const customer = await openCustomer()
    const { key } = planOf(await make(customer.admin, formFor(customer, { teamId: customer.teamId })))
    expect((await events(customer)).at(-1)).toEqual({
      ...{ what: 'token_created', actor: 'Ines Okafor', team_id: customer.teamId },
      facts: { token: 'Nightly sync', role: 'administrator' },
    })
    const letters = await lettersOf(story, customer)
    expect(letters.at(-1)).toMatchObject({
      kind: 'token_created',
      to_address: 'ines.okafor@harrowvale.example',
    })
    expect(JSON.stringify([letters, await events(customer)])).not.toContain(key)
  })

  test('a form sent twice, or twice at once, makes one token and shows its key once (O-61)', async () => {
    const customer = await openCustomer()
    const form = formFor(customer)
    const made = await Promise.all([1, 2, 3].map(() => make(customer.admin, form)))
    const keys = made.map((one) => planOf(one).key)
    expect(keys.filter((key) => key !== null)).toHaveLength(1)
    const page = planOf(await story.read(customer.admin, tokensPage, whole(customer)))
    expect(page.tokens.map((token) => token.id)).toEqual([form.id])
    expect((await lettersOf(story, customer)).filter((one) => one.kind === 'token_created')).toHaveLength(1)
  })

  test('the form of somebody else makes nothing', async () => {
    const customer = await openCustomer()
    const form = formFor(customer, { role: 'viewer' })
    planOf(await make(customer.admin, form))
    const viewer = await memberOf(customer, 'viewer')
    expect(refusalOf(await make(viewer, form)).code).toBe('form_already_used')
  })

  test.each<[Role, string, 'organization' | 'team', string]>([
    ['viewer', 'administrator', 'organization', 'not_allowed'],
    ['viewer', 'primary_contact', 'organization', 'not_allowed'],
    ['billing_contact', 'administrator', 'organization', 'not_allowed'],
    ['purchaser', 'viewer', 'organization', 'not_allowed'],
    ['team_administrator', 'viewer', 'organization', 'not_allowed'],
    ['team_viewer', 'administrator', 'team', 'not_allowed'],
    ['administrator', 'primary_contact', 'team', 'not_allowed'],
  ])('a %s makes no token as %s for the %s (O-33)', async (role, wanted, where, code) => {
    const customer = await openCustomer()
    const actor = await memberOf(customer, role)
    const form = formFor(customer, { role: wanted, teamId: where === 'team' ? customer.teamId : null })
    expect(refusalOf(await make(actor, form)).code).toBe(code)
  })

  test.each<[Role, string, 'organization' | 'team']>([
    ['administrator', 'administrator', 'organization'],
    ['administrator', 'administrator', 'team'],
    ['billing_contact', 'primary_contact', 'organization'],
    ['viewer', 'viewer', 'organization'],
    ['viewer', 'viewer', 'team'],
    ['team_administrator', 'administrator', 'team'],
    ['team_viewer', 'viewer', 'team'],
  ])('a %s makes one as %s for the %s', async (role, wanted, where) => {
    const customer = await openCustomer()
    const actor = await memberOf(customer, role)
    const form = formFor(customer, { role: wanted, teamId: where === 'team' ? customer.teamId : null })
    const { key } = planOf(await make(actor, form))
    const caller = await door.actorOfToken(key ?? '', String(customer.organizationId))
    expect(caller).toMatchObject({ kind: 'actor', actor: { role: wanted } })
  })

  test('nobody makes a token for a team they do not see, an organization they have no role in, or a team of others', async () => {
    const [customer, other] = [await openCustomer(), await openCustomer()]
    const member = await memberOf(customer, 'team_administrator')
    const hidden = await newTeam(story, customer, 0)
    const codes = await Promise.all([
      make(member, formFor(customer, { teamId: hidden.teamId })),
      make(member, formFor(other)),
      make(customer.admin, formFor(customer, { teamId: other.teamId })),
      make(customer.admin, formFor(customer, { teamId: Number.NaN })),
    ])
    expect(codes.map((one) => refusalOf(one).code)).toEqual([
      ...['team_not_found', 'organization_not_found', 'team_not_found', 'team_not_found'],
    ])
  })

  test('what is wrong with the form is said field by field', async () => {
    const customer = await openCustomer()
    const form = { ...formFor(customer), id: 'x', name: ' \u200b ', role: 'owner' }
    expect(refusalOf(await make(customer.admin, form))).toMatchObject({
      code: 'fields_wrong',
      fields: [{ field: 'id' }, { field: 'name', code: 'text_missing' }, { field: 'role' }],
    })
  })

  test('a person has at most so many tokens; revoking one makes room', async () => {
    const customer = await openCustomer()
    const forms = Array.from({ length: mostTokens }, () => formFor(customer, { role: 'viewer' }))
    for (const form of forms) planOf(await make(customer.admin, form))
    expect(refusalOf(await make(customer.admin, formFor(customer)))).toMatchObject({
      ...{ code: 'too_many_tokens', most: mostTokens },
    })
    const { organizationId, admin } = customer
    planOf(await story.write(admin, revokeToken, { organizationId, id: forms[0]?.id ?? '' }))
    planOf(await make(customer.admin, formFor(customer)))
  })
})

describe('the key of a token', () => {
  test('replaced, the one before is dead and the new one works; its owner is told', async () => {
    const customer = await openCustomer()
    const { organizationId, admin } = customer
    const made = planOf(await make(admin, formFor(customer)))
    const { key } = planOf(await story.write(admin, rotateToken, { organizationId, id: made.id }))
    const of = async (one: string | null) => (await door.actorOfToken(one ?? '', String(organizationId))).kind
    expect([await of(made.key), await of(key)]).toEqual(['unknown', 'actor'])
    expect((await lettersOf(story, customer)).at(-1)?.kind).toBe('token_rotated')
    expect((await events(customer)).at(-1)?.what).toBe('token_rotated')
    expect(JSON.stringify(await dump(story))).not.toContain(key)
  })

  test('is replaced once by a form that comes twice (O-61)', async () => {
    const customer = await openCustomer()
    const { organizationId, admin } = customer
    planOf(await make(admin, formFor(customer)))
    story.pass({ minutes: 1 })
    const [row] = planOf(await story.read(admin, tokensPage, whole(customer))).tokens
    const form = { organizationId, id: row?.id ?? '', since: row?.keySince ?? '' }
    const answers = await Promise.all([1, 2].map(() => story.write(admin, rotateToken, form)))
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(answers.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(['token_rotated_since'])
  })

  test('is replaced by its owner alone: an administrator ends the token instead, and its owner is told by whom', async () => {
    const customer = await openCustomer()
    const { organizationId, admin } = customer
    const viewer = await memberOf(customer, 'viewer')
    const { id, key } = planOf(await make(viewer, formFor(customer, { role: 'viewer' })))
    expect(refusalOf(await story.write(admin, rotateToken, { organizationId, id })).code).toBe(
      'token_not_found',
    )
    planOf(await story.write(admin, revokeToken, { organizationId, id }))
    expect(await door.actorOfToken(key ?? '', String(organizationId))).toEqual({ kind: 'unknown' })
    expect((await lettersOf(story, customer)).at(-1)).toMatchObject({
      ...{ kind: 'token_revoked', to_address: viewer.addresses[0]?.address, facts: { by: 'Ines Okafor' } },
    })
    expect(refusalOf(await story.write(viewer, rotateToken, { organizationId, id })).code).toBe(
      'token_not_found',
    )
  })

  test('revoked twice is revoked once', async () => {
    const customer = await openCustomer()
    const { organizationId, admin } = customer
    const { id } = planOf(await make(admin, formFor(customer)))
    for (const _ of [1, 2]) planOf(await story.write(admin, revokeToken, { organizationId, id }))
    expect((await events(customer)).filter((one) => one.what === 'token_revoked')).toHaveLength(1)
    expect((await lettersOf(story, customer)).filter((one) => one.kind === 'token_revoked')).toEqual([])
  })
})

describe('the end of a role', () => {
  test('ends the tokens that stood on it, and the same role given again does not wake them (O-40)', async () => {
    const customer = await openCustomer()
    const { organizationId, admin } = customer
    const viewer = await memberOf(customer, 'viewer')
    const { key } = planOf(await make(viewer, formFor(customer, { role: 'viewer' })))
    const of = async () => (await door.actorOfToken(key ?? '', String(organizationId))).kind
    expect(await of()).toBe('actor')
    const page = planOf(await story.read(admin, administratorsPage, { slug: await slugOf(customer) }))
    const grant = page.roles.find((row) => row.address === viewer.name || row.name === viewer.name)
    planOf(await story.write(admin, takeBackRole, { organizationId, id: grant?.id ?? '' }))
    expect(
      (await events(customer))
        .slice(-2)
        .map((one) => one.what)
        .toSorted(),
    ).toEqual([...['role_taken_back', 'token_revoked']])
    await actorWith(story, organizationId, {
      ...{ address: viewer.addresses[0]?.address ?? '', name: viewer.name, role: 'viewer' },
    })
    expect(await of()).toBe('unknown')
  })

  test('leaves the tokens another role still carries', async () => {
    const customer = await openCustomer()
    const { organizationId, teamId, admin } = customer
    const cast = { address: 'both.roles@harrowvale.example', name: 'Both Roles' }
    const viewer = await actorWith(story, organizationId, { ...cast, role: 'viewer' })
    await actorWith(story, organizationId, { ...cast, role: 'team_administrator', teamId })
    const made = [
      planOf(await make(viewer, formFor(customer, { role: 'viewer' }))),
      planOf(await make(viewer, formFor(customer, { role: 'viewer', teamId }))),
    ]
    const page = planOf(await story.read(admin, administratorsPage, { slug: await slugOf(customer) }))
    const grant = page.roles.find((row) => row.name === cast.name && row.role === 'viewer')
    planOf(await story.write(admin, takeBackRole, { organizationId, id: grant?.id ?? '' }))
    const kinds = made.map(({ key }) => door.actorOfToken(key ?? '', String(organizationId)))
    expect((await Promise.all(kinds)).map((caller) => caller.kind)).toEqual(['unknown', 'actor'])
  })

  test('with a deleted account all its tokens end, and a new one at the same address does not wake them (O-40)', async () => {
    const customer = await openCustomer()
    const { organizationId } = customer
    const viewer = await memberOf(customer, 'viewer')
    const { key } = planOf(await make(viewer, formFor(customer, { role: 'viewer' })))
    const of = async () => (await door.actorOfToken(key ?? '', String(organizationId))).kind
    expect(await of()).toBe('actor')
    planOf(await story.write(viewer, deleteAccount, {}))
    await actorWith(story, organizationId, {
      ...{ address: viewer.addresses[0]?.address ?? '', name: viewer.name, role: 'viewer' },
    })
    expect(await of()).toBe('unknown')
  })

  async function slugOf({ organizationId }: Customer): Promise<string> {
    const rows = await story.database.db
      .selectFrom('organization')
      .select('slug')
      .where('id', '=', organizationId)
      .execute()
    return rows[0]?.slug ?? ''
  }
})

describe('the list of tokens', () => {
  /** An administrator, a viewer, and an administrator of each of two teams, each with a token. */
  async function crowded() {
    const customer = await openCustomer()
    const other = await newTeam(story, customer, 0)
    const actors = {
      admin: customer.admin,
      viewer: await memberOf(customer, 'viewer'),
      here: await memberOf(customer, 'team_administrator'),
      there: await memberOf(other, 'team_administrator'),
    }
    const ofTeam = (teamId: number) => ({ role: 'viewer', teamId })
    await make(actors.admin, formFor(customer, { name: 'of admin' }))
    story.pass({ minutes: 1 })
    await make(actors.viewer, formFor(customer, { name: 'of viewer', role: 'viewer' }))
    story.pass({ minutes: 1 })
    await make(actors.here, formFor(customer, { name: 'of here', ...ofTeam(customer.teamId) }))
    story.pass({ minutes: 1 })
    await make(actors.there, formFor(other, { name: 'of there', ...ofTeam(other.teamId) }))
    return { customer, other, actors }
  }

  test('shows an administrator all, a team administrator those of the team, and everybody their own', async () => {
    const { customer, actors } = await crowded()
    const { organizationId } = customer
    const seen = async (actor: AccountActor) =>
      planOf(await story.read(actor, tokensPage, { organizationId })).tokens.map((token) => token.name)
    expect(await seen(actors.admin)).toEqual(['of admin', 'of viewer', 'of here', 'of there'])
    expect(await seen(actors.viewer)).toEqual(['of viewer'])
    expect(await seen(actors.here)).toEqual(['of here'])
    expect(await seen(actors.there)).toEqual(['of there'])
  })

  test('what is not shown can be neither revoked nor replaced, in the words of what does not exist (O-32)', async () => {
    const { customer, actors } = await crowded()
    const rivals = await openCustomer()
    const rival = await memberOf(rivals, 'administrator')
    const { organizationId } = customer
    const { tokens } = planOf(await story.read(actors.admin, tokensPage, { organizationId }))
    const before = await dump(story)
    const ask = (actor: AccountActor, id: string, at = organizationId) => [
      story.write(actor, revokeToken, { organizationId: at, id }),
      story.write(actor, rotateToken, { organizationId: at, id }),
    ]
    const ofOthers = tokens.filter((token) => token.name !== 'of here').map((token) => token.id)
    const refusals = await Promise.all([
      ...ofOthers.flatMap((id) => ask(actors.here, id)),
      ...tokens.flatMap(({ id }) => ask(rival, id)),
      ...tokens.flatMap(({ id }) => ask(rival, id, rivals.organizationId)),
      ...ask(actors.admin, randomUUID()),
      ...ask(actors.admin, 'x'),
      ...ask(actors.admin, tokens[0]?.id ?? '', Number.NaN),
    ])
    expect(new Set(refusals.map((one) => refusalOf(one).code))).toEqual(new Set(['token_not_found']))
    expect(await dump(story)).toEqual(before)
  })

  test('locked to a team it shows that team’s, and is not there for others', async () => {
    const { customer, other, actors } = await crowded()
    const { organizationId, teamId } = customer
    const page = planOf(await story.read(actors.admin, tokensPage, { organizationId, teamId }))
    expect(page.tokens.map((token) => token.name)).toEqual(['of here'])
    expect(page.choices).toEqual([{ team: page.team, roles: ['administrator', 'viewer'] }])
    const elsewhere = await story.read(actors.here, tokensPage, { organizationId, teamId: other.teamId })
    expect(refusalOf(elsewhere).code).toBe('organization_not_found')
  })

  test('says what a token comes to when its owner’s role has shrunk or ended', async () => {
    const { customer, actors } = await crowded()
    const { organizationId } = customer
    const comesTo = async () => {
      const { tokens } = planOf(await story.read(actors.admin, tokensPage, { organizationId }))
      const { role, actsAs } = tokens.find((token) => token.name === 'of viewer') ?? {}
      return [role, actsAs]
    }
    expect(await comesTo()).toEqual(['viewer', 'viewer'])
    const personId = actors.viewer.grants[0]?.personId ?? ''
    await story.database.db.deleteFrom('role_grant').where('person_id', '=', personId).execute()
    expect(await comesTo()).toEqual(['viewer', null])
  })
})

describe('the API of an organization', () => {
  test('is off in the beginning', async () => {
    const customer = await newCustomer(story, 1)
    const { key } = planOf(await make(customer.admin, formFor(customer)))
    expect(planOf(await story.read(customer.admin, tokensPage, whole(customer))).enabled).toBe(false)
    expect(await door.actorOfToken(key ?? '', String(customer.organizationId))).toMatchObject({ kind: 'off' })
  })

  test('is turned on and off by administrators; the others are told, and the log keeps it', async () => {
    const customer = await newCustomer(story, 1)
    const second = await memberOf(customer, 'administrator')
    for (const state of ['on', 'on', 'off']) planOf(await turn(customer, state))
    const written = await lettersOf(story, customer)
    expect(written.map((one) => [one.kind, one.to_address, (one.facts as { state: string }).state])).toEqual([
      ['api_switched', second.addresses[0]?.address, 'on'],
      ['api_switched', second.addresses[0]?.address, 'off'],
    ])
    expect((await events(customer)).map((one) => one.what)).toEqual(['api_turned_on', 'api_turned_off'])
  })

  test.each<Role>(['viewer', 'billing_contact', 'team_administrator'])(
    'is not a %s’s to turn',
    async (role) => {
      const customer = await newCustomer(story, 1)
      const actor = await memberOf(customer, role)
      const { organizationId } = customer
      const answer = await story.write(actor, changeApi, { organizationId, state: 'on' })
      expect(refusalOf(answer).code).toBe(
        role === 'team_administrator' ? 'organization_not_found' : 'not_allowed',
      )
      expect(planOf(await story.read(actor, tokensPage, { organizationId })).maySwitch).toBe(false)
    },
  )

  test('has two states', async () => {
    const customer = await newCustomer(story, 1)
    expect(refusalOf(await turn(customer, 'maybe'))).toMatchObject({ fields: [{ field: 'state' }] })
  })
})
