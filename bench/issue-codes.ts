import { sql } from 'kysely'
import { planDocument } from '../packages/core/src/activation/plan-document.ts'
import { loadDocumentFacts } from '../packages/server/src/activation/document-store.ts'
import { issueCodes } from '../packages/server/src/activation/issue-codes.ts'
import { loadSigner } from '../packages/server/src/activation/signer.ts'
import { assign } from '../packages/server/src/testing/acts.ts'
import { withKeys } from '../packages/server/src/testing/keys.ts'
import { type Customer, newCustomer, type Story } from '../packages/server/src/testing/story.ts'
import { onBenchDatabase } from './measuring/bench-database.ts'
import { atLeast, figure, median, timed } from './measuring/figure.ts'

// Issuing activation codes: how fast documents are planned, written and signed, and how fast the whole operation is,
// with its locks, its look at what is there already, its rows and its log entries.

const people = 10_000
const rounds = 5

await onBenchDatabase(async (story) => {
  await withKeys(story)
  const warm = await assigned(story, 500)
  await issueOnce(story, warm)
  const signing: number[] = []
  const issuing: number[] = []
  for (let round = 0; round < rounds; round++) {
    const held = await assigned(story, people)
    signing.push(await signOnce(story, held))
    issuing.push(await issueOnce(story, held))
  }
  figure(`sign-codes-${people}`, people / (median(signing) / 1000), 'codes/s', atLeast(10_000))
  figure(`issue-codes-${people}`, people / (median(issuing) / 1000), 'codes/s', atLeast(2_000))
})

interface Held {
  readonly customer: Customer
  readonly assignmentIds: readonly string[]
}

/** A new customer with so many licenses in people's hands. */
async function assigned(story: Story, count: number): Promise<Held> {
  const customer = await newCustomer(story, count)
  const addresses = Array.from({ length: count }, (_, n) => `person.number${n}@harrowvale.example`)
  await assign(story, customer, ...addresses)
  // As it is soon after by itself: until then checks of references go by plans made for an empty table.
  await sql`analyze`.execute(story.database.db)
  const rows = await story.database.db
    .selectFrom('assignment')
    .select('id')
    .where('organization_id', '=', customer.organizationId)
    .execute()
  return { customer, assignmentIds: rows.map((row) => row.id) }
}

/** From facts to signed texts, without the database. */
function signOnce(story: Story, { customer, assignmentIds }: Held): Promise<number> {
  const now = story.now()
  return story.read(
    customer.admin,
    async (read) => {
      const facts = await loadDocumentFacts(read, customer.organizationId, assignmentIds)
      const signer = await loadSigner(read)
      return timed(async () => {
        for (const one of facts) signer.sign(planDocument(one, { kind: 'offline', serial: 1, now }))
      })
    },
    {},
  )
}

function issueOnce(story: Story, { customer, assignmentIds }: Held): Promise<number> {
  const { organizationId, admin } = customer
  const request = { organizationId, assignmentIds, cameBy: 'administrator', by: 'Ines Okafor' } as const
  return timed(() => story.write(admin, issueCodes, request))
}
