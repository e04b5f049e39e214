import type { Role } from '@claviger/core/teams/permissions'
import { mostTokens } from '@claviger/core/teams/token-rules'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lettersOf } from '../testing/acts.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { dump, newTeam, planOf, refusalOf } from '../testing/story.ts'
import { formFor, openTokenStory, type TokenStory } from '../testing/token-story.ts'
import { revokeToken } from './revoke-token.ts'
import { tokensPage } from './token-views.ts'

let place: TestDatabase
let story: TokenStory

beforeAll(async () => {
  place = await freshDatabase()
  story = await openTokenStory(place.connection)
})
afterAll(async () => {
  await story.close()
  await place.drop()
})

describe('making a token', () => {
  test('the key is 25 letters and digits, works, and nowhere in the database', async () => {
    const customer = await story.openCustomer()
    const { key } = planOf(await story.make(customer.admin, formFor(customer)))
    expect(key).toMatch(/^[0-9a-z]{25}$/)
    const caller = await story.door.actorOfToken(key ?? '', String(customer.organizationId))
    expect(caller).toMatchObject({ kind: 'actor', actor: { role: 'administrator', name: 'Ines Okafor' } })
    expect(JSON.stringify(await dump(story))).not.toContain(key)
  })

  test('it is in the log and in a letter to its owner, and neither holds the key (O-39)', async () => {
    const customer = await story.openCustomer()
    const { key } = planOf(await story.make(customer.admin, formFor(customer, { teamId: customer.teamId })))
    expect((await story.eventsOf(customer)).at(-1)).toEqual({
      ...{ what: 'token_created', actor: 'Ines Okafor', team_id: customer.teamId },
      facts: { token: 'Nightly sync', role: 'administrator' },
    })
    const letters = await lettersOf(story, customer)
    expect(letters.at(-1)).toMatchObject({
      kind: 'token_created',
      to_address: 'ines.okafor@harrowvale.example',
    })
    expect(JSON.stringify([letters, await story.eventsOf(customer)])).not.toContain(key)
  })

  test('a form sent twice, or twice at once, makes one token and shows its key once (O-61)', async () => {
    const customer = await story.openCustomer()
    const form = formFor(customer)
    const made = await Promise.all([1, 2, 3].map(() => story.make(customer.admin, form)))
    const keys = made.map((one) => planOf(one).key)
    expect(keys.filter((key) => key !== null)).toHaveLength(1)
    const page = planOf(
      await story.read(customer.admin, tokensPage, { organizationId: customer.organizationId }),
    )
    expect(page.tokens.map((token) => token.id)).toEqual([form.id])
    expect((await lettersOf(story, customer)).filter((one) => one.kind === 'token_created')).toHaveLength(1)
  })

  test('the form of somebody else makes nothing', async () => {
    const customer = await story.openCustomer()
    const form = formFor(customer, { role: 'viewer' })
    planOf(await story.make(customer.admin, form))
    const viewer = await story.memberOf(customer, 'viewer')
    expect(refusalOf(await story.make(viewer, form)).code).toBe('form_already_used')
  })

  test.each<[Role, string, 'organization' | 'team', string]>([
    ['viewer', 'administrator', 'organization', 'not_allowed'],
    ['viewer', 'primary_contact', 'organization', 'not_allowed'],
    ['billing_contact', 'administrator', 'organization', 'not_allowed'],
    ['purchaser', 'viewer', 'organization', 'not_allowed'],
    ['team_administrator', 'viewer', 'organization', 'not_allowed'],
    ['team_viewer', 'administrator', 'team', 'not_allowed'],
    ['administrator', 'primary_contact', 'team', 'fields_wrong'],
  ])('a %s makes no token as %s for the %s (O-33)', async (role, wanted, where, code) => {
    const customer = await story.openCustomer()
    const actor = await story.memberOf(customer, role)
    const form = formFor(customer, { role: wanted, teamId: where === 'team' ? customer.teamId : null })
    expect(refusalOf(await story.make(actor, form)).code).toBe(code)
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
    const customer = await story.openCustomer()
    const actor = await story.memberOf(customer, role)
    const form = formFor(customer, { role: wanted, teamId: where === 'team' ? customer.teamId : null })
    const { key } = planOf(await story.make(actor, form))
    const caller = await story.door.actorOfToken(key ?? '', String(customer.organizationId))
    expect(caller).toMatchObject({ kind: 'actor', actor: { role: wanted } })
  })

  test('nobody makes a token for a team they do not see, an organization they have no role in, or a team of others', async () => {
    const [customer, other] = [await story.openCustomer(), await story.openCustomer()]
    const member = await story.memberOf(customer, 'team_administrator')
    const hidden = await newTeam(story, customer, 0)
    const codes = await Promise.all([
      story.make(member, formFor(customer, { teamId: hidden.teamId })),
      story.make(member, formFor(other)),
      story.make(customer.admin, formFor(customer, { teamId: other.teamId })),
      story.make(customer.admin, formFor(customer, { teamId: Number.NaN })),
    ])
    expect(codes.map((one) => refusalOf(one).code)).toEqual([
      ...['team_not_found', 'organization_not_found', 'team_not_found', 'team_not_found'],
    ])
  })

  test('what is wrong with the form is said field by field', async () => {
    const customer = await story.openCustomer()
    const form = { ...formFor(customer), id: 'x', name: ' \u200b ', role: 'owner' }
    expect(refusalOf(await story.make(customer.admin, form))).toMatchObject({
      code: 'fields_wrong',
      fields: [{ field: 'id' }, { field: 'name', code: 'text_missing' }, { field: 'role' }],
    })
  })

  test('a person has at most so many tokens; revoking one makes room', async () => {
    const customer = await story.openCustomer()
    const forms = Array.from({ length: mostTokens }, () => formFor(customer, { role: 'viewer' }))
    for (const form of forms) planOf(await story.make(customer.admin, form))
    expect(refusalOf(await story.make(customer.admin, formFor(customer)))).toMatchObject({
      ...{ code: 'too_many_tokens', most: mostTokens },
    })
    const { organizationId, admin } = customer
    planOf(await story.write(admin, revokeToken, { organizationId, id: forms[0]?.id ?? '' }))
    planOf(await story.make(customer.admin, formFor(customer)))
  })
})
