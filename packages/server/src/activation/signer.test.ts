import { openLicense } from '@claviger/core/activation/open-license'
import { expect, test } from 'vitest'
import { documentAt, isGenuine } from '../testing/keys.ts'
import { certify } from './key-certify.ts'
import { makeKeyPair, privateKeyFrom } from './key-pair.ts'
import { signerOf } from './signer.ts'

const now = new Date('2026-11-02T09:00:00Z')
const [root, key] = [makeKeyPair(), makeKeyPair()]
const statement = certify(root.privateKey, key.publicKey, now)
const kid = key.publicKey.slice(0, 8)
const signer = signerOf({ kid, privateKey: key.privateKey, statement })

test('what is signed opens as what was meant, with both seals genuine', () => {
  const document = documentAt(now)
  const opened = openLicense(signer.sign(document), [root.publicKey])
  expect(opened).toMatchObject({ kind: 'sealed', kid, document })
  expect(opened.kind === 'sealed' && opened.seals.map(isGenuine)).toEqual([true, true])
})

test('people read the first line, and nothing secret stands in the rest', () => {
  const text = signer.sign(documentAt(now))
  expect(text.split('\n')[0]).toContain('Loomwright')
  for (const secret of [root.privateKey, key.privateKey]) expect(text).not.toContain(secret.slice(-40))
})

test('the same document is signed into the same text, as Ed25519 has it', () => {
  expect(signer.sign(documentAt(now))).toBe(signer.sign(documentAt(now)))
})

test('a machine whose clock is half an hour behind signs nothing that is older than its key', () => {
  const behind = new Date(now.getTime() - 30 * 60_000)
  expect(openLicense(signer.sign(documentAt(behind)), [root.publicKey]).kind).toBe('sealed')
})

test('a key that is not Ed25519 is a fault when it is read', () => {
  expect(() => privateKeyFrom('AAAA')).toThrow()
})

test('no key has a name that a command line would read as an option', () => {
  const names = Array.from({ length: 400 }, () => makeKeyPair().publicKey)
  expect(names.filter((name) => name.startsWith('-'))).toEqual([])
})
