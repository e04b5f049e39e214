import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { licenseOf, root } from './testing/test-vendor.ts'

const project = fileURLToPath(new URL('../../..', import.meta.url))
const sample = fileURLToPath(new URL('testing/package-sample.txt', import.meta.url))
const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc')

/** A product's folder with nothing in it but the published package. */
let folder: string
let installed: string

const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'claviger-sdk-'))
  const dist = join(folder, 'dist')
  run(process.execPath, [join(project, 'packages', 'sdk', 'build.mjs'), dist], project)
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts'], dist)) as {
    filename: string
  }[]
  writeFileSync(join(folder, 'package.json'), '{ "name": "product", "private": true, "type": "module" }')
  const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund']
  run('npm', ['install', ...quiet, join(dist, packed?.filename ?? '')], folder)
  installed = join(folder, 'node_modules', '@claviger', 'sdk')
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the published package', () => {
  test('needs no other, and says who wrote what is bundled', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >
    expect([manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: object }
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/@claviger/sdk'])
    expect(readFileSync(join(installed, 'NOTICE'), 'utf8')).toMatch(/@noble\/ed25519[\s\S]*@noble\/hashes/)
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('Apache License')
  })

  test('leads nowhere outside itself', () => {
    expect(readFileSync(join(installed, 'README.md'), 'utf8')).not.toContain('](..')
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.(js|d\.ts)$/.test(name)))
      expect(importsOf(join(installed, file)).filter(leadsOutside(file)), file).toEqual([])
  })

  const importsOf = (path: string) => {
    const code = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
    return [...code.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, from = '']) => from)
  }
  const leadsOutside = (file: string) => (from: string) => {
    const target = join(installed, file, '..', file.endsWith('.d.ts') ? from.replace(/\.js$/, '.d.ts') : from)
    return !from.startsWith('node:') && !existsSync(target)
  }

  test('names each of its two kinds, for bundlers that choose neither', () => {
    const ask =
      "import('@claviger/sdk/node').then(({ verifyLicenseSync }) => console.log(typeof verifyLicenseSync))"
    expect(run(process.execPath, ['-e', ask], folder)).toBe('function\n')
    const web = ask.replace('sdk/node', 'sdk/web')
    expect(run(process.execPath, ['-e', web], folder)).toBe('undefined\n')
  })

  test('type-checks in a strict product and answers there what it answers here', () => {
    const source = join(folder, 'product.ts')
    writeFileSync(source, readFileSync(sample))
    const strict = [
      '--strict',
      '--exactOptionalPropertyTypes',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
      'false',
    ]
    const here = ['--types', 'node', '--typeRoots', join(project, 'node_modules', '@types')]
    run(process.execPath, [compiler, ...strict, ...here, 'product.ts'], folder)
    const said = JSON.parse(
      run(process.execPath, ['product.js', licenseOf(), root.publicKey], folder),
    ) as object
    expect(said).toEqual({
      ...{ verdict: 'valid 214', changed: 'tampered signature', runs: true, source: 'code' },
      words: expect.stringContaining('bis zum 31. Dezember 2026'),
    })
  })

  test('verifies with WebCrypto alone where there is no node:crypto, and with JavaScript alone where there is neither', () => {
    const web = join(installed, 'web.js')
    expect(readFileSync(web, 'utf8')).not.toContain('node:')
    const page = `import { verifyLicense } from ${JSON.stringify(web)}
      const [code, rootKey, way] = process.argv.slice(2)
      if (way === 'javascript') Object.defineProperty(crypto, 'subtle', { value: undefined })
      const options = { rootKey, product: 'LOOM', release: '6.2', now: new Date('2026-06-01T12:00:00Z') }
      const changed = code.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
      console.log((await verifyLicense(code, options)).kind, (await verifyLicense(changed, options)).kind)`
    writeFileSync(join(folder, 'page.js'), page)
    for (const way of ['webcrypto', 'javascript'])
      expect(run(process.execPath, ['page.js', licenseOf(), root.publicKey, way], folder)).toBe(
        'valid tampered\n',
      )
  })

  test('weighs little: what a product loads stays below 100 kB', () => {
    for (const bundle of ['node.js', 'web.js'])
      expect(statSync(join(installed, bundle)).size, bundle).toBeLessThan(100_000)
  })
})
