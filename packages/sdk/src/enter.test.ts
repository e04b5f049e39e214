import { beforeEach, describe, expect, test } from 'vitest'
import { memoryStorage } from './node.ts'
import { day, type TestProduct, testProduct } from './testing/test-product.ts'
import { licenseOf, sample, secondsOf } from './testing/test-vendor.ts'

let product: TestProduct
beforeEach(() => {
  product = testProduct()
})

const through = (paidUpTo: string, code = 'LOOM') => [{ ...sample.products[0], code, paidUpTo }] as never

describe('an entered code', () => {
  test('runs without any network, and is remembered', async () => {
    const storage = memoryStorage()
    const offline = () => {
      throw new Error('no network is needed')
    }
    const entered = await product.open({ storage, fetch: offline }).enter(licenseOf())
    expect(entered.verdict.kind).toBe('valid')
    const later = await product.open({ storage, fetch: offline }).status()
    expect(later).toMatchObject({ runs: true, source: 'code' })
  })

  test('that is for another product, not genuine or cut off replaces nothing', async () => {
    const license = product.open()
    await license.enter(licenseOf())
    const other = licenseOf({ products: through('2026-12-31', 'FERR') })
    expect((await license.enter(other)).verdict.kind).toBe('other-product')
    expect((await license.enter(licenseOf().slice(0, -9))).verdict.kind).toBe('unreadable')
    expect((await license.status()).verdict.kind).toBe('valid')
  })

  test('that is worse than the one that is kept, or as good and older, replaces nothing', async () => {
    const license = product.open()
    const renewed = licenseOf({
      serial: 2,
      issuedAt: secondsOf('2026-01-20T09:00:00Z'),
      products: through('2027-12-31'),
    })
    await license.enter(renewed)
    for (const worse of [
      licenseOf(),
      licenseOf({ licenseId: 'ZZZZZZZZZZ', products: through('2026-01-10') }),
    ])
      expect((await license.enter(worse)).verdict).toMatchObject({ kind: 'valid', paidUpTo: '2027-12-31' })
  })

  test('that says more replaces the one that is kept', async () => {
    const license = product.open()
    await license.enter(licenseOf({ products: through('2026-01-10') }))
    expect((await license.enter(licenseOf())).verdict).toMatchObject({
      kind: 'valid',
      paidUpTo: '2026-12-31',
    })
  })
})

test('without a license a product is told what to do', async () => {
  const none = { runs: false, source: null, verdict: { kind: 'unreadable', reason: 'empty' } }
  const status = await product.open().status()
  expect(status).toMatchObject(none)
  expect(status.words).toBe('This product has no license yet. Connect one, or enter an activation code.')
  expect((await product.open({ language: 'de' }).status()).words).toContain('noch keine Lizenz')
})

describe('a clock', () => {
  test('that is set back revives nothing, is named, and heals when it is right again (O-42)', async () => {
    const license = product.open()
    product.at('2026-12-30T12:00:00Z')
    expect((await license.enter(licenseOf())).verdict.kind).toBe('valid')
    product.at('2027-02-01T12:00:00Z')
    expect((await license.status()).verdict.kind).toBe('expired')
    product.at('2026-06-01T12:00:00Z')
    const back = await license.status()
    expect(back.verdict.kind).toBe('expired')
    expect(back.clock).toEqual({ behind: true, seen: new Date('2027-02-01T12:00:00Z') })
    expect(back.words).toContain(
      'The clock of this computer is behind: this product has already seen 1 February 2027',
    )
    product.at('2020-01-01T12:00:00Z')
    const early = await license.status()
    expect(early).toMatchObject({ runs: false, clock: { behind: true }, verdict: { kind: 'not-yet' } })
    expect(early.words).toMatch(
      /^The clock of this computer says 1 January 2020, .* Set the clock right and try again\.$/,
    )
    product.at('2027-02-02T12:00:00Z')
    expect(await license.status()).toMatchObject({ clock: undefined, verdict: { kind: 'expired' } })
    const issuedAt = secondsOf('2027-02-02T11:00:00Z')
    const renewed = licenseOf({ serial: 2, issuedAt, products: through('2027-12-31') })
    expect((await license.enter(renewed)).verdict.kind).toBe('valid')
  })

  test('that is back before the issue of a code refuses it even before the code has ever expired, and heals', async () => {
    const license = product.open()
    await license.enter(licenseOf())
    product.at('2020-01-01T12:00:00Z')
    expect((await license.status()).verdict.kind).toBe('not-yet')
    product.at('2026-02-02T12:00:00Z')
    expect(await license.status()).toMatchObject({ runs: true, clock: undefined })
  })

  test('may go back by a day, as travelers and dual boots do', async () => {
    const license = product.open()
    await license.enter(licenseOf())
    product.later(400 * day)
    await license.status()
    product.later(60_000 - day)
    expect((await license.status()).clock).toBeUndefined()
  })

  test('before the issue of a code refuses it with a word about the clock', async () => {
    product.at('2020-01-01T00:00:00Z')
    const status = await product.open().enter(licenseOf())
    expect(status.verdict.kind).toBe('not-yet')
    expect(status.words).toContain('Set the clock right')
  })

  test('that was once wrongly ahead stops no release that stays for good', async () => {
    const license = product.open({ release: '6.2.9' })
    await license.enter(licenseOf())
    product.at('2099-01-01T00:00:00Z')
    expect((await license.status()).verdict.kind).toBe('fallback')
    product.at('2026-03-01T12:00:00Z')
    expect(await license.status()).toMatchObject({ runs: true, clock: { behind: true } })
  })

  test('that was once wrongly ahead is healed by a newer code, whenever it is entered, and not by an old one', async () => {
    const license = product.open()
    await license.enter(licenseOf())
    product.at('2099-01-01T00:00:00Z')
    await license.status()
    product.at('2026-03-20T12:00:00Z')
    const behind = await license.status()
    expect(behind.runs).toBe(false)
    expect(behind.words).toContain('connect to the license service once or enter a new activation code')
    expect((await license.enter(licenseOf())).runs).toBe(false)
    const fresh = licenseOf({ serial: 2, issuedAt: secondsOf('2026-03-01T11:00:00Z') })
    expect(await license.enter(fresh)).toMatchObject({ runs: true, clock: undefined })
    product.at('2099-01-01T00:00:00Z')
    await license.status()
    product.at('2026-03-21T12:00:00Z')
    expect((await license.enter(fresh)).runs).toBe(false)
  })
})
