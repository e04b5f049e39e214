import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import type { EnclosingLetter, Enclosure } from '../outbox/enclosure.ts'
import { fileNameOf } from './code-file.ts'
import { enclosedCode } from './enclosed-code.ts'
import { loadStanding } from './enclosed-store.ts'
import { issueCodes } from './issue-codes.ts'

/**
 * Issues the codes of letters that leave now, and looks up those that stay with people who lost their license. An
 * assignment that was taken back meanwhile gets none.
 */
export async function encloseCodes(
  tx: Tx,
  letters: readonly EnclosingLetter[],
): Promise<ReadonlyMap<string, Enclosure>> {
  const byOrganization = Map.groupBy(letters, (letter) => letter.organizationId)
  const parts = [...byOrganization].map(async ([organizationId, some]) => {
    const fresh = some.filter((letter) => letter.encloses === 'activation_code')
    const ended = some.filter((letter) => letter.encloses === 'code_outstanding')
    return [...(await encloseFresh(tx, organizationId, fresh)), ...(await tellOf(tx, organizationId, ended))]
  })
  return new Map((await Promise.all(parts)).flat())
}

async function tellOf(tx: Tx, organizationId: number, letters: readonly EnclosingLetter[]) {
  if (letters.length === 0) return []
  const standing = await loadStanding(
    tx,
    organizationId,
    letters.map((letter) => letter.assignmentId),
  )
  return letters.flatMap(({ id, assignmentId }) => {
    const said = standing.get(assignmentId)
    return said ? [[id, said] as const] : []
  })
}

async function encloseFresh(tx: Tx, organizationId: number, letters: readonly EnclosingLetter[]) {
  const issued = await issueCodes(tx, {
    ...{ organizationId, assignmentIds: letters.map((letter) => letter.assignmentId) },
    ...{ cameBy: 'letter', by: actorName(tx.actor) },
  })
  const codes = new Map(issued.map((code) => [code.assignmentId, code]))
  return letters.flatMap(({ id, assignmentId }) => {
    const code = codes.get(assignmentId)
    if (!code) return []
    const { title: product, licenseId } = code
    return [[id, enclosedCode({ ...code, product, fileName: fileNameOf(product, licenseId) })] as const]
  })
}
