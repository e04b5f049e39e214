import { type ImportWrong, importWrong } from '@claviger/core/assignment/import-reader'
import { addsNothing, type ImportPlan, planImport, readImport } from '@claviger/core/assignment/plan-import'
import { accept, type Decision } from '@claviger/core/kernel/decision'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import type { Tx } from '../db/unit-of-work.ts'
import { holdOrganizations } from '../teams/make-organization.ts'
import { lockOrganization } from '../teams/store.ts'
import { loadVendor } from '../teams/vendor-store.ts'
import { loadImportFacts } from './load-import-facts.ts'
import { readImportFile } from './read-import-file.ts'
import { type MadeToken, saveImport } from './save-import.ts'

export interface ImportOrganization {
  /** What the file holds, parsed and nothing more. */
  readonly file: unknown
  /** Stops before anything is saved. */
  readonly dryRun: boolean
}

/** What an import adds to what is there; the tokens it made, each told here once and nowhere again. */
export interface Imported {
  readonly plan: ImportPlan
  readonly tokens: readonly MadeToken[]
}

/** Lets an organization move in with all it has, or nothing of it; what is there already stays as it is. */
export async function importOrganization(
  tx: Tx,
  { file, dryRun }: ImportOrganization,
): Promise<Decision<Imported, ImportWrong | ReasonedRefusal<'not_allowed'>>> {
  if (tx.actor.kind !== 'operator') return refuseBy('not_allowed', 'at_the_machine', { needs: 'operator' })
  const format = readImportFile(file)
  if (!format.ok) return format
  const vendor = await loadVendor(tx)
  if (!vendor) return importWrong({ problems: [{ path: '', code: 'not_set_up' }] })
  const read = readImport(format.plan, { currency: vendor.currency, now: tx.now })
  if (!dryRun) await hold(tx, read.organization.code)
  const decision = planImport(read, await loadImportFacts(tx, read))
  if (!decision.ok) return decision
  const { plan } = decision
  if (dryRun || addsNothing(plan)) return accept({ plan, tokens: [] })
  return accept({ plan, tokens: await saveImport(tx, plan, vendor.currency) })
}

/** One import at a time; nobody gives roles, or ends and names teams of the organization meanwhile. */
async function hold(tx: Tx, organizationId: number): Promise<void> {
  await holdOrganizations(tx)
  await lockOrganization(tx, organizationId)
}
