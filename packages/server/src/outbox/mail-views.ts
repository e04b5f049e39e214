import { accept, type Decision } from '@claviger/core/kernel/decision'
import { isUuid } from '@claviger/core/kernel/ids'
import { type ReasonedRefusal, refuseBy } from '@claviger/core/kernel/rules'
import { mayAtVendor } from '@claviger/core/teams/permissions'
import { type Selectable, sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Schema } from '../db/schema.ts'
import type { Read } from '../db/unit-of-work.ts'
import { loadVendor, type Sender, senderOf } from './deliver.ts'
import type { Enclosure, LetterToRead } from './enclosure.ts'
import { cover, coverSecrets, isCovered } from './letter-secrets.ts'
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
  /** The language it is written in. */
  readonly locale: string
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
  /** How many letters the query finds, on all pages. */
  readonly matching: number
  /** Who letters come from: what recipients may have to allow. */
  readonly sender: Sender
  readonly next: string | null
}

export interface LetterPage extends MailRow, Pick<RenderedLetter, 'text' | 'html'> {
  readonly toName: string
  /** Why codes and links in it are covered: they left with it, they are for owners only, or they open nothing any more. */
  readonly covered: 'left' | 'owners_only' | 'ended' | null
  /** Where its call to action leads; nothing when that is covered. */
  readonly link: string | null
  /** Who had it sent again, oldest first. */
  readonly sentAgain: readonly { readonly at: Date; readonly by: string }[]
}

/** What the views need besides the database. */
export interface LetterReading {
  readonly render: RenderLetter
  /** Looks up what a letter took along. */
  readonly enclosed: (read: Read, letter: LetterToRead) => Promise<Enclosure | undefined>
  readonly publicOrigin: string
  readonly mailFrom: string | undefined
}

const pageSize = 50

/** Lists letters, newest first, with how many there are in each state. */
export async function mailPage(
  read: Read & LetterReading,
  query: MailQuery,
): Promise<Decision<MailPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.mail')
  if (!door.ok) return door
  const letters = await listLetters(read, query)
  const shown = letters.slice(0, pageSize)
  const rows = await Promise.all(shown.map(async (letter) => (await readable(read, letter)).row))
  const last = letters.length > pageSize ? shown.at(-1) : undefined
  const next = last ? `${last.created_at.toISOString()}_${last.id}` : null
  const counts = await countByState(read)
  const found = query.search === '' ? counts : await countByState(read, query.search)
  const matching = query.state ? found[query.state] : Object.values(found).reduce((sum, one) => sum + one, 0)
  const sender = senderOf(read.mailFrom, await loadVendor(read.sql))
  return accept({ rows, counts, matching, sender, next })
}

/** Shows one letter as its reader sees it. */
export async function letterPage(
  read: Read & LetterReading,
  { letterId }: { readonly letterId: string },
): Promise<Decision<LetterPage, VendorDoorRefusal | ReasonedRefusal<'letter_not_found'>>> {
  const door = await atVendor(read, 'vendor.mail')
  if (!door.ok) return door
  const letter = isUuid(letterId)
    ? await read.sql.selectFrom('letter').selectAll().where('id', '=', letterId).executeTakeFirst()
    : undefined
  if (!letter) return refuseBy('letter_not_found', 'letter_is_kept')
  const covered = coverOf(read, letter)
  const enclosed = await read.enclosed(read, { ...letter, covered: covered !== null })
  const { row, rendered } = await readable(read, letter, enclosed)
  return accept({
    ...{ ...row, toName: letter.to_name, covered, text: rendered.text, html: rendered.html },
    link: rendered.link?.includes(cover) ? null : rendered.link,
    sentAgain: await listSentAgain(read, letter),
  })
}

async function listLetters(
  read: Read,
  { state, search, from }: MailQuery,
): Promise<Selectable<Schema['letter']>[]> {
  const [at, id] = from.split('_')
  const after = at && id && isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : null
  return read.sql
    .selectFrom('letter')
    .selectAll()
    .$if(state !== null, (some) => some.where('state', '=', state ?? 'waiting'))
    .$if(search !== '', (some) => some.where(isTo(search)))
    .$if(after !== null, (some) =>
      some.where(sql<boolean>`(created_at, id) < (${after?.at ?? null}, ${after?.id ?? null}::uuid)`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

const isTo = (search: string) => sql<boolean>`strpos(lower(to_address), ${search.toLowerCase()}) > 0`

async function countByState(read: Read, search = ''): Promise<Record<State, number>> {
  const rows = await read.sql
    .selectFrom('letter')
    .select(['state', (letter) => letter.fn.countAll<number>().as('count')])
    .$if(search !== '', (some) => some.where(isTo(search)))
    .groupBy('state')
    .execute()
  const none: Record<State, number> = { waiting: 0, sent: 0, kept: 0, failed: 0, withdrawn: 0 }
  return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) }
}

async function readable(
  read: Read & LetterReading,
  letter: Selectable<Schema['letter']>,
  enclosed?: Enclosure,
) {
  const facts = letter.secret && coverOf(read, letter) ? coverSecrets(letter.facts) : letter.facts
  const { publicOrigin, render } = read
  const place = { publicOrigin, vendor: await loadVendor(read.sql), to: letter.to_address, enclosed }
  const rendered = await render({ ...letter, facts }, place)
  return { row: rowOf(letter, rendered), rendered }
}

function coverOf(
  read: Read,
  { secret, state, facts, encloses }: Selectable<Schema['letter']>,
): LetterPage['covered'] {
  const opens = secret || (encloses === 'activation_code' && state !== 'waiting')
  if (!opens) return null
  if (state === 'sent') return 'left'
  if (!mayAtVendor(read.actor, 'vendor.codes')) return 'owners_only'
  return isCovered(facts) ? 'ended' : null
}

async function listSentAgain(read: Read, { id, organization_id }: Selectable<Schema['letter']>) {
  return read.sql
    .selectFrom('event')
    .select(['at', 'actor as by'])
    .where('organization_id', '=', organization_id)
    .where('what', '=', 'letter_sent_again')
    .where(sql<boolean>`facts ->> 'letterId' = ${id}`)
    .orderBy('at')
    .execute()
}

function rowOf(letter: Selectable<Schema['letter']>, { subject }: RenderedLetter): MailRow {
  return {
    id: letter.id,
    kind: letter.kind,
    locale: letter.locale,
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
