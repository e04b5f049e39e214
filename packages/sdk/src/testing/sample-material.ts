import { dateFrom } from '@claviger/core/kernel/calendar'
import type { Material } from './mutate.ts'
import { issuedAt, sampleLicense, sampleOnline, samplePack } from './sample-licenses.ts'
import { sampleKey, sampleVendor } from './sample-vendor.ts'

/** Good licenses of every kind, by two signing keys of one root. */
export function sampleMaterial(): Material {
  const vendor = sampleVendor(sampleKey(1), sampleKey(2))
  const newer = sampleVendor(sampleKey(1), sampleKey(3), 1_710_000_000)
  const unpaid = { code: 'LOOM', paidUpTo: dateFrom('2026-04-14') }
  const documents = [
    sampleLicense(),
    sampleLicense({ licenseId: 'A1B2C3D4E5', person: '李明', licensee: 'Йванова и сыновья', serial: 2 }),
    sampleLicense({ products: [unpaid], serial: 3 }),
    samplePack(),
    sampleOnline(),
    sampleOnline({ revoked: { at: issuedAt, by: 'Ines Okafor', why: 'revoked' } }),
  ]
  const both = documents.flatMap((document) => [vendor, newer].map((signer) => [signer, document] as const))
  return {
    vendor,
    texts: both.map(([signer, document]) => signer.text(document)),
    signed: both.map(([signer, document]) => signer.jws(document)),
  }
}
