import { expect, test } from 'vitest'
import { checkArchitecture, violationsIn } from './architecture.ts'
import { readSources, sourceOf } from './sources.ts'

const root = new URL('..', import.meta.url).pathname

test('the product keeps the law', () => {
  expect(checkArchitecture(root)).toEqual([])
})

test('the law looks at the whole product', () => {
  const seen = new Set(readSources(root).map((source) => source.package))
  expect([...seen]).toEqual(expect.arrayContaining(['core', 'server', 'console']))
  const paths = readSources(root).map((source) => source.path)
  expect(paths).toContain('packages/server/src/assignment/assign-people.ts')
  expect(paths.filter((path) => path.includes('.test.'))).toEqual([])
})

const tables = 'export interface LicensesTables {\n  pool: {\n    total: number\n  }\n}'

/** Files that are there for others to break the law with. */
const standing = {
  'packages/core/src/kernel/money.ts': "import Big from 'big.js'",
  'packages/core/src/kernel/calendar.ts': "import { Temporal } from 'temporal-polyfill'",
  'packages/core/src/teams/permissions.ts': '',
  'packages/core/src/licenses/renewal.ts': "import { total } from '../kernel/money.ts'",
  'packages/core/src/assignment/plan-assignment.ts': '',
  'packages/server/src/app.ts': "import { licenseRoutes } from './licenses/routes.ts'",
  'packages/server/src/application.ts': '',
  'packages/server/src/licenses/tables.ts': tables,
  'packages/server/src/licenses/pool-store.ts': "import type { LicensesTables } from './tables.ts'",
  'packages/server/src/licenses/license-views.ts': '',
  'packages/server/src/licenses/routes.ts': '',
  'packages/server/src/licenses/letters.ts': '',
  'packages/server/src/licenses/issue-licenses.ts':
    'export async function issueLicenses(tx: Tx, request: object) {}',
  'packages/server/src/outbox/queue.ts': '',
  'packages/server/src/assignment/take-license.ts': "import { lock } from '../licenses/pool-store.ts'",
}

function broken(planted: Readonly<Record<string, string>>) {
  const files = { ...standing, ...planted }
  return violationsIn(Object.entries(files).map(([path, text]) => sourceOf(path, text)))
}

test('files that keep the law are left in peace', () => {
  expect(broken({})).toEqual([])
})

const core = 'packages/core/src'
const server = 'packages/server/src'

test.each([
  [1, 'core takes a package of others', `${core}/teams/x.ts`, "import { z } from 'zod'"],
  [1, 'core takes an allowed package in the wrong file', `${core}/teams/x.ts`, "import Big from 'big.js'"],
  [1, 'core imports the server', `${core}/teams/x.ts`, "import { a } from '@claviger/server/outbox/queue'"],
  [
    1,
    'the server imports the console',
    `${server}/http/x.ts`,
    "import { a } from '../../../console/app/x.tsx'",
  ],
  [
    1,
    'a screen takes more than types of the server',
    'packages/console/app/x.tsx',
    "import { a } from '@claviger/server/outbox/queue'",
  ],
  [
    1,
    'a screen hides a value among types',
    'packages/console/app/y.tsx',
    "import { type A, b } from '@claviger/server/outbox/queue'",
  ],
  [
    1,
    'a command loads the server lazily',
    'packages/cli/src/x.ts',
    "const a = await import('@claviger/server/outbox/queue')",
  ],
  [
    1,
    'the SDK takes a package of others',
    'packages/sdk/src/x.ts',
    "import { Temporal } from 'temporal-polyfill'",
  ],
  [
    1,
    'the SDK takes a capability it may not',
    'packages/sdk/src/x.ts',
    "import { a } from '@claviger/core/teams/permissions'",
  ],
  [
    2,
    'an earlier capability imports a later one',
    `${core}/teams/x.ts`,
    "import { a } from '../assignment/plan-assignment.ts'",
  ],
  [
    2,
    'an earlier capability imports a later type',
    `${server}/teams/x.ts`,
    "import type { A } from '../licenses/issue-licenses.ts'",
  ],
  [
    2,
    'plumbing imports a capability',
    `${server}/outbox/x.ts`,
    "import { a } from '../licenses/pool-store.ts'",
  ],
  [
    2,
    'plumbing imports what puts everything together',
    `${server}/outbox/x.ts`,
    "import { a } from '../application.ts'",
  ],
  [
    3,
    'a capability uses the views of another',
    `${server}/assignment/x-views.ts`,
    "import { a } from '../licenses/license-views.ts'",
  ],
  [
    3,
    'a capability uses the letters of another',
    `${server}/assignment/x.ts`,
    "import { a } from '../licenses/letters.ts'",
  ],
  [
    3,
    'an operation uses the tables of another',
    `${server}/assignment/x.ts`,
    "import { a } from '../licenses/tables.ts'",
  ],
  [
    4,
    'a store uses an operation',
    `${server}/licenses/x-store.ts`,
    "import type { A } from './issue-licenses.ts'",
  ],
  [4, 'a view uses an operation', `${server}/licenses/x-views.ts`, "import { a } from './issue-licenses.ts'"],
  [
    4,
    'an operation uses a view',
    `${server}/licenses/x.ts`,
    "import { a } from './license-views.ts'\nexport async function x(tx: Tx) {}",
  ],
  [4, 'routes are mounted elsewhere', `${server}/http/x.ts`, "import { a } from '../licenses/routes.ts'"],
  [5, 'an operation writes by builder', `${server}/licenses/x.ts`, "tx.sql.updateTable('pool')"],
  [
    5,
    'another store writes in SQL',
    `${server}/assignment/x-store.ts`,
    'sql`insert into pool (total) values (1)`',
  ],
  [
    5,
    'another store updates over two lines',
    `${server}/assignment/x-store.ts`,
    'sql`update pool\n  set total = 1`',
  ],
  [5, 'a view deletes', `${server}/licenses/x-views.ts`, 'sql`delete from pool`'],
  [5, 'plumbing writes', `${server}/outbox/x.ts`, "sql.deleteFrom('pool')"],
  [6, 'core waits', `${core}/teams/x.ts`, 'export async function x() {}'],
  [6, 'core looks at the clock', `${core}/teams/x.ts`, 'const now = new Date()'],
  [6, 'core looks at the clock another way', `${core}/teams/x.ts`, 'const now = Date.now()'],
  [6, 'core rolls dice', `${core}/teams/x.ts`, 'const n = Math.random()'],
  [6, 'core uses the machine', `${core}/teams/x.ts`, "import { join } from 'node:path'"],
  [7, 'a setting is read in passing', `${server}/http/x.ts`, "const port = process.env['PORT']"],
  [7, 'a setting is read by import', `${server}/http/x.ts`, "import { env } from 'node:process'"],
] as const)('rule %i: %s', (rule, _, path, text) => {
  const violations = broken({ 'packages/console/app/x.tsx': '', [path]: text })
  expect(violations).toContainEqual(expect.objectContaining({ rule, path }))
  expect(new Set(violations.map((one) => one.path))).toEqual(new Set([path]))
})

test('rule 1: what the SDK imports reaches a package of others through files between', () => {
  const planted = { 'packages/sdk/src/x.ts': "import { renew } from '@claviger/core/licenses/renewal'" }
  expect(broken(planted)).toEqual([
    { rule: 1, path: 'packages/core/src/kernel/money.ts', what: 'is reached by the SDK' },
  ])
})

test.each([
  [
    'a comment about the clock',
    `${core}/teams/x.ts`,
    '// never Date.now() here, nor async\n/* new Date() */ const a = 1',
  ],
  ['a date that was given', `${core}/teams/x.ts`, 'const later = new Date(now.getTime() + 1)'],
  [
    'types of the server on a screen',
    'packages/console/app/x.tsx',
    "import type { A } from '@claviger/server/outbox/queue'",
  ],
  [
    'types one by one',
    'packages/cli/src/x.ts',
    "import {\n  type A,\n  type B,\n} from '@claviger/server/outbox/queue'",
  ],
  [
    'a lock that says update',
    `${server}/assignment/x-store.ts`,
    'sql`select 1 from pool for update of pool`',
  ],
  [
    'a conflict that says update',
    `${server}/licenses/x-store.ts`,
    'sql`insert into pool values (1) on conflict do update set total = 1`',
  ],
  ['a view of a later table', `${server}/teams/x-views.ts`, 'const rows = sql`select * from pool`'],
  ['settings in their place', `${server}/config.ts`, 'const port = process.env.PORT'],
])('lets through %s', (_, path, text) => {
  expect(broken({ [path]: text })).toEqual([])
})
