import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type License, memoryStorage } from './node.ts'
import type { LicenseOptions } from './options.ts'
import { day, endedBy, onlineAt, type TestProduct, testProduct } from './testing/test-product.ts'
import { keyOne, licenseOf, noticeOf } from './testing/test-vendor.ts'
import { json, openVendorService, type VendorService } from './testing/vendor-service.ts'

let product: TestProduct
let vendor: VendorService

beforeEach(async () => {
  product = testProduct()
  vendor = await openVendorService()
})
afterEach(() => vendor.close())

/** A product that was connected on 1 February. */
async function connected(more: Partial<LicenseOptions> = {}): Promise<License> {
  const license = product.open({ server: vendor.address, ...more })
  vendor.grant()
  const { outcome, status } = await license.activate({ onPrompt: () => {} })
  expect([outcome, status.verdict.kind]).toEqual(['connected', 'valid'])
  vendor.asked.length = 0
  return license
}

test('asks again once a day, and at once when forced', async () => {
  const license = await connected()
  vendor.answer((_request, response) => json(response, 200, { license: onlineAt(product.now()) }))
  product.later(day / 2)
  await license.check()
  expect(vendor.asked).toEqual([])
  await license.check({ force: true })
  product.later(day + 1000)
  await license.check()
  expect(vendor.asked.map(({ path }) => path)).toEqual(['/activation/check', '/activation/check'])
  expect(vendor.asked[0]?.authorization).toBe('Bearer t0ken')
  expect(JSON.parse(vendor.asked[0]?.body ?? '')).toEqual({ product: 'LOOM', release: '6.4.1' })
})

describe('trouble on the way', () => {
  const page = (status: number, text: string) => (response: ServerResponse) =>
    void response.writeHead(status, { 'Content-Type': 'text/html' }).end(text)
  const other = { licenseId: 'ZZZZZZZZZZ', revoked: { at: 1, by: 'x', why: 'revoked' } } as const
  const troubles: readonly [string, (response: ServerResponse) => void][] = [
    ['500', (response) => json(response, 500, {})],
    ['502 with a page', page(502, '<html>Bad gateway')],
    ['200 and nothing', (response) => void response.writeHead(200).end()],
    ['200 and half of it', (response) => json(response, 200, { license: 'eyJhbGciOiJFZERTQSIs' })],
    ['429', (response) => json(response, 429, { error: 'slow_down' }, { 'Retry-After': '7200' })],
    ["a hotel's page", page(200, '<h1>Welcome</h1>')],
    [
      "a hotel's redirect",
      (response) => void response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['403 that nobody has signed', (response) => json(response, 403, { error: 'revoked' })],
    ['401', (response) => json(response, 401, { error: 'invalid_token' })],
    ['an older answer', (response) => json(response, 200, { license: onlineAt('2026-01-15T12:00:00Z') })],
    [
      "another license's end",
      (response) => json(response, 403, { license: onlineAt('2026-02-05T12:00:00Z', other) }),
    ],
    ['the connection breaks', (response) => void response.destroy()],
  ]
  const failing: readonly [string, unknown, string][] = [
    ['the name is not found', caused('ENOTFOUND'), 'ENOTFOUND'],
    ['the connection is refused', caused('ECONNREFUSED'), 'ECONNREFUSED'],
    ['TLS is broken', caused('CERT_HAS_EXPIRED'), 'CERT_HAS_EXPIRED'],
    ['time is up', new DOMException('', 'TimeoutError'), 'the server did not answer in time'],
  ]

  function caused(code: string) {
    return Object.assign(new TypeError('fetch failed'), { cause: { code } })
  }

  test.each(troubles)('%s is no answer: the last good one holds to its end (O-46)', async (_name, act) => {
    const license = await connected()
    vendor.answer((_request, response) => act(response))
    await expectPatience(license)
  })

  test.each(failing)('when %s the last good answer holds to its end (O-46)', async (_name, fault, reason) => {
    const storage = memoryStorage()
    await connected({ storage })
    const license = product.open({ storage, server: vendor.address, fetch: () => Promise.reject(fault) })
    await expectPatience(license)
    expect((await license.status()).network?.reason).toBe(reason)
  })

  async function expectPatience(license: License): Promise<void> {
    product.at('2026-02-05T12:00:00Z')
    const first = await license.check()
    expect(first).toMatchObject({
      runs: true,
      network: { since: product.now() },
      holdsUntil: new Date('2026-03-03T12:00:00Z'),
    })
    expect(first.words).toContain('has not answered since 5 February 2026')
    expect(first.words).toContain('holds until 3 March 2026')
    product.at('2026-03-03T11:59:00Z')
    expect((await license.check()).runs).toBe(true)
    product.at('2026-03-03T12:01:00Z')
    expect((await license.check()).verdict).toMatchObject({ kind: 'expired', reason: 'not-checked' })
  }

  test('is tried again later each time, as late as the server asks, and not at every call (O-46)', async () => {
    const license = await connected()
    vendor.answerJson(503, {})
    product.at('2026-02-05T12:00:00Z')
    for (let minute = 0; minute < 60; minute++) {
      await license.check()
      product.later(60_000)
    }
    expect(vendor.asked.length).toBeLessThan(9)
    vendor.answerJson(429, {}, { 'Retry-After': '7200' })
    await license.check({ force: true })
    const before = vendor.asked.length
    product.later(7_100_000)
    await license.check()
    expect(vendor.asked.length).toBe(before)
  })

  test('is over with the next answer, and forgotten', async () => {
    const license = await connected()
    vendor.answerJson(503, {})
    product.at('2026-02-05T12:00:00Z')
    await license.check()
    product.at('2026-03-10T12:00:00Z')
    vendor.answer((_request, response) => json(response, 200, { license: onlineAt(product.now()) }))
    expect(await license.check()).toMatchObject({
      runs: true,
      network: undefined,
      verdict: { kind: 'valid' },
    })
  })
})

describe('a true refusal', () => {
  test('takes effect at once, names who, and no trouble afterwards revives it (O-40, O-46)', async () => {
    const license = await connected()
    await license.enter(licenseOf())
    const ask = `${vendor.address}/me/ask/1/R8KQ40ZT7M`
    vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor'), by: 'Ines Okafor', ask })
    product.at('2026-02-05T12:00:00Z')
    const refused = await license.check({ force: true })
    const verdict = { kind: 'revoked', reason: 'revoked', by: 'Ines Okafor' }
    expect(refused).toMatchObject({ runs: false, verdict, ask })
    expect(refused.words).toContain('taken back by Ines Okafor on 5 February 2026')
    expect(refused.words).toContain(ask)
    vendor.answer((_request, response) => void response.destroy())
    product.at('2026-02-06T12:30:00Z')
    expect((await license.check({ force: true })).verdict.kind).toBe('revoked')
    expect((await license.enter(licenseOf())).verdict.kind).toBe('revoked')
  })

  test('is taken back by the next answer when the license was given again', async () => {
    const license = await connected()
    vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
    product.at('2026-02-05T12:00:00Z')
    await license.check({ force: true })
    vendor.answerJson(200, { license: onlineAt('2026-02-06T12:00:00Z') })
    product.at('2026-02-06T12:00:00Z')
    expect((await license.check({ force: true })).verdict.kind).toBe('valid')
  })

  test('cannot be undone by repeating an answer from before', async () => {
    const license = await connected()
    vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
    product.at('2026-02-05T12:00:00Z')
    await license.check({ force: true })
    for (const before of ['2026-02-04T12:00:00Z', '2026-02-05T12:00:00Z']) {
      vendor.answerJson(200, { license: onlineAt(before) })
      expect((await license.check({ force: true })).verdict.kind).toBe('revoked')
    }
  })

  test('that one process has heard is not undone by an answer that another one asked for before', async () => {
    const storage = memoryStorage()
    const slow = await connected({ storage })
    const quick = product.open({ storage, server: vendor.address })
    product.at('2026-02-05T12:00:00Z')
    const held = new Promise<ServerResponse>((resolve) => {
      vendor.answer((_request, response) => resolve(response))
    })
    const waiting = slow.check({ force: true })
    const response = await held
    vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
    await quick.check({ force: true })
    json(response, 200, { license: onlineAt('2026-02-05T11:59:00Z') })
    expect(await waiting).toMatchObject({ verdict: { kind: 'revoked' }, network: undefined })
  })

  test('that arrives after another process has heard a good answer takes effect all the same', async () => {
    const storage = memoryStorage()
    const slow = await connected({ storage })
    const quick = product.open({ storage, server: vendor.address })
    product.at('2026-02-05T12:00:00Z')
    const held = new Promise<ServerResponse>((resolve) => {
      vendor.answer((_request, response) => resolve(response))
    })
    const waiting = slow.check({ force: true })
    const response = await held
    vendor.answerJson(200, { license: onlineAt('2026-02-05T11:59:00Z') })
    await quick.check({ force: true })
    json(response, 403, { error: 'revoked', license: endedBy('Ines Okafor') })
    expect((await waiting).verdict.kind).toBe('revoked')
  })

  test('of the machine leaves an offline code of the person as it is', async () => {
    const license = await connected()
    await license.enter(licenseOf())
    vendor.answerJson(403, { error: 'signed_out', license: endedBy('Ines Okafor', 'signed-out') })
    product.at('2026-02-05T12:00:00Z')
    expect(await license.check({ force: true })).toMatchObject({ runs: true, source: 'code' })
  })
})

test('a clock that was wrongly ahead is healed by the next answer, and not by an old one', async () => {
  const license = await connected()
  vendor.answer((_request, response) => void response.destroy())
  product.at('2099-01-01T00:00:00Z')
  await license.check()
  product.at('2026-02-05T12:00:00Z')
  expect((await license.status()).runs).toBe(false)
  vendor.answerJson(200, { license: onlineAt('2026-02-01T12:00:00Z') })
  expect((await license.check({ force: true })).runs).toBe(false)
  vendor.answerJson(200, { license: onlineAt('2026-02-05T12:00:00Z') })
  const healed = { runs: true, clock: undefined, network: undefined }
  expect(await license.check({ force: true })).toMatchObject(healed)
})

test('hears of retired keys, and keeps the newer notice', async () => {
  const license = await connected()
  await license.enter(licenseOf())
  const retired = noticeOf({ [keyOne.publicKey.slice(0, 8)]: '2026-02-04T00:00:00Z' })
  vendor.answerJson(200, { license: onlineAt('2026-02-05T12:00:00Z'), retired })
  product.at('2026-02-05T12:00:00Z')
  const verdict = { kind: 'revoked', reason: 'key-retired' }
  expect((await license.check({ force: true })).verdict).toMatchObject(verdict)
  const older = noticeOf({}, '2026-01-01T00:00:00Z')
  vendor.answerJson(200, { license: onlineAt('2026-02-05T13:00:00Z'), retired: older })
  expect((await license.check({ force: true })).verdict.kind).toBe('revoked')
})
