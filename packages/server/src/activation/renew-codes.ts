import { accept, type Decision } from '@claviger/core/kernel/decision'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { fileNameOf } from './code-file.ts'
import { issueCodes } from './issue-codes.ts'
import type { IssuedCode } from './issued-code.ts'
import type { activationLetters } from './letters.ts'
import { findStaleCodes, loadCodeSetting, type StaleCode } from './renewal-store.ts'

/** Codes at once: as many as sign in a tenth of a second and lock nobody out for longer. */
const mostAtOnce = 500

/**
 * Gives new codes to people whose code no longer says what is true: its dates have changed, or its key was retired.
 * Takes one organization and a bounded number at a time; answers how many, and none when every code is right.
 */
export async function renewCodes(
  tx: Tx,
  _request: Record<string, never>,
): Promise<Decision<{ readonly renewed: number }, VendorDoorRefusal>> {
  const door = await atVendor(tx, 'vendor.keys')
  if (!door.ok) return door
  const stale = await findStaleCodes(tx, mostAtOnce)
  if (!stale) return accept({ renewed: 0 })
  const { organizationId, codes } = stale
  const setting = await loadCodeSetting(tx, organizationId)
  let renewed = 0
  for (const why of ['renewal', 'reissue'] as const) {
    const fresh = await issueAnew(tx, organizationId, codes, why)
    const letters = fresh.map((code) => letterAbout(code, { ...setting, organizationId, why }))
    await queueLetters<typeof activationLetters>(tx, letters)
    renewed += fresh.length
  }
  return accept({ renewed })
}

async function issueAnew(
  tx: Tx,
  organizationId: number,
  stale: readonly StaleCode[],
  why: StaleCode['why'],
): Promise<readonly IssuedCode[]> {
  const assignmentIds = stale.filter((code) => code.why === why).map((code) => code.assignmentId)
  const issued = await issueCodes(tx, { organizationId, assignmentIds, cameBy: why, by: 'claviger' })
  return issued.filter((code) => code.isNew)
}

interface Renewing extends Awaited<ReturnType<typeof loadCodeSetting>> {
  readonly organizationId: number
  readonly why: StaleCode['why']
}

function letterAbout(code: IssuedCode, setting: Renewing): NewLetter<typeof activationLetters> {
  const { organizationId, organization, locale, why, policy } = setting
  const { title: product, licenseId, address, name, text, validUntil, keeps, replaces } = code
  const mayStand = policy === 'letter'
  return {
    ...{ kind: 'newer_code', organizationId, locale, to: { address, name } },
    ...{ assignmentId: code.assignmentId, dedupeKey: `newer-code-${code.id}`, secret: mayStand },
    facts: {
      ...{ why, organization, organizationId, product, licenseId, address, validUntil, keeps },
      ...{ oldUntil: replaces, fileName: fileNameOf(product, licenseId) },
      ...(mayStand ? { activationCode: text } : {}),
    },
  }
}
