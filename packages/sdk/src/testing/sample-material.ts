import { dateFrom } from '@claviger/core/kernel/calendar'
import type { Material } from './mutate.ts'
import { bareLicenseOf, keyOne, keyTwo, licenseOf, root, sample } from './test-vendor.ts'

const online = { kind: 'online', serial: 0 } as const
const paidUpTo = dateFrom('2026-06-30')
const pack = [
  { code: 'LOOM', paidUpTo, fallbackDate: dateFrom('2026-01-01') },
  { code: 'FERR', paidUpTo },
]

/** Good licenses of every kind, by two signing keys of one root. */
export function sampleMaterial(): Material {
  const kinds = [
    {},
    { licenseId: 'A1B2C3D4E5', person: '李明', licensee: 'Йванова и сыновья', serial: 2 },
    { products: [{ code: 'LOOM', paidUpTo }], serial: 3 },
    { title: 'All-products pack', products: pack },
    online,
    { ...online, revoked: { at: sample.issuedAt, by: 'Ines Okafor', why: 'revoked' } },
  ] as const
  const both = kinds.flatMap((changes) => [keyOne, keyTwo].map((key) => ({ changes, key })))
  return {
    texts: both.map(({ changes, key }) => licenseOf(changes, key)),
    signed: both.map(({ changes, key }) => bareLicenseOf({ ...sample, ...changes }, key)),
  }
}

/** What the samples are asked: all of them are good an hour after they were issued. */
export const sampleQuestion = {
  ...{ rootKey: root.publicKey, product: 'LOOM', release: '6.2.1' },
  now: new Date((sample.issuedAt + 3600) * 1000),
}
