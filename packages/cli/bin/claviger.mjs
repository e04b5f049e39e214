#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureNode, ensurePackages, environment } from '../../../tools/runtime.mjs'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const node = ensureNode()
ensurePackages(node)
if (node === process.execPath) await import(main)
else {
  // The folder stays the caller's: the files named on the command line are relative to it.
  const { status } = spawnSync(node, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment(node),
  })
  process.exitCode = status ?? 1
}
