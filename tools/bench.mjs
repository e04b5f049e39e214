import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureAll, environment, root, stop } from './runtime.mjs'

// One at a time: two benchmarks on the same cores would measure each other.
const filter = process.argv[2] ?? ''
const files = readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.ts') && name.includes(filter))
if (files.length === 0) stop(`no benchmark is named like "${filter}"`)

const node = ensureAll()
const failed = files.sort().filter((name) => {
  const run = spawnSync(node, [join('bench', name)], { cwd: root, stdio: 'inherit', env: environment(node) })
  return run.status !== 0
})
if (failed.length > 0) stop(`these benchmarks did not run to their end: ${failed.join(', ')}`)
