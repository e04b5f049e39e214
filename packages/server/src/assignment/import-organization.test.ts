import { readFileSync } from 'node:fs'
import type { ImportWrong } from '@claviger/core/assignment/import-reader'
import { anonymous, operator, system } from '@claviger/core/teams/actor'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenHash } from '../access/session-cookie.ts'
import { loadPresentedToken } from '../access/token-store.ts'
import { makeOrganization, makeTeam } from '../teams/make-organization.ts'
import { countStatements } from '../testing/count-statements.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { dump, newCustomer, openStory, planOf, refusalOf, type Story, visitor } from '../testing/story.ts'
import { importOrganization } from './import-organization.ts'
import { revokeLicenses } from './revoke-licenses.ts'

const world = JSON.parse(
  readFileSync(new URL('../../../../stories/worlds/drop-in.json', import.meta.url), 'utf8'),
)
const organizationId: number = world.organization.code
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

const bring = (file: unknown, dryRun = false) => story.write(operator, importOrganization, { file, dryRun })
const wrongWith = async (file: unknown) => refusalOf(await bring(file)) as ImportWrong
const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  (await query.execute(story.database.db)).rows

/** A customer of the test's own, as small as can be; between two there is room for those counted here. */
let customers = 7_200_000
function small(licenses: readonly object[] = [], more: object = {}) {
  customers += 1_000
  const code = customers
  const licenseId = (index: number) => `S${String(code / 1_000)}${String(index).padStart(5, '0')}`
  return {
    version: 1,
    organization: { code, name: `Small ${code}`, country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
    teams: [{ id: 2_400_001, name: 'Platform' }],
    licenses: licenses.map((fields, index) => ({
      ...{ licenseId: licenseId(index), product: 'LOOM', team: 2_400_001, startsOn: '2026-01-01' },
      ...{ validUntil: '2026-12-31', ...fields },
    })),
    ...more,
  }
}
const heldBy = (email: string) => ({ assignee: { type: 'USER', email, assignedOn: '2026-03-01' } })

describe('the world of the account API', () => {
  const tokens: string[] = []

  test('is tried without a trace', async () => {
    const before = await dump(story)
    const { plan, tokens: made } = planOf(await bring(world, true))
    expect([plan.licenses.length, made]).toEqual([63, []])
    expect(await dump(story)).toEqual(before)
  })

  test('moves in whole: every state, counted as the pools count it, and nobody is written to', async () => {
    const { plan, tokens: made } = planOf(await bring(world))
    tokens.push(...made.map(({ token }) => token))
    expect(plan.licenses).toHaveLength(63)
    expect(made.map(({ role, teamId }) => `${role} ${teamId}`)).toEqual(
      world.tokens.map(({ role, teamId }: { role: string; teamId?: number }) => `${role} ${teamId ?? null}`),
    )
    await expectSound(story, { organizationId })
    const statuses = await rowsOf<{ status: string; count: number }>(
      sql`select status, count(*)::int as count from license where organization_id = ${organizationId}
        group by 1 order by 1`,
    )
    expect(Object.fromEntries(statuses.map(({ status, count }) => [status, count]))).toEqual({
      ...{ connected: 8, free: 37, invited: 11, placed: 3, withheld: 4 },
    })
    expect(await rowsOf(sql`select from letter`)).toEqual([])
  })

  test('has tokens that open what they were made for, kept as hashes', async () => {
    const presented = await Promise.all(
      tokens.map((token) => loadPresentedToken(story.database.db, tokenHash(token), organizationId)),
    )
    expect(presented.map((one) => [one?.role, one?.teamId, one?.apiEnabled, one?.address.address])).toEqual(
      world.tokens.map(({ role, teamId, email }: { role: string; teamId?: number; email: string }) => [
        ...[role, teamId ?? null, true, email],
      ]),
    )
    const everything = JSON.stringify(await dump(story))
    for (const token of tokens) expect(everything).not.toContain(token)
  })

  test('a second time changes nothing', async () => {
    const before = await dump(story)
    const { plan, tokens: made } = planOf(await bring(world))
    expect([plan.licenses, plan.teams, made]).toEqual([[], [], []])
    expect(await dump(story)).toEqual(before)
  })

  test('a second time gives back nothing that was taken away since', async () => {
    const { db } = story.database
    const amaya = 'amaya.ibarra@harrowvale.example'
    const [held] = await rowsOf<{ id: string }>(sql`select license.id from license
      join person on person.organization_id = license.organization_id and person.id = license.person_id
      where person.address_key = ${amaya} limit 1`)
    const selection = { kind: 'these', licenseIds: [held?.id ?? ''] } as const
    const jobId = crypto.randomUUID()
    planOf(await story.write(operator, revokeLicenses, { organizationId, selection, jobId, preview: false }))
    await sql`delete from role_grant using person where person.organization_id = role_grant.organization_id
      and person.id = role_grant.person_id and person.address_key = ${amaya}`.execute(db)
    await sql`delete from account where id in (select account_id from verified_address where address_key = ${amaya})`.execute(
      db,
    )
    await sql`update api_token set revoked_at = now(), revoked_by = 'Ines Okafor'
      where organization_id = ${organizationId} and name = 'Organization viewer'`.execute(db)
    await sql`update team set name = 'Platform crew' where organization_id = ${organizationId} and name = 'Platform'`.execute(
      db,
    )
    const before = await dump(story)
    planOf(await bring(world))
    expect(await dump(story)).toEqual(before)
    await expectSound(story, { organizationId })
  })
})

describe('numbers', () => {
  test('new organizations and teams are counted on from beyond what was brought', async () => {
    planOf(await bring(small()))
    const name = { name: 'Kelso', country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' }
    const { organization } = await story.write(operator, makeOrganization, name)
    const team = await story.write(operator, makeTeam, { organizationId: organization.id, name: 'Next' })
    expect(organization.id).toBeGreaterThan(customers)
    expect(team.id).toBeGreaterThan(2_400_001)
  })

  test('the largest customer code and team number there are leave room for the next ones', async () => {
    const file = small()
    const [code, id] = [Number.MAX_SAFE_INTEGER, 2_147_483_647]
    planOf(
      await bring({ ...file, organization: { ...file.organization, code }, teams: [{ id, name: 'Last' }] }),
    )
    const made = await story.write(operator, makeOrganization, {
      ...file.organization,
      name: 'After the last',
    })
    expect(Number.isSafeInteger(made.organization.id)).toBe(true)
    expect(made.team.id).toBeLessThan(1_000_000_000)
  })

  test('a customer this installation counted itself is not added to by its number', async () => {
    const { organizationId: code } = await newCustomer(story, 1)
    const file = small()
    const { problems } = await wrongWith({ ...file, organization: { ...file.organization, code } })
    expect(problems).toMatchObject([{ path: 'organization.code', code: 'organization_is_another' }])
  })

  test('a license that is with another customer stays there', async () => {
    const first = small([{}])
    planOf(await bring(first))
    const licenseId = first.licenses[0]?.licenseId
    const { problems } = await wrongWith(small([{ licenseId }]))
    expect(problems).toEqual([
      {
        ...{ path: 'licenses[0].licenseId', code: 'license_of_another' },
        ...{ license: licenseId, organization: first.organization.code },
      },
    ])
  })
})

describe('all or nothing', () => {
  test('one wrong license keeps out a whole file', async () => {
    const before = await dump(story)
    const { problems } = await wrongWith(small([{}, {}, { team: 2_000_009 }]))
    expect(problems).toEqual([{ path: 'licenses[2].team', code: 'team_unknown', team: 2_000_009 }])
    expect(await dump(story)).toEqual(before)
  })

  test('a fault half way leaves nothing behind', async () => {
    const before = await dump(story)
    const file = small([heldBy('edda@kelso.example')])
    await sql`create function break_down() returns trigger language plpgsql as 'begin raise exception ''broken''; end'`.execute(
      story.database.db,
    )
    await sql`create trigger breaks before insert on assignment execute function break_down()`.execute(
      story.database.db,
    )
    await expect(bring(file)).rejects.toThrow('broken')
    await sql`drop trigger breaks on assignment`.execute(story.database.db)
    expect(await dump(story)).toEqual(before)
  })

  test('the same file twice at once moves in once', async () => {
    const file = small([{}, heldBy('edda@kelso.example'), heldBy('finn@kelso.example')])
    const answers = await Promise.all([bring(file), bring(file), bring(file)])
    expect(answers.map((answer) => planOf(answer).plan.licenses.length).sort()).toEqual([0, 0, 3])
    await expectSound(story, { organizationId: file.organization.code })
  })

  test('a longer file later adds licenses, also to people who hold one of the product', async () => {
    const file = small([{}, {}, heldBy('edda@kelso.example')])
    planOf(await bring(file))
    const longer = {
      ...file,
      licenses: [...file.licenses, ...small([heldBy('edda@kelso.example'), {}]).licenses],
    }
    planOf(await bring(longer))
    await expectSound(story, { organizationId: file.organization.code })
    const held = await rowsOf(
      sql`select additional from assignment where organization_id = ${file.organization.code} order by additional`,
    )
    expect(held).toEqual([{ additional: false }, { additional: true }])
  })
})

describe('what is not an import file', () => {
  const nested = JSON.parse(`${'{"teams":'.repeat(10_000)}1${'}'.repeat(10_000)}`)

  test.each<[string, unknown, string]>([
    ['no object', 7, ': wrong_shape'],
    ['an empty object', {}, 'version: wrong_shape'],
    ['a typing mistake', small([{ validTill: '2026-12-31' }]), 'licenses[0].validTill: unknown_field'],
    ['a text for a number', small([], { teams: [{ id: '1', name: 'A' }] }), 'teams[0].id: wrong_shape'],
    [
      'a number no team has',
      small([], { teams: [{ id: 2_147_483_648, name: 'A' }] }),
      'teams[0].id: wrong_shape',
    ],
    [
      'an assignee of no kind',
      small([{ assignee: { type: 'ROBOT' } }]),
      'licenses[0].assignee.type: wrong_shape',
    ],
    [
      'a NUL in a name (O-57)',
      small([], { teams: [{ id: 1, name: 'A\0a' }] }),
      'teams[0].name: text_hidden_character',
    ],
    [
      'half a character (O-57)',
      small([], { people: [{ email: '\ud800' }] }),
      'people[0].email: text_hidden_character',
    ],
    [
      'a name that only looks empty (O-57)',
      small([], { teams: [{ id: 1, name: '\u200b' }] }),
      'teams[0].name: text_missing',
    ],
    [
      'a name of a megabyte (O-57)',
      small([], { teams: [{ id: 1, name: 'a'.repeat(1_000_000) }] }),
      'teams[0].name: wrong_shape',
    ],
    ['a field with a NUL', small([{ 'a\0': 1 }]), 'licenses[0].a: unknown_field'],
    ['a bottomless nest', nested, `${Array(12).fill('teams').join('.')}: nested_too_deep`],
  ])('%s is told by its place', async (_, file, first) => {
    const { problems } = await wrongWith(file)
    expect(`${problems[0]?.path}: ${problems[0]?.code}`).toBe(first)
  })

  test('an installation nobody has set up takes nobody in', async () => {
    const empty = await freshDatabase()
    const other = await openStory(empty.connection)
    await sql`delete from vendor`.execute(other.database.db)
    const refused = await other.write(operator, importOrganization, { file: small(), dryRun: false })
    expect(refusalOf(refused)).toMatchObject({ problems: [{ path: '', code: 'not_set_up' }] })
    await other.close()
    await empty.drop()
  })
})

test('only whoever is at the machine brings anybody in', async () => {
  for (const actor of [anonymous, system, visitor('mallory@evil.example')]) {
    const refused = await story.write(actor, importOrganization, { file: small(), dryRun: false })
    expect(refusalOf(refused).code).toBe('not_allowed')
  }
})

test('a thousand licenses take as many statements as ten', async () => {
  const many = (count: number) =>
    small(Array.from({ length: count }, (_, index) => (index % 2 ? {} : heldBy(`p${index}@kelso.example`))))
  const statements = (count: number) => {
    const file = many(count)
    return countStatements(story.database, async () => planOf(await bring(file)))
  }
  const few = await statements(10)
  expect(await statements(1_000)).toBe(few)
  expect(few).toBeLessThan(40)
})
