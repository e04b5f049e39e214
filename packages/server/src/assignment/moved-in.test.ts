import { readFileSync } from 'node:fs'
import type { ImportedLicense, ImportFile } from '@claviger/core/assignment/import-file'
import { operator } from '@claviger/core/teams/actor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiCaller, type OpenApi, openApi } from '../testing/account-api.ts'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { expectSound } from '../testing/expect-sound.ts'
import { openStory, planOf, type Story } from '../testing/story.ts'
import { importOrganization } from './import-organization.ts'

/** As it stands in the file: what has a default may be left out. */
type License = Partial<ImportedLicense> & Pick<ImportedLicense, 'licenseId' | 'product' | 'team'>

const world: Omit<ImportFile, 'licenses'> & { readonly licenses: readonly License[] } = JSON.parse(
  readFileSync(new URL('../../../../stories/worlds/drop-in.json', import.meta.url), 'utf8'),
)
/** A license as the API tells it. */
interface Row {
  readonly licenseId: string
  readonly product: { readonly code: string }
  readonly team: { readonly id: number }
  readonly assignee?: { readonly type: string; readonly email?: string; readonly name?: string }
  readonly subscription?: { readonly validUntilDate: string; readonly subscriptionPackRef?: string }
  readonly perpetual?: { readonly upgradeDueDate: string }
  readonly domain?: string
  readonly isTrial: boolean
  readonly isSuspended: boolean
  readonly isTransferableBetweenTeams: boolean
}

const [platform = 0, mobile = 0, lab = 0, deleted = 0] = world.teams.map(({ id }) => id)
let place: TestDatabase
let story: Story
let api: OpenApi
const callers = new Map<string, ApiCaller>()

beforeAll(async () => {
  place = await freshDatabase()
  story = await openStory(place.connection)
  api = await openApi(story)
  const { tokens } = planOf(await story.write(operator, importOrganization, { file: world, dryRun: false }))
  for (const { name, token } of tokens) callers.set(name, { token, customer: world.organization.code })
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

const by = (name: string): ApiCaller => callers.get(name) ?? { token: '', customer: 0 }
const admin = () => by('Organization administrator')
const first = (is: (license: License) => unknown) => world.licenses.find(is)?.licenseId ?? ''
const assign = (body: object, caller = admin()) =>
  api.call('POST', '/customer/licenses/assign', {
    ...caller,
    body: {
      ...{ contact: { firstName: 'Nia', lastName: 'Bell', email: 'nia.bell@harrowvale.example' } },
      ...{ sendEmail: false, includeOfflineActivationCode: false, ...body },
    },
  })

describe('programs find an organization that moved in as it was', () => {
  test('every license in the order of the file, each with all it had', async () => {
    const { json, headers } = await api.call('GET', '/customer/licenses', admin())
    expect(headers['x-total-count']).toBe('63')
    expect(json.map(seenAs)).toEqual(world.licenses.map(toldAs))
  })

  /** What a list says of a license, as far as the file decides it. */
  function seenAs({ product, team, assignee, subscription, perpetual, ...row }: Row) {
    return {
      ...{ licenseId: row.licenseId, product: product.code, team: team.id, assignee: assignee?.type },
      ...{ isTrial: row.isTrial, isSuspended: row.isSuspended, domain: row.domain },
      ...{ transferable: row.isTransferableBetweenTeams, packRef: subscription?.subscriptionPackRef },
      until: (perpetual?.upgradeDueDate ?? subscription?.validUntilDate)?.slice(0, 10),
    }
  }

  function toldAs({ licenseId, product, team, assignee, perpetual, validUntil, ...more }: License) {
    return {
      ...{ licenseId, product, team, assignee: assignee?.type, isTrial: more.trial ?? false },
      ...{ isSuspended: more.suspended ?? false, transferable: more.transferable ?? true },
      ...{ domain: more.domain, packRef: more.packRef, until: perpetual?.upgradeDueDate ?? validUntil },
    }
  }

  test('an account’s own name, and a masked one of whoever has none', async () => {
    const { json } = await api.call('GET', '/customer/licenses?assigned=true', admin())
    const named = new Map(json.map(({ assignee }: Row) => [assignee?.email, assignee?.name]))
    expect(named.get('amaya.ibarra@harrowvale.example')).toBe('Amaya I.')
    expect(named.get('tomasz.wilk@harrowvale.example')).toBe('Tomasz Wilk')
    expect(named.get('roman.loskutov@harrowvale.example')).toBe('Ro*** Lo******')
    expect(named.get('ro.lo@harrowvale.example')).toBe('R* L*')
    expect(named.get('r.l@harrowvale.example')).toBe('* *')
  })

  test.each([
    ['Organization administrator', 'CUSTOMER', 'ADMIN'],
    ['Organization viewer', 'CUSTOMER', 'VIEWER'],
    ['Primary contact', 'CUSTOMER', 'PRIMARY_CONTACT'],
    ['Administrator of Platform', 'TEAM', 'ADMIN'],
    ['Viewer of Weaving lab', 'TEAM', 'VIEWER'],
  ])('the token "%s" is that of a %s %s', async (name, type, role) => {
    const { status, json } = await api.call('GET', '/token', by(name))
    expect([status, json.type, json.role ?? json.team.role]).toEqual([200, type, role])
  })
})

describe('and can do with it what the contract says', () => {
  test.each<[string, (license: License) => unknown, string]>([
    ['is for no person', ({ perUser }) => perUser === false, 'NON_PER_USER'],
    ['goes by a legacy key', ({ assignee }) => assignee?.type === 'LICENSE_KEY', 'NON_PER_USER'],
    ['is with a server', ({ assignee }) => assignee?.type === 'SERVER', 'ALLOCATED'],
    ['somebody has', ({ assignee }) => assignee?.type === 'USER', 'ALLOCATED'],
    [
      'ran out before a year',
      ({ term, assignee }) => term === 'month' && !assignee,
      'EXPIRED_WITHOUT_FALLBACK',
    ],
    ['is suspended', ({ suspended, assignee }) => suspended && !assignee, 'SUSPENDED'],
  ])('a license that %s is not given', async (_, is, reason) => {
    const { status, text } = await assign({ licenseId: first(is) })
    expect([status, text]).toEqual([
      400,
      `{"code":"LICENSE_IS_NOT_AVAILABLE_TO_ASSIGN","description":"${reason}"}`,
    ])
  })

  test('one that ran out after a year is given for its fallback', async () => {
    const lapsed = first(({ validUntil, assignee }) => validUntil === '2023-04-30' && !assignee)
    expect((await assign({ licenseId: lapsed })).status).toBe(200)
    const { json } = await api.call('GET', `/customer/licenses/${lapsed}`, admin())
    expect(json).toMatchObject({
      assignee: { email: 'nia.bell@harrowvale.example' },
      isAvailableToAssign: false,
    })
  })

  test('from a team the first free one in the order of the file is given', async () => {
    const free = first(({ product, team, assignee }) => product === 'WS' && team === mobile && !assignee)
    expect(
      (await assign({ license: { team: mobile, productCode: 'WS' } }, by('Administrator of Mobile'))).status,
    ).toBe(200)
    const { json } = await api.call('GET', `/customer/licenses/${free}`, admin())
    expect(json.assignee.type).toBe('USER')
  })

  test('the team that was deleted is no team, and those bound to theirs stay', async () => {
    const move = (targetTeamId: number, licenseIds: readonly string[]) =>
      api.call('POST', '/customer/changeLicensesTeam', { ...admin(), body: { targetTeamId, licenseIds } })
    const gone = await move(deleted, [])
    expect([gone.status, gone.text]).toEqual([404, `{"code":"TEAM_NOT_FOUND","description":"${deleted}"}`])
    const bound = first(({ transferable }) => transferable === false)
    const key = first(({ assignee, team }) => assignee?.type === 'LICENSE_KEY' && team === platform)
    expect((await move(lab, [bound, key])).json).toEqual({ licenseIds: [key] })
    await expectSound(story, { organizationId: world.organization.code })
  })
})
