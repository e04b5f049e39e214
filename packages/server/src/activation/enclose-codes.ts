import { actorName } from '@claviger/core/teams/actor'
import type { Tx } from '../db/unit-of-work.ts'
import type { EnclosingLetter, Enclosure } from '../outbox/enclosure.ts'
import { fileNameOf } from './code-file.ts'
import { enclosedCode } from './enclosed-code.ts'
import { issueCodes } from './issue-codes.ts'

/** Issues the codes of letters that leave now. An assignment that was taken back meanwhile gets none. */
export async function encloseCodes(
  tx: Tx,
  letters: readonly EnclosingLetter[],
): Promise<ReadonlyMap<string, Enclosure>> {
  const codes = letters.filter((letter) => letter.encloses === 'activation_code')
  const byOrganization = Map.groupBy(codes, (letter) => letter.organizationId)
  const parts = [...byOrganization].map(([organizationId, some]) => encloseIn(tx, organizationId, some))
  return new Map((await Promise.all(parts)).flat())
}

async function encloseIn(tx: Tx, organizationId: number, letters: readonly EnclosingLetter[]) {
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
