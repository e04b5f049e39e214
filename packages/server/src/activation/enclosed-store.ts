import type { Keep } from '@claviger/core/activation/plan-document'
import { sql } from 'kysely'
import type { Read } from '../db/unit-of-work.ts'
import type { Enclosure, LetterToRead } from '../outbox/enclosure.ts'
import { cover } from '../outbox/letter-secrets.ts'
import { fileNameOf } from './code-file.ts'
import { codeComes, enclosedCode } from './enclosed-code.ts'

interface LeftCode {
  product: string
  licenseId: string
  text: string
  validUntil: string
  keeps: Keep[]
}

/** What a letter brought along when it left, for whoever reads it later; covered where they may not have the code. */
export async function loadEnclosed(read: Read, letter: LetterToRead): Promise<Enclosure | undefined> {
  if (letter.encloses !== 'activation_code' || letter.assignment_id === null) return undefined
  if (letter.state === 'waiting') return codeComes
  const { rows } = await sql<LeftCode>`
    select product.name as product, code.license_id as "licenseId", code.document as text,
      code.valid_until as "validUntil", code.keeps
    from activation_code as code
    join license on license.organization_id = code.organization_id and license.id = code.license_id
    join product on product.code = license.product_code
    where code.organization_id = ${letter.organization_id} and code.assignment_id = ${letter.assignment_id}
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
