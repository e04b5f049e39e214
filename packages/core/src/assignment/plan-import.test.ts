import { describe, expect, test } from 'vitest'
import { broughtMark, holdingMark, type ImportFacts } from './import-facts.ts'
import type { ImportedLicense, ImportFile } from './import-file.ts'
import { addsNothing, type ImportPlan, planImport, readImport } from './plan-import.ts'
import { tokenMark } from './read-import-people.ts'

const [ines, roman] = ['ines@harrowvale.example', 'roman@harrowvale.example']

const bare: ImportFile = {
  organization: {
    ...{ code: 7_104_512, name: 'Harrow & Vale', country: 'GB', timeZone: 'Europe/London', locale: 'en-GB' },
    ...{ codePolicy: 'page', apiEnabled: false },
  },
  products: [{ code: 'LOOM', name: 'Loomwright', kind: 'product', members: [], releases: [] }],
  teams: [
    { id: 1, name: 'Platform' },
    { id: 2, name: 'Mobile' },
    { id: 3, name: 'Old studio', endedOn: '2025-11-30' },
  ],
  ...{ people: [], roles: [], licenses: [], tokens: [] },
}

const unknown: ImportFacts = {
  ...{ organization: null, administrators: 0, products: new Map(), teams: new Map(), licenses: new Map() },
  ...{ people: new Set(), accounts: new Set(), holdings: new Set(), grants: [], brought: new Set() },
  tokens: new Set(),
}

const license = (fields: Partial<ImportedLicense> = {}): ImportedLicense => ({
  ...{ licenseId: 'HV7K2M9Q01', product: 'LOOM', team: 1, startsOn: '2026-01-01', validUntil: '2026-12-31' },
  ...{ term: 'year', autoRenew: false, trial: false, transferable: true, suspended: false },
  ...fields,
})

const numbered = (...lines: readonly Partial<ImportedLicense>[]) =>
  lines.map((fields, index) => license({ licenseId: `HV7K2M9Q0${index}`, ...fields }))

const heldBy = (email: string) => ({ type: 'USER', email, assignedOn: '2026-01-02' }) as const
const person = (email: string) => ({ email, firstName: 'Ines', lastName: 'Okafor' })

function plan(file: Partial<ImportFile>, facts: Partial<ImportFacts> = {}) {
  const read = readImport({ ...bare, ...file }, { currency: 'GBP', now: new Date('2026-11-02T09:00:00Z') })
  return planImport(read, { ...unknown, ...facts })
}

function planned(...given: Parameters<typeof plan>): ImportPlan {
  const decision = plan(...given)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
  return decision.plan
}

/** What is wrong, as `place: code`. */
function problems(...given: Parameters<typeof plan>): string[] {
  const decision = plan(...given)
  return decision.ok ? [] : decision.refusal.problems.map(({ path, code }) => `${path}: ${code}`)
}

describe('how a license comes out', () => {
  const server = { type: 'SERVER', uid: 'fls-1', serverType: 'LICENSE_SERVER' } as const
  const key = { type: 'LICENSE_KEY', registrationName: 'Harrow & Vale', key: 'K-1' } as const
  const forGood = { validUntil: undefined, perpetual: { upgradeDueDate: '2026-12-31' } }

  test.each<[string, Partial<ImportedLicense>, string]>([
    ['nobody has it', {}, 'free'],
    ['a person without an account has it', { assignee: heldBy(roman) }, 'invited'],
    ['a person with an account has it', { assignee: heldBy(ines) }, 'connected'],
    ['a server has it', { assignee: server }, 'placed'],
    ['it goes by a legacy key', { assignee: key }, 'placed'],
    ['it is for no person', { perUser: false }, 'withheld'],
    ['it is suspended', { suspended: true }, 'withheld'],
    ['it is suspended in the hands of a person', { suspended: true, assignee: heldBy(ines) }, 'connected'],
    ['it was bought for good', forGood, 'withheld'],
    ['it ran out', { startsOn: '2024-01-01', validUntil: '2024-12-31' }, 'free'],
  ])('where %s', (_, fields, status) => {
    const people = [{ ...person(ines), account: {} }]
    const { licenses, pools } = planned({ people, licenses: [license(fields)] })
    expect(licenses.map((one) => one.status)).toEqual([status])
    expect(pools).toMatchObject([{ counts: { [status]: 1 } }])
  })

  test('an account somebody proved here before connects a license too', () => {
    const { licenses } = planned(
      { licenses: [license({ assignee: heldBy('Roman@HarrowVale.example') })] },
      { accounts: new Set([roman]) },
    )
    expect(licenses.map((one) => one.status)).toEqual(['connected'])
  })

  test('legacy keys and perpetual licenses are for no person, whatever else is said', () => {
    const fields = [{ assignee: key }, forGood, { assignee: server }]
    const { licenses } = planned({ licenses: numbered(...fields) })
    expect(licenses.map((one) => one.perUser)).toEqual([false, false, true])
    expect(problems({ licenses: [license({ ...forGood, perUser: true })] })).toEqual([
      'licenses[0].perUser: perpetual_is_not_per_user',
    ])
  })

  test('the second license of a product in one pair of hands is additional, in the file and beside what is held', () => {
    const three = numbered(
      ...[{ assignee: heldBy(roman) }, { assignee: heldBy(roman) }, { assignee: heldBy(ines) }],
    )
    const { licenses } = planned(
      { licenses: three },
      { holdings: new Set([holdingMark(ines, 'LOOM'), holdingMark(ines, 'FERR')]) },
    )
    expect(licenses.map((one) => one.additional)).toEqual([false, true, true])
  })
})

describe('what was bought together', () => {
  test('is one subscription, in as many teams as it is in, in the order of the file', () => {
    const { subscriptions, pools, licenses } = planned({
      licenses: numbered({}, { team: 2 }, { packRef: '0126/HVQ7Z2K' }, { suspended: true }, { team: 2 }),
    })
    expect(subscriptions.map((one) => one.quantity)).toEqual([4, 1])
    expect(licenses.map((one) => one.subscription)).toEqual([0, 0, 1, 0, 0])
    expect(pools.map(({ subscription, teamId, counts }) => [subscription, teamId, counts])).toEqual([
      [0, 1, { free: 1, invited: 0, connected: 0, placed: 0, withheld: 1 }],
      [0, 2, { free: 2, invited: 0, connected: 0, placed: 0, withheld: 0 }],
      [1, 1, { free: 1, invited: 0, connected: 0, placed: 0, withheld: 0 }],
    ])
  })

  test.each<[string, Partial<ImportedLicense>]>([
    ['another last day', { validUntil: '2027-01-31' }],
    ['another first day', { startsOn: '2026-02-01' }],
    ['another term', { term: 'month' }],
    ['renewal', { autoRenew: true }],
    ['a trial', { trial: true }],
    ['another price', { unitPrice: '189.00' }],
  ])('%s is another subscription', (_, fields) => {
    expect(planned({ licenses: numbered({}, fields) }).subscriptions).toHaveLength(2)
  })

  test('no subscription is larger than its row can count', () => {
    const licenses = Array.from({ length: 100_001 }, (_, index) =>
      license({ licenseId: String(index).padStart(10, '0') }),
    )
    expect(planned({ licenses }).subscriptions.map((one) => one.quantity)).toEqual([100_000, 1])
  })
})

describe('what is there already', () => {
  const here: Partial<ImportFacts> = {
    organization: { name: 'Harrow & Vale Ltd', imported: true },
    administrators: 1,
    products: new Map([['LOOM', 'product']]),
    teams: new Map([
      [1, { name: 'Renamed', ended: false }],
      [2, { name: 'Mobile', ended: false }],
      [3, { name: 'Old studio', ended: true }],
    ]),
    licenses: new Map([['HV7K2M9Q01', 7_104_512]]),
    people: new Set([ines]),
    accounts: new Set([ines]),
    grants: [{ key: ines, role: 'administrator', teamId: null, accepted: true }],
    tokens: new Set([tokenMark({ key: ines, role: 'administrator', teamId: null, name: 'Script' })]),
  }
  const file: Partial<ImportFile> = {
    people: [{ ...person(ines), account: {} }],
    roles: [{ email: ines, role: 'administrator' }],
    licenses: [license()],
    tokens: [{ email: ines, role: 'administrator', name: 'Script' }],
  }

  test('stays as it is: the same file adds nothing', () => {
    expect(addsNothing(planned(file, here))).toBe(true)
  })

  test('a longer file adds what is new, and nothing else', () => {
    const more = planned(
      { ...file, licenses: [license(), license({ licenseId: 'HV7K2M9Q09', team: 2 })] },
      here,
    )
    expect(more.licenses.map((one) => one.id)).toEqual(['HV7K2M9Q09'])
    expect(more).toMatchObject({ teams: [], people: [], roles: [], tokens: [], accounts: [], products: [] })
  })

  test('a role or an account an import brought does not come back once it was taken away', () => {
    const brought = [broughtMark(ines, 'account'), broughtMark(ines, { role: 'administrator', teamId: null })]
    const since = { ...here, accounts: new Set<string>(), grants: [], brought: new Set(brought) }
    expect(planned({ ...file, tokens: [] }, since)).toMatchObject({ accounts: [], roles: [] })
  })

  test('a team that was deleted since is no mistake in a file that has come before', () => {
    const roles = [{ email: ines, role: 'team_viewer' as const, teamId: 1 }]
    const teams = new Map([[1, { name: 'Platform', ended: true }]])
    const brought = new Set([broughtMark(ines, { role: 'team_viewer', teamId: 1 })])
    expect(problems({ ...file, roles }, { ...here, teams, brought })).toEqual([])
    expect(problems({ ...file, roles }, { ...here, teams })).toEqual(['roles[0].teamId: team_ended'])
  })

  test('what contradicts it is told', () => {
    const wrong = {
      ...file,
      products: bare.products.map((one) => ({ ...one, kind: 'plugin' as const })),
      teams: [...bare.teams, { id: 9, name: 'RENAMED' }],
    }
    const elsewhere = { ...here, licenses: new Map([['HV7K2M9Q01', 7_000_001]]) }
    const another = { name: 'Kelso Weavers', imported: false }
    expect(problems(wrong, { ...elsewhere, organization: another })).toEqual([
      'organization.code: organization_is_another',
      'products[0].kind: product_of_another_kind',
      'teams[3].name: team_name_is_taken',
      'licenses[0].licenseId: license_of_another',
    ])
  })
})

describe('what is wrong with a file', () => {
  test('is told all at once, each at its place', () => {
    const organization = { ...bare.organization, name: '\u200b', country: 'XX', timeZone: 'London' }
    const wrong: Partial<ImportFile> = {
      organization,
      products: [
        { code: 'LOOM', name: 'Loomwright', kind: 'product', members: ['FERR'], releases: [] },
        { code: 'LOOM', name: 'Loom', kind: 'pack', members: [], releases: [] },
      ],
      teams: [...bare.teams, { id: 1, name: 'platform' }],
      people: [person('ines'), person(roman), person(roman.toUpperCase())],
      roles: [
        { email: ines, role: 'team_viewer' },
        { email: ines, role: 'viewer', teamId: 1 },
      ],
      licenses: numbered(
        { product: 'WARP', team: 3 },
        { licenseId: 'HV7K2M9Q00', team: 77, startsOn: '2026-02-30' },
        { validUntil: '2025-12-31' },
        { validUntil: undefined },
        { perUser: false, assignee: heldBy(roman) },
        { assignee: { ...heldBy(roman), assignedOn: '2026-11-03' } },
        { unitPrice: 'a fortune' },
      ),
      tokens: [{ email: roman, role: 'viewer', name: 'Script' }],
    }
    expect(problems(wrong)).toEqual([
      ...['organization.name: text_missing', 'organization.country: not_a_country'],
      ...['organization.timeZone: not_a_time_zone', 'people[0].email: address_without_at'],
      ...['people[2].email: twice', 'products[1].code: twice', 'teams[3].id: twice', 'teams[3].name: twice'],
      ...['roles[0]: role_needs_team', 'roles[1].teamId: role_is_for_all_teams'],
      ...['licenses[1].licenseId: twice', 'licenses[1].startsOn: not_a_calendar_date'],
      ...['licenses[2]: ends_before_start', 'licenses[3]: either_dates_or_perpetual'],
      ...['licenses[4].assignee: not_for_a_person', 'licenses[5].assignee.assignedOn: in_the_future'],
      ...['licenses[6].unitPrice: not_an_amount'],
      ...['products[0].members: members_wrong', 'products[1].members: members_wrong'],
      ...['roles: no_administrator', 'licenses[0].product: product_unknown', 'licenses[0].team: team_ended'],
      ...['licenses[1].team: team_unknown', 'tokens[0].role: token_above_roles'],
    ])
  })

  test('a hundred are told, and how many there are', () => {
    const licenses = Array.from({ length: 250 }, (_, index) =>
      license({ licenseId: String(index).padStart(10, '0'), team: 77 }),
    )
    const decision = plan({ licenses })
    expect(decision.ok ? null : [decision.refusal.problems.length, decision.refusal.count]).toEqual([
      100, 250,
    ])
  })
})

describe('roles and tokens', () => {
  const roles = [
    { email: ines, role: 'administrator' },
    { email: roman, role: 'viewer' },
  ] as const

  test('a file that gives roles leaves somebody who administers (O-34)', () => {
    expect(problems({ roles: [roles[1]] })).toEqual(['roles: no_administrator'])
    expect(problems({ roles: [roles[1]] }, { administrators: 1 })).toEqual([])
    expect(problems({ roles })).toEqual([])
    expect(problems({})).toEqual([])
  })

  test.each([
    ['administrator', roman, undefined, false],
    ['viewer', roman, undefined, true],
    ['viewer', roman, 1, true],
    ['primary_contact', roman, undefined, false],
    ['administrator', ines, 2, true],
    ['administrator', 'nobody@harrowvale.example', undefined, false],
  ] as const)('a token as %s for %s in team %s is made: %s %s (O-33)', (role, email, teamId, made) => {
    const tokens = [{ email, role, teamId, name: 'Script' }]
    expect(problems({ roles, tokens })).toEqual(made ? [] : ['tokens[0].role: token_above_roles'])
  })
})
