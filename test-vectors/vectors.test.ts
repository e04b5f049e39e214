import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { verifyLicenseSync } from '@claviger/sdk'
import { describe, expect, test } from 'vitest'
import { verifyLicense } from '../packages/sdk/src/web.ts'
import type { Vector, VectorFile } from './make/vector.ts'
import { vectorFiles } from './make.ts'
import { readGenuine } from './verify-with-jose.ts'

const here = (name: string) => new URL(name, import.meta.url)
const files = [...vectorFiles()].map(([name, content]) => ({
  name,
  content,
  kept: readFileSync(here(name), 'utf8'),
}))
const vectors = files.flatMap(({ name, kept }) =>
  (JSON.parse(kept) as VectorFile).vectors.map((vector) => ({ ...vector, name: `${name}: ${vector.name}` })),
)

describe('test vectors', () => {
  test.each(files)('$name is what the signer of the server makes, to the byte', ({ content, kept }) => {
    expect(content).toBe(kept)
  })

  test('every verdict there is has a vector, and no two vectors ask the same', () => {
    const kinds = new Set(vectors.map(({ verdict }) => verdict.kind))
    expect([...kinds].sort()).toEqual([
      ...['expired', 'fallback', 'grace', 'not-yet', 'other-product', 'revoked', 'tampered', 'unreadable'],
      ...['update-the-application', 'valid'],
    ])
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length)
  })

  test.each(vectors)('$name', async ({ text, asked, verdict }: Vector) => {
    const { rootKeys, now, ...question } = asked
    const options = { ...question, rootKey: rootKeys, now: new Date(now) }
    expect(verifyLicenseSync(text, options)).toMatchObject(verdict)
    expect(await verifyLicense(text, options)).toEqual(verifyLicenseSync(text, options))
  })
})

const python = await run('python3', ['--version']).then(
  () => true,
  () => false,
)

test.skipIf(!python)(
  'a verifier in Python that shares nothing with ours comes to the same verdicts',
  async () => {
    const { stdout } = await run('python3', [
      here('verify.py').pathname,
      ...files.map(({ name }) => here(name).pathname),
    ])
    expect(stdout).toBe(`${vectors.length} of ${vectors.length} vectors as expected\n`)
  },
)

describe('any JOSE library', () => {
  // JOSE forgives letters that mean the same bytes, and knows nothing of our formats and of texts around a document.
  const ours = ['encoding', 'newer-format']
  const plain = vectors.filter(
    ({ name, verdict }) => !name.startsWith('text') && !ours.includes(String(verdict.reason)),
  )
  const refused = ['tampered', 'unreadable', 'update-the-application']

  test.each(plain)('says of $name whether it is genuine', async ({ text, asked, verdict }) => {
    const jws = text.slice(text.indexOf('eyJ')).replaceAll(/\s/g, '')
    const reading = readGenuine(jws, asked.rootKeys.at(-1) ?? '')
    if (refused.includes(verdict.kind)) await expect(reading).rejects.toThrow()
    else await expect(reading).resolves.toMatchObject({ t: expect.any(String), p: expect.any(Array) })
  })

  test('is shown in the documentation exactly as it is tried here', () => {
    const page = readFileSync(here('../docs/license-documents.md'), 'utf8')
    expect(page).toContain(readFileSync(here('verify-with-jose.ts'), 'utf8').trim())
  })
})

function run(program: string, args: readonly string[]) {
  return promisify(execFile)(program, [...args])
}
