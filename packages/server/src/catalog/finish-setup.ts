import {
  readSetup,
  type SetupAnswers,
  type SetupIncomplete,
  type SetupPlan,
} from '@claviger/core/catalog/read-setup'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { checkSetupKey, type SetupKeyRefusal } from '@claviger/core/teams/setup-key'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockSetup, saveSetupFinished } from '../teams/setup-store.ts'
import { saveStaff, saveVendor } from '../teams/vendor-store.ts'
import { freeSlug } from './add-product.ts'
import { keyHash } from './setup-key-hash.ts'
import { savePrice, saveProduct, saveRelease } from './store.ts'

export interface FinishSetup {
  readonly key: string
}

/** What the page goes on with: the owner it signs in, and the product it shows. */
export interface FinishedSetup {
  readonly owner: { readonly address: string; readonly name: string }
  readonly productSlug: string
}

/** Opens the house: vendor, owner, product, release and price in one transaction. The key dies with it. */
export async function finishSetup(
  tx: Tx,
  request: FinishSetup,
): Promise<Decision<FinishedSetup, SetupKeyRefusal | SetupIncomplete>> {
  const setup = await lockSetup(tx)
  const open = checkSetupKey(setup, keyHash(request.key), tx.now)
  if (!open.ok) return open
  const read = readSetup(setup.answers as SetupAnswers)
  if (!read.ok) return read
  const { you, vendor, mail, product } = read.plan

  await saveVendor(tx, { ...vendor, replyTo: mail.replyTo.mailTo })
  await saveStaff(
    tx,
    { addressKey: you.email.key, address: you.email.typed, name: you.name, role: 'owner' },
    'set-up',
  )
  const productSlug = await openCatalog(tx, read.plan)
  await saveSetupFinished(tx)
  await record(tx, [
    {
      what: 'setup_finished',
      organizationId: 0,
      facts: { vendor: vendor.name, product: product.code, owner: you.email.typed },
    },
  ])
  return accept({ owner: { address: you.email.typed, name: you.name }, productSlug })
}

async function openCatalog(tx: Tx, { product, price }: SetupPlan): Promise<string> {
  const { name, code, version, releasedOn } = product
  const slug = freeSlug(name, new Set())
  await saveProduct(tx, { code, slug, name, kind: 'product' })
  if (version && releasedOn) await saveRelease(tx, { productCode: code, version, releasedOn })
  await savePrice(tx, { productCode: code, term: 'year', steps: price })
  return slug
}
