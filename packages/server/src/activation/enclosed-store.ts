import { isOut } from '@claviger/core/activation/codes-out'
import type { Keep } from '@claviger/core/activation/plan-document'
import { dateFrom, todayIn } from '@claviger/core/kernel/calendar'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'
import type { Enclosure, LetterToRead } from '../outbox/enclosure.ts'
import { cover } from '../outbox/letter-secrets.ts'
import { fileNameOf } from './code-file.ts'
import { codeComes, codeStays, enclosedCode } from './enclosed-code.ts'

interface LeftCode {
  product: string
  licenseId: string
  text: string
  validUntil: string
  keeps: Keep[]
}

/** What a letter brought along when it left, for whoever reads it later; covered where they may not have the code. */
export async function loadEnclosed(read: Read, letter: LetterToRead): Promise<Enclosure | undefined> {
  const { organization_id: organizationId, assignment_id: assignmentId, encloses } = letter
  if (encloses === null || assignmentId === null) return undefined
  if (encloses === 'code_outstanding')
    return (await loadStanding(read, organizationId, [assignmentId])).get(assignmentId)
  if (letter.state === 'waiting') return codeComes
  const { rows } = await sql<LeftCode>`
    select product.name as product, code.license_id as "licenseId", code.document as text,
      code.valid_until as "validUntil", code.keeps
    from activation_code as code
    join license on license.organization_id = code.organization_id and license.id = code.license_id
    join product on product.code = license.product_code
    where code.organization_id = ${organizationId} and code.assignment_id = ${assignmentId}
      and code.issued_at <= ${letter.sent_at ?? read.now}
    order by code.serial desc limit 1`.execute(read.sql)
  const [code] = rows
  return (
    code &&
    enclosedCode({
      ...{ ...code, fileName: fileNameOf(code.product, code.licenseId) },
      ...(letter.covered && { text: cover }),
    })
  )
}

/** What is said of codes that go on without their license, by assignment; nothing of those that do nothing any more. */
export async function loadStanding(
  door: Tx | Read,
  organizationId: number,
  assignmentIds: readonly string[],
): Promise<ReadonlyMap<string, Enclosure>> {
  const { rows } = await sql<{ assignmentId: string; validUntil: string; keeps: Keep[]; timeZone: string }>`
    select code.assignment_id as "assignmentId", code.valid_until as "validUntil", code.keeps,
      organization.time_zone as "timeZone"
    from activation_code as code join organization on organization.id = code.organization_id
    where code.organization_id = ${organizationId} and code.assignment_id = any(${[...assignmentIds]}::uuid[])
      and code.replaced_at is null`.execute(door.sql)
  const standing = rows.filter(({ validUntil, keeps, timeZone }) =>
    isOut({ validUntil: dateFrom(validUntil), keeps }, todayIn(door.now, timeZone)),
  )
  return new Map(standing.map((code) => [code.assignmentId, codeStays(code)]))
}
