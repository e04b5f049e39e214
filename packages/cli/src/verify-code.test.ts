import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'claviger-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function claviger(args: readonly string[], piped = '') {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder })
  child.stdin.end(piped)
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

interface Vector {
  readonly name: string
  readonly text: string
  readonly asked: { readonly rootKeys: readonly string[]; readonly retired?: string }
}

function vectorNamed(file: string, name: string): Vector {
  const path = new URL(`../../../test-vectors/${file}.json`, import.meta.url)
  const { vectors } = JSON.parse(readFileSync(path, 'utf8')) as { vectors: readonly Vector[] }
  const found = vectors.find((one) => one.name === name)
  if (!found) throw new Error(`there is no vector "${name}"`)
  return found
}

const good = vectorNamed('time', 'a week later')
const root = String(good.asked.rootKeys[0])
const on = (day: string) => ['--root', root, '--at', day]

describe('claviger verify', () => {
  test.each([
    ['2026-11-09', 0, 'valid: Loomwright is licensed to Ines Okafor, Harrow & Vale'],
    ['2027-11-03', 0, 'grace: '],
    ['2026-01-01', 1, 'not-yet: '],
  ])('on %s ends with %i and says it in words', async (day, code, words) => {
    const said = await claviger(['verify', good.text, ...on(day)])
    expect(said).toMatchObject({ code, err: '' })
    expect(said.out).toContain(words)
  })

  test('asks as the product, release and day it is told', async () => {
    const later = ['verify', good.text, ...on('2028-04-01'), '--release']
    expect(await claviger([...later, '6.2.7'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^fallback: /),
    })
    expect(await claviger([...later, '6.3'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^expired: /),
    })
    const other = await claviger(['verify', good.text, ...on('2026-11-09'), '--product', 'FERR'])
    expect(other).toMatchObject({ code: 1, out: expect.stringMatching(/^other-product: /) })
  })

  test('reads a code from a file and from a pipe, the root from a file, and answers JSON', async () => {
    writeFileSync(join(folder, 'code.txt'), `Dear Ines,\r\n${good.text.replaceAll('\n', '\r\n> ')}\r\n`)
    writeFileSync(join(folder, 'root.json'), JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: root }))
    const fromFile = await claviger([
      'verify',
      'code.txt',
      '--root',
      'root.json',
      '--at',
      '2026-11-09',
      '--json',
    ])
    expect(JSON.parse(fromFile.out)).toMatchObject({
      kind: 'valid',
      licenseId: 'CL7K3M9QXW',
      words: expect.any(String),
    })
    expect((await claviger(['verify', '-', ...on('2026-11-09')], good.text)).code).toBe(0)
  })

  test('fetches root and retired keys from an installation, and believes what it says of a leaked key', async () => {
    const leaked = vectorNamed('signing', 'a retired key, from the moment on')
    const server = createServer((request, response) => {
      const keys = { keys: [], retired: leaked.asked.retired }
      response.end(JSON.stringify(request.url === '/.well-known/claviger/root.json' ? { x: root } : keys))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const said = await claviger(['verify', leaked.text, '--server', origin, '--at', '2027-03-02'])
    expect(said).toMatchObject({ code: 1, out: expect.stringMatching(/^revoked: /) })
    server.close()
    expect(await claviger(['verify', leaked.text, '--server', origin])).toMatchObject({
      ...{ code: 2, out: '', err: expect.stringContaining('could not be read') },
    })
  })

  test.each([
    [['verify']],
    [['verify', 'no-such-file', '--root', root]],
    [['verify', good.text]],
    [['verify', good.text, '--root', 'LOOM']],
    [['verify', good.text, '--root', root, '--at', 'someday']],
    [['verify', good.text, '--root', root, '--released-on', '2026-02-30']],
    [['verify', good.text, '--server', 'not an address']],
    [['verify', good.text, '--rot', root]],
  ])('%j could not be asked, which is neither yes nor no', async (args) => {
    const { code, out, err } = await claviger(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).not.toMatch(/^\s+at /m)
  })
})

describe('claviger inspect', () => {
  test('shows every field and says that nothing was checked', async () => {
    const { code, out } = await claviger(['inspect', good.text])
    expect(code).toBe(0)
    for (const shown of ['CL7K3M9QXW, Loomwright', 'Ines Okafor, Harrow & Vale', 'code 1 of this license'])
      expect(out).toContain(shown)
    expect(out).toContain('LOOM      paid up to 2027-11-01, keeps 6.2 (as of 2026-11-02)')
    expect(out).toContain('Nothing here has been checked')
  })

  test('answers the same as JSON, and where a text breaks off', async () => {
    const { out } = await claviger(['inspect', '-', '--json'], good.text)
    expect(JSON.parse(out)).toMatchObject({
      document: { licenseId: 'CL7K3M9QXW' },
      signing: { key: expect.any(String) },
    })
    const cut = await claviger(['inspect', '-', '--json'], good.text.slice(0, -40))
    expect(cut.code).toBe(1)
    expect(JSON.parse(cut.out)).toMatchObject({ reason: 'cut-short' })
  })
})
