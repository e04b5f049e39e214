import { readSources, type Source, type Step, withoutEnding } from './sources.ts'

/** A place where the law of ARCHITECTURE.md is broken, under the number of its rule. */
export interface Violation {
  readonly rule: 1 | 2 | 3 | 4 | 5 | 6 | 7
  readonly path: string
  readonly what: string
}

/**
 * Checks the whole product below this root. Three readings of the law: tests and what only they use stand outside it,
 * as do the launchers, which run before there is a config; a store is any `*store.ts`, views any `*views.ts`; and
 * the types of another capability's tables may be named, since only its store can write them anyway.
 */
export function checkArchitecture(root: string): Violation[] {
  return violationsIn(readSources(root))
}

/** Checks these files together: who imports whom, who writes what. */
export function violationsIn(sources: readonly Source[]): Violation[] {
  const links = linksOf(sources)
  return [
    ...sources.flatMap(outsidePackages),
    ...links.flatMap(acrossPackages),
    ...sdkReach(sources, links),
    ...links.flatMap(againstOrder),
    ...links.flatMap(pastTheDoors),
    ...links.flatMap(upTheSteps),
    ...foreignWrites(sources),
    ...sources.flatMap(impurities),
    ...sources.flatMap(environment),
  ]
}

/** One file importing another one of the product. */
interface Link {
  readonly from: Source
  readonly to: Source
  readonly typesOnly: boolean
}

function linksOf(sources: readonly Source[]): Link[] {
  const byPath = new Map(sources.map((source) => [withoutEnding(source.path), source]))
  return sources.flatMap((from) =>
    from.imports.flatMap(({ target, typesOnly }) => {
      const to = target === null ? undefined : byPath.get(target)
      return to ? [{ from, to, typesOnly }] : []
    }),
  )
}

function violation(rule: Violation['rule'], { path }: Source, what: string): Violation {
  return { rule, path, what }
}

// 1. Packages

const onlyIn: Readonly<Record<string, string>> = {
  'big.js': 'packages/core/src/kernel/money.ts',
  tr46: 'packages/core/src/kernel/email.ts',
  tldts: 'packages/core/src/kernel/email.ts',
}

/** What the SDK bundles when it is published, for runtimes that have no Ed25519. */
const bundledBy: Readonly<Record<string, string>> = {
  '@noble/ed25519': 'packages/sdk/src/web-ed25519.ts',
  '@noble/hashes/sha2.js': 'packages/sdk/src/web-ed25519.ts',
}

function outsidePackages(source: Source): Violation[] {
  if (source.package !== 'core' && source.package !== 'sdk') return []
  return source.imports
    .filter(({ target, specifier }) => target === null && !specifier.startsWith('node:'))
    .filter(({ specifier }) => source.package === 'sdk' || specifier !== 'temporal-polyfill')
    .filter(({ specifier }) => (onlyIn[specifier] ?? bundledBy[specifier]) !== source.path)
    .map(({ specifier }) => violation(1, source, `imports ${specifier}`))
}

const mayImport: Readonly<Record<Source['package'], readonly Source['package'][]>> = {
  core: [],
  server: ['core'],
  console: ['core', 'server'],
  cli: ['core', 'server'],
  sdk: ['core'],
}

function acrossPackages({ from, to, typesOnly }: Link): Violation[] {
  if (from.package === to.package) return []
  if (!mayImport[from.package].includes(to.package)) return [violation(1, from, `imports ${to.path}`)]
  if (to.package === 'server' && !typesOnly)
    return [violation(1, from, `imports more than types from ${to.path}`)]
  const forSdk = ['kernel', 'licenses', 'activation']
  return from.package === 'sdk' && !forSdk.includes(to.folder)
    ? [violation(1, from, `imports ${to.path}`)]
    : []
}

/** What the SDK bundles must stay free of other people's packages, however many files lie between. */
function sdkReach(sources: readonly Source[], links: readonly Link[]): Violation[] {
  const heavy = new Set(Object.values(onlyIn))
  const reached = new Set(sources.filter((source) => source.package === 'sdk'))
  for (const source of reached)
    for (const { from, to, typesOnly } of links) if (from === source && !typesOnly) reached.add(to)
  return [...reached]
    .filter((source) => heavy.has(source.path))
    .map((source) => violation(1, source, 'is reached by the SDK'))
}

// 2. Order of capabilities

const capabilities = [
  ...['kernel', 'teams', 'catalog', 'pricing', 'licenses', 'purchasing', 'assignment', 'activation', 'help'],
]
const plumbing = ['db', 'http', 'access', 'outbox', 'jobs', 'audit', 'files']

/** The one file of the plumbing that knows everybody: it lists the tables. */
const schema = 'packages/server/src/db/schema.ts'

/** Higher may import lower; the files that put everything together stand above all. */
function heightOf({ package: name, folder }: Source): number {
  if (name === 'server' && plumbing.includes(folder)) return -1
  const height = capabilities.indexOf(folder)
  return height < 0 ? capabilities.length : height
}

function againstOrder({ from, to, typesOnly }: Link): Violation[] {
  if (from.package !== to.package || (from.package !== 'core' && from.package !== 'server')) return []
  if (from.folder === to.folder || from.path === schema || (to.folder === '' && typesOnly)) return []
  return heightOf(from) < heightOf(to) ? [violation(2, from, `imports ${to.path}`)] : []
}

// 3. Doors

function pastTheDoors({ from, to, typesOnly }: Link): Violation[] {
  if (from.package !== 'server' || to.package !== 'server' || from.folder === to.folder) return []
  if (!capabilities.includes(from.folder) || !capabilities.includes(to.folder)) return []
  const closed: Step[] = ['routes', 'views', 'letters']
  const tables = to.step === 'tables' && !typesOnly && from.step !== 'views'
  return closed.includes(to.step) || tables ? [violation(3, from, `imports ${to.path}`)] : []
}

// 4. Steps

const below: Readonly<Record<Step, readonly Step[]>> = {
  routes: ['operation', 'views', 'store', 'tables', 'letters', 'part'],
  operation: ['operation', 'store', 'tables', 'letters', 'part'],
  views: ['views', 'store', 'tables', 'part'],
  store: ['store', 'tables', 'part'],
  letters: ['letters', 'tables', 'part'],
  part: ['store', 'tables', 'part'],
  tables: ['tables', 'part'],
}

function upTheSteps({ from, to }: Link): Violation[] {
  if (from.package !== 'server' || to.package !== 'server') return []
  if (to.step === 'routes' && from.path !== 'packages/server/src/app.ts')
    return [violation(4, from, `mounts ${to.path}`)]
  if (!capabilities.includes(from.folder) || !capabilities.includes(to.folder)) return []
  return below[from.step].includes(to.step) ? [] : [violation(4, from, `imports ${to.path}`)]
}

// 5. Writers

const writes = [
  /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"](\w+)['"]/g,
  /\binsert\s+into\s+(\w+)/gi,
  /\bdelete\s+from\s+(\w+)/gi,
  /\bupdate\s+(\w+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi,
  /\btruncate\s+(?:table\s+)?(\w+)/gi,
]

function foreignWrites(sources: readonly Source[]): Violation[] {
  const owners = ownersIn(sources)
  return sources
    .filter((source) => source.package === 'server' && !source.path.includes('/db/migrations/'))
    .flatMap((source) =>
      [
        ...new Set(
          writes.flatMap((pattern) => [...source.code.matchAll(pattern)].map(([, table = '']) => table)),
        ),
      ]
        .filter((table) => owners.has(table) && !isWriter(source, owners.get(table)))
        .map((table) => violation(5, source, `writes ${table}`)),
    )
}

function isWriter(source: Source, owner: string | undefined): boolean {
  return source.folder === owner && (source.step === 'store' || plumbing.includes(owner))
}

/** Which folder each table belongs to: the one whose `tables.ts` names it. */
function ownersIn(sources: readonly Source[]): Map<string, string> {
  const tables = sources.filter((source) => source.package === 'server' && source.step === 'tables')
  return new Map(
    tables.flatMap((source) =>
      [...source.code.matchAll(/^ {2}(\w+): \{/gm)].map(([, table = '']) => [table, source.folder] as const),
    ),
  )
}

// 6. Purity

const impure: readonly (readonly [RegExp, string])[] = [
  [/\basync\b|\bawait\b/, 'waits'],
  [/\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b/, 'looks at the clock'],
  [/\bMath\.random\b|\bcrypto\.(?:random|getRandom)/, 'rolls dice'],
]

function impurities(source: Source): Violation[] {
  if (source.package !== 'core') return []
  const machine = source.imports.some(({ specifier }) => specifier.startsWith('node:'))
  const found = impure.filter(([pattern]) => pattern.test(source.code)).map(([, what]) => what)
  return [...found, ...(machine ? ['imports from node:'] : [])].map((what) => violation(6, source, what))
}

// 7. Environment

function environment(source: Source): Violation[] {
  if (source.name === 'config.ts') return []
  const read = /\bprocess\.env\b|\{[^}]*\benv\b[^}]*\}\s*from\s*['"](?:node:)?process['"]/.test(source.code)
  return read ? [violation(7, source, 'reads process.env')] : []
}
