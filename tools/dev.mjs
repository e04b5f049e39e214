import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { buildConsole, endWithNpm, ensureNode, ensurePackages, environment, root, say } from './runtime.mjs'

// The server is restarted whole: it stops and starts in well under a second, and so never serves a mixture.
const watched = [
  'packages/core/src',
  'packages/server/src',
  'packages/console/app',
  'packages/console/public',
]
const settleMs = 150

const node = ensureNode()
ensurePackages(node)

let server
let due
let ending = false
let turn = start()

for (const folder of watched.map((name) => join(root, name)).filter(existsSync)) {
  watch(folder, { recursive: true }, (_, file) => changed(file))
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)
endWithNpm(end)

async function start() {
  const failure = buildConsole(node)
  if (failure) return say(failure)
  const args = ['packages/server/src/main.ts', ...process.argv.slice(2)]
  server = spawn(node, args, { cwd: root, stdio: 'inherit', env: environment(node) })
}

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
}

function changed(file) {
  if (!file || /\.test\.tsx?$|~$|\.swp$/.test(file)) return
  clearTimeout(due)
  due = setTimeout(() => {
    turn = turn.then(() => reload(file))
  }, settleMs)
}

async function reload(file) {
  say(`${file} changed; starting again`)
  await stopServer()
  if (!ending) await start()
}

async function end() {
  if (ending) return
  ending = true
  clearTimeout(due)
  await turn
  await stopServer()
  process.exit(0)
}
