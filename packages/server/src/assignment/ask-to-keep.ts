import { keepDueOn } from '@claviger/core/assignment/keep-rules'
import { type HeldRevocable, isHeld } from '@claviger/core/assignment/plan-revocation'
import { type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { accept, type Decision, type Refusal, refuse } from '@claviger/core/kernel/decision'
import { actorName } from '@claviger/core/teams/actor'
import { record } from '../audit/record.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { missing, refuseWhere } from '../teams/access.ts'
import { windows } from './assign-people.ts'
import type { keepLetters } from './keep-letters.ts'
import { listInQuestion, type NewKeepQuestion, saveKeepQuestions } from './keep-store.ts'
import type { Selection } from './license-filter.ts'
import { type LockedLicense, lockRevocable, reachOf } from './revocable-store.ts'
import { loadSetting, type Setting } from './store.ts'
import { loadLastUse } from './use-store.ts'

export interface AskToKeep {
  readonly organizationId: number
  readonly selection: Selection
  /** Stops before anything is saved. */
  readonly preview: boolean
}

export interface AskedToKeep {
  /** Licenses asked about now, and their people. */
  readonly asked: number
  readonly people: number
  /** About these a question is open already. */
  readonly already: number
  /** The last day on which an answer counts. */
  readonly dueOn: CalendarDate
  /** When the letters leave. */
  readonly lettersAt: Date
}

/** Asks whoever holds these licenses whether they still use them; silence frees them two weeks later. */
export async function askToKeep(tx: Tx, request: AskToKeep): Promise<Decision<AskedToKeep, Refusal>> {
  const { organizationId, selection } = request
  const setting = await loadSetting(tx, organizationId)
  const reach = reachOf(tx.actor, organizationId)
  const barred = await refuseWhere(tx, organizationId, {
    ...{ missing: 'organization_not_found', sees: setting !== null && reach.seen.length > 0 },
    ...{ does: reach.teams.length > 0, right: 'licenses.revoke', teamId: null },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting) return missing(tx, 'organization_not_found')
  const licenses = await lockRevocable(tx, organizationId, selection, reach)
  if (licenses === 'outside') return missing(tx, 'license_not_found')
  const held = licenses.filter(isHeld)
  if (held.length === 0) return refuse('nothing_selected')
  return accept(await ask(tx, setting, held, request.preview))
}

type Held = HeldRevocable<LockedLicense>

async function ask(tx: Tx, setting: Setting, held: readonly Held[], preview: boolean): Promise<AskedToKeep> {
  const { organizationId, timeZone } = setting
  const dueOn = keepDueOn(todayIn(tx.now, timeZone))
  const { lettersAt } = windows(tx, setting)
  const ids = held.map(({ assignment }) => assignment.id)
  const open = await listInQuestion(tx, organizationId, ids)
  const fresh = held.filter(({ assignment }) => !open.has(assignment.id))
  const asking = fresh.map((license) => ({ license, question: questionAbout(tx, license) }))
  const byPerson = Map.groupBy(asking, ({ license }) => license.holder.personId)
  if (!preview) {
    const used = await loadLastUse(tx, organizationId, ids)
    const questions = asking.map(({ question }) => question)
    await saveKeepQuestions(tx, { organizationId, by: actorName(tx.actor), dueOn }, questions)
    await queueLetters<typeof keepLetters>(
      tx,
      [...byPerson.values()].map((theirs) => letterTo(tx, setting, theirs, { dueOn, lettersAt, used })),
    )
    await record(
      tx,
      fresh.map((license) => happened(setting, license, dueOn)),
    )
  }
  return { asked: fresh.length, people: byPerson.size, already: open.size, dueOn, lettersAt }
}

interface Asking {
  readonly license: Held
  readonly question: NewKeepQuestion
}

function questionAbout(tx: Tx, { assignment, holder, teamId }: Held): NewKeepQuestion {
  const { personId } = holder
  return { id: tx.newId.uuid(), assignmentId: assignment.id, personId, teamId, door: tx.newId.token() }
}

interface About {
  readonly dueOn: CalendarDate
  readonly lettersAt: Date
  readonly used: ReadonlyMap<string, Date>
}

/** One letter a person, whatever they hold: it leads to all that was asked of them. */
function letterTo(
  tx: Tx,
  setting: Setting,
  theirs: readonly Asking[],
  { dueOn, lettersAt, used }: About,
): NewLetter<typeof keepLetters> {
  const [first] = theirs
  if (!first) throw new Error('a letter about nothing')
  const { holder } = first.license
  const { organizationId, organizationName: organization, timeZone, locale } = setting
  return {
    ...{ kind: 'keep_question', organizationId, locale, secret: true, sendAfter: lettersAt },
    to: { address: holder.mailTo, name: holder.name },
    facts: {
      ...{ by: actorName(tx.actor), organization, address: holder.address, dueOn, timeZone },
      door: first.question.door,
      licenses: theirs.map(({ license }) => ({
        licenseId: license.licenseId,
        product: license.productName,
        lastSeenAt: used.get(license.assignment.id)?.toISOString() ?? null,
      })),
    },
    assignmentId: first.license.assignment.id,
    dedupeKey: questionKey(organizationId, holder.personId, tx.now),
  }
}

/** Names the letter that asked a person at this moment. */
export function questionKey(organizationId: number, personId: string, askedAt: Date): string {
  return `keep_question:${organizationId}:${personId}:${askedAt.getTime()}`
}

function happened(
  { organizationId }: Setting,
  { teamId, licenseId, holder, productName }: Held,
  dueOn: string,
) {
  return {
    what: 'keep_asked',
    ...{ organizationId, teamId, licenseId, personId: holder.personId },
    facts: { address: holder.address, product: productName, dueOn },
  }
}
