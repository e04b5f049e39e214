import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLicense, type License, memoryStorage } from './node.ts'
import type { LicenseOptions } from './options.ts'
import { keyOne, licenseOf, noticeOf, root, secondsOf } from './testing/test-vendor.ts'

const day = 86_400_000
let now = new Date('2026-02-01T12:00:00Z')
let slept: number[] = []

const options = (more: Partial<LicenseOptions> = {}): LicenseOptions => ({
  ...{ product: 'LOOM', release: '6.4.1', rootKey: root.publicKey, server: 'http://127.0.0.1:9' },
  storage: memoryStorage(),
  now: () => now,
  sleep: async (ms) => {
    slept.push(ms)
    now = new Date(now.getTime() + ms)
  },
  ...more,
})
const at = (moment: string) => {
  now = new Date(moment)
}
const online = (issuedAt: string, more = {}) =>
  licenseOf({ kind: 'online', serial: 0, issuedAt: secondsOf(issuedAt), ...more })

beforeEach(() => {
  at('2026-02-01T12:00:00Z')
  slept = []
})

describe('an entered code', () => {
  test('runs without any network, and is remembered', async () => {
    const storage = memoryStorage()
    const offline = {
      storage,
      fetch: () => {
        throw new Error('no network is needed')
      },
    }
    expect((await createLicense(options(offline)).enter(licenseOf())).verdict.kind).toBe('valid')
    expect(await createLicense(options(offline)).status()).toMatchObject({ runs: true, source: 'code' })
  })

  test('that is for another product, not genuine or cut off replaces nothing', async () => {
    const license = createLicense(options())
    await license.enter(licenseOf())
    const other = licenseOf({ products: [{ ...products()[0], code: 'FERR' }] as never })
    expect((await license.enter(other)).verdict.kind).toBe('other-product')
    expect((await license.enter(licenseOf().slice(0, -9))).verdict.kind).toBe('unreadable')
    expect((await license.status()).verdict.kind).toBe('valid')
  })
})

const products = () => [{ code: 'LOOM', paidUpTo: '2026-12-31' }]

test('without a license a product is told what to do', async () => {
  const status = await createLicense(options()).status()
  expect(status).toMatchObject({
    runs: false,
    source: null,
    verdict: { kind: 'unreadable', reason: 'empty' },
  })
  expect(status.words).toBe('This product has no license yet. Connect one, or enter an activation code.')
})

test('a damaged memory costs what was in it, never the start of the product', async () => {
  for (const damaged of ['', '{', 'null', '[1]', '{"form":1,"seen":"soon","code":7,"trouble":3}']) {
    const storage = memoryStorage()
    await storage.write('product-LOOM', damaged)
    expect((await createLicense(options({ storage })).status()).source).toBeNull()
  }
})

describe('a clock', () => {
  test('that is set back revives nothing, is named, and heals when it is right again (O-42)', async () => {
    const license = createLicense(options({ release: '6.4' }))
    at('2026-12-30T12:00:00Z')
    expect((await license.enter(licenseOf())).verdict.kind).toBe('valid')
    at('2027-02-01T12:00:00Z')
    expect((await license.status()).verdict.kind).toBe('expired')
    at('2026-06-01T12:00:00Z')
    const back = await license.status()
    expect(back.verdict.kind).toBe('expired')
    expect(back.clock).toEqual({ behind: true, seen: new Date('2027-02-01T12:00:00Z') })
    expect(back.words).toContain(
      'The clock of this computer is behind: this product has already seen 1 February 2027',
    )
    at('2020-01-01T12:00:00Z')
    expect(await license.status()).toMatchObject({ runs: false, clock: { behind: true } })
    at('2027-02-02T12:00:00Z')
    const right = await license.status()
    expect(right.clock).toBeUndefined()
    expect(
      (
        await license.enter(
          licenseOf({
            serial: 2,
            issuedAt: secondsOf('2027-02-02T11:00:00Z'),
            products: [{ code: 'LOOM', paidUpTo: '2027-12-31' }] as never,
          }),
        )
      ).verdict.kind,
    ).toBe('valid')
  })

  test('may go back by a day, as travelers and dual boots do', async () => {
    const license = createLicense(options())
    await license.enter(licenseOf())
    now = new Date(now.getTime() + 400 * day)
    await license.status()
    now = new Date(now.getTime() - day + 60_000)
    expect((await license.status()).clock).toBeUndefined()
  })

  test('before the issue of a code is refused with a word about the clock', async () => {
    at('2020-01-01T00:00:00Z')
    const status = await createLicense(options()).enter(licenseOf())
    expect(status.verdict.kind).toBe('not-yet')
    expect(status.words).toContain('Set the clock right')
  })

  test('that was wrongly ahead is healed by a new code, and not by an old one', async () => {
    const license = createLicense(options())
    await license.enter(licenseOf())
    at('2099-01-01T00:00:00Z')
    await license.status()
    at('2026-03-01T12:00:00Z')
    expect((await license.status()).runs).toBe(false)
    expect((await license.enter(licenseOf())).runs).toBe(false)
    const fresh = licenseOf({ serial: 2, issuedAt: secondsOf('2026-03-01T11:00:00Z') })
    expect(await license.enter(fresh)).toMatchObject({ runs: true, clock: undefined })
  })
})

describe('a connected product', () => {
  let server: Server
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
  let asked: { path: string; body: string; authorization: string | undefined }[]
  let address: string

  beforeEach(async () => {
    asked = []
    server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += String(part)
      asked.push({ path: request.url ?? '', body, authorization: request.headers.authorization })
      answer(request, response, body)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(
    () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(done)
      }),
  )

  const json = (response: ServerResponse, status: number, body: unknown, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
  const grant = (license = online('2026-02-01T12:00:00Z')) => {
    const steps = ['authorization_pending', 'slow_down', 'ok']
    answer = (request, response) => {
      if (request.url === '/oauth/device_authorization')
        return json(response, 200, {
          ...{ device_code: 'dc', user_code: 'WDJB-MJHT', verification_uri: `${address}/activate` },
          ...{
            verification_uri_complete: `${address}/activate?code=WDJB-MJHT`,
            expires_in: 600,
            interval: 5,
          },
        })
      const step = steps.shift() ?? 'ok'
      if (step !== 'ok') return json(response, 400, { error: step })
      return json(response, 200, { access_token: 't0ken', token_type: 'Bearer', license })
    }
  }
  const connected = async (more: Partial<LicenseOptions> = {}): Promise<License> => {
    const license = createLicense(options({ server: address, ...more }))
    grant()
    const { outcome, status } = await license.activate({ onPrompt: () => {} })
    expect([outcome, status.verdict.kind]).toEqual(['connected', 'valid'])
    asked = []
    return license
  }
  const revoked = (by = 'Ines Okafor', why: 'revoked' | 'signed-out' = 'revoked') =>
    online('2026-02-05T12:00:00Z', { revoked: { at: secondsOf('2026-02-05T11:00:00Z'), by, why } })

  test('shows a short code, waits as long as it is told to, and keeps the signed answer', async () => {
    const license = createLicense(options({ server: address, machineName: 'Loom 7' }))
    grant()
    const shown: string[] = []
    const { outcome, status } = await license.activate({
      onPrompt: ({ userCode, verificationUriComplete }) => void shown.push(userCode, verificationUriComplete),
    })
    expect(outcome).toBe('connected')
    expect(status).toMatchObject({ runs: true, source: 'connected' })
    expect(shown).toEqual(['WDJB-MJHT', `${address}/activate?code=WDJB-MJHT`])
    expect(slept).toEqual([5000, 5000, 10_000])
    expect(new URLSearchParams(asked[0]?.body).get('machine_name')).toBe('Loom 7')
  })

  test('the machine calls itself the same, however often and by whichever product it is connected', async () => {
    const storage = memoryStorage()
    const machines: (string | null)[] = []
    for (const product of ['LOOM', 'LOOM', 'FERR']) {
      grant()
      await createLicense(options({ server: address, storage, product })).activate({ onPrompt: () => {} })
      machines.push(new URLSearchParams(asked.at(-4)?.body).get('machine'))
    }
    expect(new Set(machines).size).toBe(1)
    expect(machines[0]).toMatch(/^[\w-]{22,}$/)
  })

  test.each([
    ['access_denied', 'denied'],
    ['expired_token', 'too-late'],
    ['invalid_client', 'refused'],
  ])('whoever answers %s is told %s', async (error, outcome) => {
    grant()
    const asking = answer
    answer = (request, response, body) =>
      request.url === '/oauth/token' ? json(response, 400, { error }) : asking(request, response, body)
    const license = createLicense(options({ server: address }))
    expect((await license.activate({ onPrompt: () => {} })).outcome).toBe(outcome)
  })

  test('stops waiting when the code has run out or the person gives up', async () => {
    grant()
    const asking = answer
    answer = (request, response, body) =>
      request.url === '/oauth/token' ? response.destroy() : asking(request, response, body)
    const license = createLicense(options({ server: address }))
    expect((await license.activate({ onPrompt: () => {} })).outcome).toBe('too-late')
    expect(Math.max(...slept)).toBe(60_000)
    const giveUp = new AbortController()
    giveUp.abort(new Error('never mind'))
    await expect(license.activate({ onPrompt: () => {}, signal: giveUp.signal })).rejects.toThrow(
      'never mind',
    )
  })

  test('a license that somebody else has signed is not kept', async () => {
    const license = createLicense(options({ server: address }))
    grant(licenseOf({ kind: 'online' }, undefined, keyOne))
    expect(await license.activate({ onPrompt: () => {} })).toMatchObject({
      outcome: 'not-genuine',
      status: { runs: false },
    })
  })

  test('is asked again once a day, and at once when forced', async () => {
    const license = await connected()
    answer = (_request, response) =>
      json(response, 200, { license: online(`${now.toISOString().slice(0, 19)}Z`) })
    now = new Date(now.getTime() + day / 2)
    await license.check()
    expect(asked).toEqual([])
    await license.check({ force: true })
    now = new Date(now.getTime() + day + 1000)
    await license.check()
    expect(asked.map(({ path }) => path)).toEqual(['/activation/check', '/activation/check'])
    expect(asked[0]?.authorization).toBe('Bearer t0ken')
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ product: 'LOOM', release: '6.4.1' })
  })

  const nothing = () => {}
  const troubles: [string, (response: ServerResponse) => void][] = [
    ['time is up', nothing],
    ['500', (response) => json(response, 500, {})],
    [
      '502 with a page',
      (response) => void response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad gateway'),
    ],
    ['200 and nothing', (response) => void response.writeHead(200).end()],
    ['200 and half of it', (response) => json(response, 200, { license: 'eyJhbGciOiJFZERTQSIs' })],
    ['429', (response) => json(response, 429, { error: 'slow_down' }, { 'Retry-After': '7200' })],
    [
      "a hotel's page",
      (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Welcome</h1>'),
    ],
    [
      "a hotel's redirect",
      (response) => void response.writeHead(302, { Location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['403 that nobody has signed', (response) => json(response, 403, { error: 'revoked' })],
    ['401', (response) => json(response, 401, { error: 'invalid_token' })],
    ['an older answer', (response) => json(response, 200, { license: online('2026-01-15T12:00:00Z') })],
    [
      "another license's end",
      (response) =>
        json(response, 403, {
          error: 'revoked',
          license: online('2026-02-05T12:00:00Z', {
            licenseId: 'ZZZZZZZZZZ',
            revoked: { at: 1, by: 'x', why: 'revoked' },
          }),
        }),
    ],
    ['the connection breaks', (response) => void response.destroy()],
  ]
  const failing: [string, string][] = [
    ['the name is not found', 'ENOTFOUND'],
    ['the connection is refused', 'ECONNREFUSED'],
    ['TLS is broken', 'CERT_HAS_EXPIRED'],
  ]

  test.each(troubles.filter(([, act]) => act !== nothing))(
    '%s is no answer: the last good one holds to its end (O-46)',
    async (_name, act) => {
      const license = await connected()
      answer = (_request, response) => act(response)
      await expectPatience(license)
    },
  )

  test.each(failing)('when %s the last good answer holds to its end (O-46)', async (_name, code) => {
    const storage = memoryStorage()
    await connected({ storage })
    const broken = Object.assign(new TypeError('fetch failed'), { cause: { code } })
    const license = createLicense(options({ storage, server: address, fetch: () => Promise.reject(broken) }))
    await expectPatience(license)
    expect((await license.status()).network?.reason).toBe(code)
  })

  async function expectPatience(license: License): Promise<void> {
    at('2026-02-05T12:00:00Z')
    const first = await license.check()
    expect(first).toMatchObject({
      runs: true,
      network: { since: now, until: new Date('2026-03-03T12:00:00Z') },
    })
    expect(first.words).toContain('cannot be reached since 5 February 2026')
    expect(first.words).toContain('holds until 3 March 2026')
    at('2026-03-03T11:59:00Z')
    expect((await license.check()).runs).toBe(true)
    at('2026-03-03T12:01:00Z')
    expect((await license.check()).verdict).toMatchObject({ kind: 'expired', reason: 'not-checked' })
  }

  test('tries again later each time, as late as the server asks, and not at every call (O-46)', async () => {
    const license = await connected()
    answer = (_request, response) => json(response, 503, {})
    at('2026-02-05T12:00:00Z')
    for (let minute = 0; minute < 60; minute++) {
      await license.check()
      now = new Date(now.getTime() + 60_000)
    }
    expect(asked.length).toBeLessThan(9)
    answer = (_request, response) => json(response, 429, {}, { 'Retry-After': '7200' })
    await license.check({ force: true })
    const before = asked.length
    now = new Date(now.getTime() + 7_100_000)
    await license.check()
    expect(asked.length).toBe(before)
  })

  test('a true refusal takes effect at once, names who, and no trouble afterwards revives it (O-40, O-46)', async () => {
    const license = await connected()
    await license.enter(licenseOf())
    answer = (_request, response) =>
      json(response, 403, {
        error: 'revoked',
        license: revoked(),
        by: 'Ines Okafor',
        ask: `${address}/me/ask/1/R8KQ40ZT7M`,
      })
    at('2026-02-05T12:00:00Z')
    const refused = await license.check({ force: true })
    expect(refused).toMatchObject({
      runs: false,
      verdict: { kind: 'revoked', reason: 'revoked', by: 'Ines Okafor' },
    })
    expect(refused.words).toContain('taken back by Ines Okafor on 5 February 2026')
    expect(refused.words).toContain(`${address}/me/ask/1/R8KQ40ZT7M`)
    answer = (_request, response) => void response.destroy()
    at('2026-02-06T12:30:00Z')
    expect((await license.check({ force: true })).verdict.kind).toBe('revoked')
    expect((await license.enter(licenseOf())).verdict.kind).toBe('revoked')
  })

  test('a license that was given back runs again after the next check', async () => {
    const license = await connected()
    answer = (_request, response) => json(response, 403, { error: 'revoked', license: revoked() })
    at('2026-02-05T12:00:00Z')
    await license.check({ force: true })
    answer = (_request, response) => json(response, 200, { license: online('2026-02-06T12:00:00Z') })
    at('2026-02-06T12:00:00Z')
    expect((await license.check({ force: true })).verdict.kind).toBe('valid')
  })

  test('a signed-out machine may go on with an offline code of its own', async () => {
    const license = await connected()
    await license.enter(licenseOf())
    answer = (_request, response) =>
      json(response, 403, { error: 'signed_out', license: revoked('Ines Okafor', 'signed-out') })
    at('2026-02-05T12:00:00Z')
    expect(await license.check({ force: true })).toMatchObject({ runs: true, source: 'code' })
  })

  test('a clock that was wrongly ahead is healed by the next answer', async () => {
    const license = await connected()
    at('2099-01-01T00:00:00Z')
    answer = (_request, response) => void response.destroy()
    await license.check()
    at('2026-02-05T12:00:00Z')
    expect((await license.status()).runs).toBe(false)
    answer = (_request, response) => json(response, 200, { license: online('2026-02-05T12:00:00Z') })
    expect(await license.check({ force: true })).toMatchObject({
      runs: true,
      clock: undefined,
      network: undefined,
    })
  })

  test('hears of retired keys, and keeps the newer notice', async () => {
    const license = await connected()
    await license.enter(licenseOf())
    const kid = keyOne.publicKey.slice(0, 8)
    const retired = noticeOf({ [kid]: '2026-02-04T00:00:00Z' })
    answer = (_request, response) => json(response, 200, { license: online('2026-02-05T12:00:00Z'), retired })
    at('2026-02-05T12:00:00Z')
    expect((await license.check({ force: true })).verdict).toMatchObject({
      kind: 'revoked',
      reason: 'key-retired',
    })
    const older = noticeOf({}, '2026-01-01T00:00:00Z')
    answer = (_request, response) =>
      json(response, 200, { license: online('2026-02-05T13:00:00Z'), retired: older })
    expect((await license.check({ force: true })).verdict.kind).toBe('revoked')
  })

  test('gives its place back when the server has it, and says when that could not be done', async () => {
    const license = await connected()
    answer = (_request, response) => void response.destroy()
    expect(await license.release()).toMatchObject({ released: false, status: { runs: true } })
    answer = (_request, response) => json(response, 200, {})
    expect(await license.release()).toMatchObject({ released: true, status: { runs: false, source: null } })
    expect(asked.at(-1)?.path).toBe('/activation/release')
  })
})
