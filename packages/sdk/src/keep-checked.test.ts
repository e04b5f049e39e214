import { afterEach, beforeEach, expect, test } from 'vitest'
import { type License, type LicenseStatus, memoryStorage } from './node.ts'
import { endedBy, onlineAt, type TestProduct, testProduct } from './testing/test-product.ts'
import { json, openVendorService, type VendorService } from './testing/vendor-service.ts'

let product: TestProduct
let vendor: VendorService
let rounds: Rounds

beforeEach(async () => {
  product = testProduct()
  vendor = await openVendorService()
  rounds = holdRounds()
})
afterEach(() => vendor.close())

/** Lets the background look again only when the test says so. */
function holdRounds() {
  let next: () => void = () => {}
  let waits: () => void = () => {}
  const pauses: number[] = []
  return {
    pauses,
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        pauses.push(ms)
        next = resolve
        signal?.addEventListener('abort', () => reject(signal.reason))
        waits()
      }),
    /** One look, to its end. */
    look(begin = next) {
      return new Promise<void>((resolve) => {
        waits = resolve
        begin()
      })
    },
  }
}
type Rounds = ReturnType<typeof holdRounds>

/** A product that was connected by a copy that waits as it should. */
async function connected(): Promise<License> {
  const storage = memoryStorage()
  vendor.grant()
  await product.open({ storage, server: vendor.address }).activate({ onPrompt: () => {} })
  vendor.asked.length = 0
  return product.open({ storage, server: vendor.address, sleep: rounds.sleep })
}

test('looks about once a minute, and asks only when it is time', async () => {
  const license = await connected()
  vendor.answer((_request, response) => json(response, 200, { license: onlineAt(product.now()) }))
  let stop = () => {}
  await rounds.look(() => {
    stop = license.keepChecked()
  })
  for (let hour = 0; hour < 50; hour++) {
    product.later(3_600_000)
    await rounds.look()
  }
  stop()
  expect(vendor.asked.length).toBe(2)
  expect(rounds.pauses.length).toBe(51)
  for (const pause of rounds.pauses) expect(pause / 60_000).toBeCloseTo(1, 0)
})

test('tells of a license that was taken back, even when the first look brings the news', async () => {
  const license = await connected()
  product.at('2026-02-05T12:00:00Z')
  vendor.answerJson(403, { error: 'revoked', license: endedBy('Ines Okafor') })
  const told: LicenseStatus[] = []
  let stop = () => {}
  await rounds.look(() => {
    stop = license.keepChecked((status) => told.push(status))
  })
  await rounds.look()
  stop()
  expect(told.map(({ verdict }) => verdict.kind)).toEqual(['revoked'])
})

test('tells when the days of grace begin, without any answer', async () => {
  const license = await connected()
  vendor.answer((_request, response) => response.destroy())
  const told: string[] = []
  let stop = () => {}
  await rounds.look(() => {
    stop = license.keepChecked(({ verdict }) => told.push(verdict.kind))
  })
  for (const day of ['2026-03-03T11:00:00Z', '2026-03-03T13:00:00Z', '2026-03-04T13:00:00Z']) {
    product.at(day)
    await rounds.look()
  }
  stop()
  expect(told).toEqual(['expired'])
})

test('ends when it is told to', async () => {
  const license = await connected()
  product.later(2 * 86_400_000)
  const stop = license.keepChecked(() => expect.unreachable('it was ended'))
  stop()
  await license.status()
  expect([vendor.asked.length, rounds.pauses.length]).toEqual([0, 0])
})
