import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { sql } from 'kysely'
import type { Schema } from '../db/schema.ts'
import type { Read } from '../db/unit-of-work.ts'
import { loadVendor } from './deliver.ts'
import { coverSecrets } from './letter-secrets.ts'
import type { RenderedLetter, RenderLetter } from './render-letter.ts'

type State = Schema['letter']['state']

export interface MailQuery {
  readonly state: State | null
  /** Part of an address. */
  readonly search: string
  /** The `next` of the page before; empty for the newest letters. */
  readonly from: string
}

export interface MailRow {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly state: State
  readonly queuedAt: Date
  readonly sendAfter: Date
  readonly leftAt: Date | null
  readonly attempts: number
  readonly error: string | null
}

export interface MailPage {
  readonly rows: readonly MailRow[]
  readonly counts: Readonly<Record<State, number>>
  readonly next: string | null
}

export interface LetterPage extends MailRow, Pick<RenderedLetter, 'text' | 'html'> {
  /** Codes and links in it are covered: they were sent, or the reader may not see them. */
  readonly covered: boolean
}

/** What the views need besides the database. */
export interface LetterReading {
  readonly render: RenderLetter
  readonly publicOrigin: string
}

const pageSize = 50

/** Lists letters, newest first, with how many there are in each state. */
export async function mailPage(
  read: Read & LetterReading,
  query: MailQuery,
): Promise<Decision<MailPage, { code: 'not_allowed' }>> {
  if (!mayAtVendor(read.actor, 'vendor.mail')) return refuse('not_allowed')
  const letters = await listLetters(read, query)
  const shown = letters.slice(0, pageSize)
  const rows = await Promise.all(shown.map(async (letter) => (await readable(read, letter)).row))
  const last = letters.length > pageSize ? shown.at(-1) : undefined
  const next = last ? `${last.created_at.toISOString()}_${last.id}` : null
  return accept({ rows, counts: await countByState(read), next })
}

/** Shows one letter as its reader sees it. */
export async function letterPage(
  read: Read & LetterReading,
  { letterId }: { readonly letterId: string },
): Promise<Decision<LetterPage, { code: 'not_allowed' | 'letter_not_found' }>> {
  if (!mayAtVendor(read.actor, 'vendor.mail')) return refuse('not_allowed')
  const letter = isUuid(letterId)
    ? await read.sql.selectFrom('letter').selectAll().where('id', '=', letterId).executeTakeFirst()
    : undefined
  if (!letter) return refuse('letter_not_found')
  const { row, rendered, covered } = await readable(read, letter)
  return accept({ ...row, text: rendered.text, html: rendered.html, covered })
}

async function listLetters(read: Read, { state, search, from }: MailQuery): Promise<Schema['letter'][]> {
  const [at, id] = from.split('_')
  const after = at && id && isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null
  return read.sql
    .selectFrom('letter')
    .selectAll()
    .$if(state !== null, (some) => some.where('state', '=', state ?? 'waiting'))
    .$if(search !== '', (some) =>
      some.where(sql<boolean>`strpos(lower(to_address), ${search.toLowerCase()}) > 0`),
    )
    .$if(after !== null, (some) =>
      some.where(sql<boolean>`(created_at, id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

async function countByState(read: Read): Promise<Record<State, number>> {
  const rows = await read.sql
    .selectFrom('letter')
    .select(['state', (letter) => letter.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const none: Record<State, number> = { waiting: 0, sent: 0, kept: 0, failed: 0, withdrawn: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) }
}

async function readable(read: Read & LetterReading, letter: Schema['letter']) {
  const covered = letter.secret && (letter.state === 'sent' || !mayAtVendor(read.actor, 'vendor.codes'))
  const facts = covered ? coverSecrets(letter.facts) : letter.facts
  const { publicOrigin, render } = read
  const place = { publicOrigin, vendor: await loadVendor(read.sql), to: letter.to_address }
  const rendered = await render({ ...letter, facts }, place)
  return { row: rowOf(letter, rendered), rendered, covered }
}

function rowOf(letter: Schema['letter'], { subject }: RenderedLetter): MailRow {
  return {
    id: letter.id,
    kind: letter.kind,
    to: letter.to_address,
    subject,
    state: letter.state,
    queuedAt: letter.created_at,
    sendAfter: letter.send_after,
    leftAt: letter.sent_at,
    attempts: letter.attempts,
    error: letter.last_error,
  }
}
