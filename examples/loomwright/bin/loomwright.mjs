#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureNode, environment } from '../../../tools/runtime.mjs'

// In this repository sources run as they are, which takes a Node that strips types; a real product is built.
const node = ensureNode()
const args = process.argv.slice(2)
if (node === process.execPath) {
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(args)
} else {
  const self = fileURLToPath(import.meta.url)
  const { status } = spawnSync(node, [self, ...args], { stdio: 'inherit', env: environment(node) })
  process.exitCode = status ?? 1
}
