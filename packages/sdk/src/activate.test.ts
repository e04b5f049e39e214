import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLicense, memoryStorage } from './node.ts'
import { endedBy, onlineAt, type TestProduct, testProduct } from './testing/test-product.ts'
import { keyOne, licenseOf, root } from './testing/test-vendor.ts'
import { json, openVendorService, type VendorService } from './testing/vendor-service.ts'

let product: TestProduct
let vendor: VendorService
const open = (more = {}) => product.open({ server: vendor.address, ...more })
const quietly = { onPrompt: () => {} }

beforeEach(async () => {
  product = testProduct()
  vendor = await openVendorService()
})
afterEach(() => vendor.close())

test('shows a short code, waits as long as it is told to, and keeps the signed answer', async () => {
  vendor.grant()
  const shown: string[] = []
  const license = open({ machineName: 'Loom 7' })
  const { outcome, status } = await license.activate({
    onPrompt: ({ userCode, verificationUriComplete }) => void shown.push(userCode, verificationUriComplete),
  })
  expect(outcome).toBe('connected')
  expect(status).toMatchObject({ runs: true, source: 'connected' })
  expect(status.holdsUntil).toEqual(new Date('2026-03-03T12:00:00Z'))
  expect(shown).toEqual(['WDJB-MJHT', `${vendor.address}/activate?code=WDJB-MJHT`])
  expect(product.slept).toEqual([5000, 5000, 10_000])
  const form = new URLSearchParams(vendor.asked[0]?.body)
  expect([form.get('client_id'), form.get('release'), form.get('machine_name')]).toEqual([
    'LOOM',
    '6.4.1',
    'Loom 7',
  ])
})

test('the machine calls itself the same, however often and by whichever product it is connected (O-46)', async () => {
  const storage = memoryStorage()
  const machines = new Set<string | null>()
  for (const code of ['LOOM', 'LOOM', 'FERR']) {
    vendor.grant()
    const before = vendor.asked.length
    await open({ storage, product: code }).activate(quietly)
    machines.add(new URLSearchParams(vendor.asked[before]?.body).get('machine'))
  }
  expect([...machines]).toEqual([expect.stringMatching(/^[\w-]{22,}$/)])
})

test('a machine that can keep nothing connects all the same, says so, and runs until the program ends', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  const storage = { read: async () => null, write: () => Promise.reject(full) }
  vendor.grant()
  const license = open({ storage })
  const { outcome, status } = await license.activate(quietly)
  expect([outcome, status.storage]).toEqual(['connected', { reason: 'ENOSPC' }])
  expect(status.words).toContain('could not be kept on this computer (ENOSPC)')
  expect((await license.status()).runs).toBe(true)
})

test.each([
  ['access_denied', 'denied'],
  ['expired_token', 'too-late'],
  ['invalid_client', 'refused'],
])('whoever is answered %s is told %s', async (error, outcome) => {
  vendor.grantBut((_request, response) => json(response, 400, { error }))
  expect((await open().activate(quietly)).outcome).toBe(outcome)
})

test('asks slower and slower while the network is in trouble, until the code has run out', async () => {
  vendor.grantBut((_request, response) => response.destroy())
  expect((await open().activate(quietly)).outcome).toBe('too-late')
  expect(product.slept.slice(0, 6)).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000])
})

test('stops waiting when the person gives up', async () => {
  vendor.grantBut((_request, response) => json(response, 400, { error: 'authorization_pending' }))
  const giveUp = new AbortController()
  const license = createLicense({
    ...{ product: 'LOOM', release: '6.4.1', rootKey: root.publicKey, server: vendor.address },
    storage: memoryStorage(),
  })
  const waiting = license.activate({
    onPrompt: () => giveUp.abort(new Error('never mind')),
    signal: giveUp.signal,
  })
  await expect(waiting).rejects.toThrow('never mind')
})

test('says when nobody is there to ask', async () => {
  vendor.answer((_request, response) => response.destroy())
  expect(await open().activate(quietly)).toMatchObject({ outcome: 'unreachable', status: { runs: false } })
})

test('a license that somebody else has signed is not kept', async () => {
  vendor.grant(licenseOf({ kind: 'online' }, undefined, keyOne))
  expect(await open().activate(quietly)).toMatchObject({ outcome: 'not-genuine', status: { runs: false } })
})

test('an answer from before the license was taken back connects nothing', async () => {
  vendor.grant()
  const license = open()
  await license.activate(quietly)
  product.at('2026-02-05T12:00:00Z')
  vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
  await license.check({ force: true })
  vendor.grant(onlineAt('2026-02-04T12:00:00Z'))
  const again = await license.activate(quietly)
  expect([again.outcome, again.status.verdict.kind]).toEqual(['not-genuine', 'revoked'])
})

test('gives its place back when the server has it, and says when that could not be done', async () => {
  vendor.grant()
  const license = open()
  await license.activate(quietly)
  vendor.answer((_request, response) => response.destroy())
  expect(await license.release()).toMatchObject({ released: false, status: { runs: true } })
  vendor.answerJson(403, { message: 'Please sign in to the network of this hotel.' })
  expect(await license.release()).toMatchObject({ released: false, status: { runs: true } })
  vendor.answerJson(200, {})
  expect(await license.release()).toMatchObject({ released: true, status: { runs: false, source: null } })
  expect(vendor.asked.at(-1)).toMatchObject({ path: '/activation/release', authorization: 'Bearer t0ken' })
})

test('a place that the vendor knows nothing of is given back', async () => {
  vendor.grant()
  const license = open()
  await license.activate(quietly)
  vendor.answerJson(401, { error: 'invalid_token' })
  expect(await license.release()).toMatchObject({ released: true, status: { source: null } })
})

test('giving the place back by force does not forget that the license was taken back', async () => {
  vendor.grant()
  const license = open()
  await license.activate(quietly)
  product.at('2026-02-05T12:00:00Z')
  vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
  await license.check({ force: true })
  vendor.answer((_request, response) => response.destroy())
  await license.release({ force: true })
  expect((await license.enter(licenseOf())).verdict.kind).toBe('revoked')
  vendor.grant(onlineAt('2026-02-05T13:00:00Z'))
  expect((await license.activate(quietly)).status.verdict.kind).toBe('valid')
})
