import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'

/** A file as the law sees it: where it is, what it says without its comments, what it imports. */
export interface Source {
  readonly path: string
  readonly code: string
  readonly package: Package
  /** The folder below `src` or `app`: a capability or a piece of plumbing; empty for the files beside them. */
  readonly folder: string
  readonly name: string
  readonly step: Step
  readonly imports: readonly Import[]
}

export interface Import {
  /** As written. */
  readonly specifier: string
  /** The project's file it leads to, without its ending; null for packages of others. */
  readonly target: string | null
  readonly typesOnly: boolean
}

export type Package = 'core' | 'server' | 'console' | 'sdk' | 'cli'

/** What a file is on the road of a request. A part belongs to no step and may be used by each. */
export type Step = 'routes' | 'operation' | 'views' | 'store' | 'tables' | 'letters' | 'part'

const packages: readonly Package[] = ['core', 'server', 'console', 'sdk', 'cli']

/** Reads the product's code below a project root; tests and what only they use are not part of it. */
export function readSources(root: string): Source[] {
  return packages.flatMap((name) => {
    const home = join('packages', name, name === 'console' ? 'app' : 'src')
    return filesBelow(root, home).map((path) => sourceOf(path, readFileSync(join(root, path), 'utf8')))
  })
}

function filesBelow(root: string, home: string): string[] {
  const entries = readdirIfThere(join(root, home))
  return entries
    .map((entry) => join(home, entry).split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !isForTests(path))
    .toSorted()
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    return []
  }
}

function isForTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/src/testing/')
}

/** Makes a source of a path below the project root and a text. */
export function sourceOf(path: string, text: string): Source {
  const [, name, , ...rest] = path.split('/')
  const code = withoutComments(text)
  const file = rest.at(-1) ?? ''
  return {
    path,
    code,
    package: name as Package,
    folder: rest.length > 1 ? (rest[0] ?? '') : '',
    name: file,
    step: stepOf(file, code),
    imports: importsOf(path, code),
  }
}

function stepOf(file: string, code: string): Step {
  const named = /(?:(?:^|-)(routes|views|store)|^(tables|letters))\.tsx?$/.exec(file)
  if (named) return (named[1] ?? named[2]) as Step
  return /export (?:async )?function \w+\(\s*tx: (?:Tx|Pick<Tx)/.test(code) ? 'operation' : 'part'
}

const fromClause = /(?:^|[;\n])\s*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s*['"]([^'"]+)['"]/g
const bareImport = /(?:^|[;\n])\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(path: string, code: string): Import[] {
  const clauses = [...code.matchAll(fromClause)].map(([, type, names = '', specifier = '']) => {
    const typesOnly = type !== undefined || /^\{(\s*type\s[^,{}]*,?)+\s*\}$/.test(names.trim())
    return importOf(path, specifier, typesOnly)
  })
  const bare = [...code.matchAll(bareImport)].map(([, plain, dynamic]) =>
    importOf(path, plain ?? dynamic ?? '', false),
  )
  return [...clauses, ...bare]
}

function importOf(path: string, specifier: string, typesOnly: boolean): Import {
  return { specifier, target: targetOf(path, specifier), typesOnly }
}

function targetOf(path: string, specifier: string): string | null {
  const workspace = /^@claviger\/(core|server|console|sdk|cli)\/(.+)$/.exec(specifier)
  if (workspace) {
    const [, name, below = ''] = workspace
    return `packages/${name}/${name === 'console' ? 'app' : 'src'}/${withoutEnding(below)}`
  }
  if (!specifier.startsWith('.')) return null
  const target = relative('.', normalize(join(dirname(path), specifier)))
  return withoutEnding(target.split(sep).join('/'))
}

/** A path as imports name it. */
export function withoutEnding(path: string): string {
  return path.replace(/\.tsx?$/, '')
}

/** Blanks comments, so that what is said about the law does not break it; quoted text stays. */
function withoutComments(text: string): string {
  const quoted = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`/
  const comment = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/[^\n]*/
  return text.replace(new RegExp(`${quoted.source}|(${comment.source})`, 'g'), (all, said) =>
    said ? '' : all,
  )
}
