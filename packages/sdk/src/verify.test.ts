import { afterEach, describe, expect, test, vi } from 'vitest'
import { verifyLicense } from './node.ts'
import type { RootKey, VerifyOptions } from './question.ts'
import { diceFrom } from './testing/dice.ts'
import { mutate } from './testing/mutate.ts'
import { sampleMaterial, sampleQuestion } from './testing/sample-material.ts'
import { keyOf, licenseOf, noticeOf, root } from './testing/test-vendor.ts'
import { verifyLicense as verifyOnTheWeb } from './verify-async.ts'
import { verifyLicenseSync } from './verify-sync.ts'

const options = { ...sampleQuestion, now: new Date('2026-06-01T12:00:00Z') } satisfies VerifyOptions
const { publicKey } = root
const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey, kid: publicKey.slice(0, 8) }

describe('the root key', () => {
  test.each<[string, RootKey | readonly RootKey[]]>([
    ['as 43 letters', publicKey],
    ['with white space around', ` ${publicKey}\n`],
    ['as the text of root.json', JSON.stringify(jwk, null, 2)],
    ['as the content of root.json', jwk],
    ['among others', [keyOf('another root').publicKey, jwk]],
  ])('is taken %s', (_, rootKey) => {
    expect(verifyLicenseSync(licenseOf(), { ...options, rootKey }).kind).toBe('valid')
  })

  test('of another vendor asks for a newer application', () => {
    const rootKey = keyOf('another root').publicKey
    expect(verifyLicenseSync(licenseOf(), { ...options, rootKey })).toEqual({
      kind: 'update-the-application',
      reason: 'unknown-root',
    })
  })
})

describe('a mistake in the program', () => {
  test.each([
    ['no root key', { rootKey: undefined }, 'rootKey'],
    ['an empty root key', { rootKey: '' }, 'rootKey'],
    ['an empty list of root keys', { rootKey: [] }, 'rootKey'],
    ['a root key that is too short', { rootKey: publicKey.slice(1) }, 'rootKey'],
    ['a root key with bits that no byte uses', { rootKey: `${publicKey.slice(0, 42)}B` }, 'rootKey'],
    ['a root key in PEM', { rootKey: '-----BEGIN PUBLIC KEY-----' }, 'rootKey'],
    ['a JWK of another kind', { rootKey: { kty: 'EC', y: 'x' } }, 'rootKey'],
    ['no product', { product: undefined }, 'product'],
    ['an empty product', { product: '' }, 'product'],
    ['a release without a number', { release: 'nightly' }, 'release'],
    ['a day in another spelling', { releasedOn: '1.6.2026' }, 'releasedOn'],
    ['a day that no calendar has', { releasedOn: '2026-02-30' }, 'releasedOn'],
    ['a moment that is none', { now: new Date('yesterday') }, 'now'],
    ['a moment in milliseconds', { now: 1_780_000_000_000 }, 'now'],
  ])('%s is said as one', async (_, changes, name) => {
    const wrong = { ...options, ...changes } as unknown as VerifyOptions
    const said = expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(`${name}: `) })
    expect(() => verifyLicenseSync(licenseOf(), wrong)).toThrow(said)
    await expect(verifyLicense(licenseOf(), wrong)).rejects.toEqual(said)
    await expect(verifyOnTheWeb(licenseOf(), wrong)).rejects.toEqual(said)
  })
})

describe('a text', () => {
  test.each([undefined, null, 7, {}, [], Buffer.from([0, 255]), '\ud800', '\0'.repeat(1000)])(
    '%j is no license and no fault',
    async (text) => {
      const given = text as unknown as string
      expect(verifyLicenseSync(given, options).kind).toBe('unreadable')
      expect((await verifyOnTheWeb(given, options)).kind).toBe('unreadable')
    },
  )

  test('read from a file without saying how is a license', () => {
    expect(verifyLicenseSync(Buffer.from(licenseOf()) as unknown as string, options).kind).toBe('valid')
  })
})

test('without a moment it is now', () => {
  const { now: _, ...anytime } = options
  const policy = { graceDays: 0, checkHours: 24, offlineDays: 30 }
  expect(verifyLicenseSync(licenseOf({ policy }), { ...anytime, release: '7.0' }).kind).toBe(
    new Date() > new Date('2026-12-31T23:00:00Z') ? 'expired' : 'valid',
  )
})

test('however many signing keys a vendor has had, each of their licenses is genuine', () => {
  const keys = Array.from({ length: 100 }, (_, number) => keyOf(`key ${number}`))
  const licenses = keys.map((key) => licenseOf({}, key))
  for (const license of [...licenses, ...licenses])
    expect(verifyLicenseSync(license, options).kind).toBe('valid')
})

test('a notice of retired keys counts when the pinned root has signed it, and is passed over otherwise', async () => {
  const kid = keyOf('key one').publicKey.slice(0, 8)
  const retired = noticeOf({ [kid]: '2026-05-01T00:00:00Z' })
  const forged = noticeOf({ [kid]: '2026-05-01T00:00:00Z' }, undefined, keyOf('another root'))
  const broken = `${retired.slice(0, -2)}AA`
  for (const verify of [verifyLicenseSync, verifyOnTheWeb]) {
    expect(await verify(licenseOf(), { ...options, retired })).toMatchObject({ reason: 'key-retired' })
    expect((await verify(licenseOf({}, keyOf('key two')), { ...options, retired })).kind).toBe('valid')
    for (const notice of [forged, broken, '', 'x', `${retired}.x`])
      expect((await verify(licenseOf(), { ...options, retired: notice })).kind).toBe('valid')
  }
})

describe('with WebCrypto, and in JavaScript alone', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  test.each([
    ['WebCrypto', 1500, {}],
    ['no Ed25519', 150, { subtle: { importKey: () => Promise.reject(new Error('unknown algorithm')) } }],
    ['no WebCrypto', 150, { subtle: undefined }],
  ])('%s comes to the same verdicts, on changed licenses too', async (_, count, changes) => {
    if ('subtle' in changes) vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues, ...changes })
    const { verifyLicense: verify } = await import('./verify-async.ts')
    const [material, dice] = [sampleMaterial(), diceFrom(7)]
    for (let number = 0; number < count; number++) {
      const { how, text } = mutate(material, dice)
      expect([how, text, await verify(text, sampleQuestion)]).toEqual([
        how,
        text,
        verifyLicenseSync(text, sampleQuestion),
      ])
    }
  })
})
