import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const project = join(here, '..', '..')
const out = process.argv[2] ?? join(here, 'dist')

/** The published package: two bundles, their types, and nothing to install besides. */
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
await bundle('node', { node: true })
await bundle('web', { node: false })
writeTypes()
writeManifest()
writeFileSync(join(out, 'README.md'), readme())
cpSync(join(project, 'LICENSE'), join(out, 'LICENSE'))
writeFileSync(join(out, 'NOTICE'), notice())

async function bundle(name, { node }) {
  await build({
    configFile: false,
    logLevel: 'error',
    root: here,
    build: {
      lib: { entry: join(here, 'src', `${name}.ts`), formats: ['es'], fileName: () => `${name}.js` },
      outDir: out,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      ssr: node,
      rollupOptions: {
        external: node ? [/^node:/] : [],
        output: { entryFileNames: `${name}.js`, chunkFileNames: `${name}-[name].js` },
      },
    },
    ssr: { noExternal: true, target: 'node' },
  })
}

/** What the sources promise, flattened: nothing in it points outside the package. */
function writeTypes() {
  const types = join(out, 'types')
  const tsc = spawnSync(
    process.execPath,
    [
      join(project, 'node_modules', 'typescript', 'bin', 'tsc'),
      ...['-p', join(here, 'tsconfig.types.json'), '--outDir', types],
    ],
    { stdio: 'inherit' },
  )
  if (tsc.status !== 0) throw new Error('the types of the SDK could not be written')
  for (const file of filesIn(types)) {
    const text = readFileSync(file, 'utf8')
    const inside = text.replaceAll(/(['"])@claviger\/core\/([\w/-]+)\1/g, (_, quote, path) => {
      const target = relative(dirname(file), join(types, 'core', 'src', path)).replaceAll('\\', '/')
      return `${quote}${target.startsWith('.') ? target : `./${target}`}.js${quote}`
    })
    writeFileSync(file, inside.replaceAll(/(from|import\()\s*(['"])(\.[^'"]+)\.ts\2/g, '$1 $2$3.js$2'))
  }
}

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}

function writeManifest() {
  const { name, version, description, license, engines, keywords } = JSON.parse(
    readFileSync(join(here, 'package.json'), 'utf8'),
  )
  const entry = (bundle) => ({ types: `./types/sdk/src/${bundle}.d.ts`, default: `./${bundle}.js` })
  const [node, web] = [entry('node'), entry('web')]
  const manifest = {
    ...{ name, version, description, license, keywords, engines, type: 'module', sideEffects: false },
    exports: {
      '.': { browser: web, deno: node, bun: node, node, default: web },
      './node': node,
      './web': web,
      './package.json': './package.json',
    },
    types: './types/sdk/src/node.d.ts',
    files: ['*.js', 'types', 'README.md', 'LICENSE', 'NOTICE'],
  }
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** The manual, without the ways into the repository, which lead nowhere from a package. */
function readme() {
  return readFileSync(join(here, 'README.md'), 'utf8').replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1')
}

/** What is bundled was written by somebody, who wants to be named. */
function notice() {
  const texts = ['@noble/ed25519', '@noble/hashes'].map((name) => {
    const folder = join(project, 'node_modules', ...name.split('/'))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${version}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8')}`
  })
  return `This package contains, loaded only where a runtime has no Ed25519 of its own:\n\n${texts.join('\n')}`
}
