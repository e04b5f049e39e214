// The checks that need no database and no browser; `npm run check` is these alone, `npm test` begins with them.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { environment, root, say } from './runtime.mjs'

const bin = (name) => join('node_modules', ...name.split('/'))

const steps = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of pages',
    args: [join(root, bin('@react-router/dev/bin.cjs')), 'typegen'],
    cwd: 'packages/console',
  },
  { name: 'types of the console', args: [bin('typescript/bin/tsc'), '-p', 'packages/console'] },
  { name: 'lint and format', args: [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'] },
]

/** Runs types and lint and answers the names of those that failed. */
export function runChecks(node) {
  return steps.filter((step) => !runStep(node, step)).map(({ name }) => name)
}

/** Runs one Node program of ours in the foreground and says whether it went well. */
export function runStep(node, { name, args, cwd = '.' }) {
  say(name)
  const folder = join(root, cwd)
  return spawnSync(node, args, { cwd: folder, stdio: 'inherit', env: environment(node) }).status === 0
}

/** The import law, as a test file of its own. */
export const law = {
  name: 'import law',
  args: [bin('vitest/vitest.mjs'), 'run', '--project', 'rules', 'tools/architecture.test.ts'],
}
