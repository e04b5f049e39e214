import {
  type AssignmentPlan,
  type AssignmentRow,
  planAssignment,
} from '@claviger/core/assignment/plan-assignment'
import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { check, firstUnmet, refuseBy } from '@claviger/core/kernel/rules'
import { searchKey } from '@claviger/core/kernel/text'
import { actorName } from '@claviger/core/teams/actor'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPools } from '../licenses/pool-store.ts'
import { missing, refuseHere } from '../teams/access.ts'
import { loadTeam } from '../teams/store.ts'
import { loadAssignmentFacts } from './facts-store.ts'
import { giveSeats } from './give-seats.ts'
import { openJob } from './job-store.ts'
import { loadSetting, type Setting } from './store.ts'

export interface AssignPeople {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  readonly rows: readonly AssignmentRow[]
  readonly cameBy: 'form' | 'list' | 'request' | 'api'
  /** A program wants the activation code in the letter; people need not say so. */
  readonly codeInLetter?: boolean
  /** A program may want nobody to be written to. */
  readonly letters?: boolean
  /** Drawn when the form is shown: sending the same form twice does the same thing once. */
  readonly jobId: string
  /** Stops before anything is saved. */
  readonly preview: boolean
}

export interface AssignedPeople extends AssignmentPlan {
  /** The license each got, by address key; none in a preview. */
  readonly licenses: ReadonlyMap<string, string>
}

/**
 * Gives each of these people a license of the product from the team, and writes to them two minutes later, or at once
 * where a program asks.
 */
export async function assignPeople(
  tx: Tx,
  request: AssignPeople,
): Promise<Decision<AssignedPeople, Refusal>> {
  const { organizationId, teamId, productCode } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  const team = await loadTeam(tx, organizationId, teamId)
  const barred = await refuseHere(tx, {
    ...{ organizationId, teamId, missing: 'team_not_found', exists: team !== undefined },
    ...{ see: 'licenses.see', do: 'licenses.assign' },
  })
  if (barred) return { ok: false, refusal: barred }
  if (!setting || !team) return missing(tx, 'team_not_found')
  const product = await loadProduct(tx, productCode)
  if (!product) return refuseBy('product_not_found', 'product_is_there')

  const job = { ...newJob(tx, setting, request), id: jobId.plan }
  if (!request.preview && !(await openJob(tx, job))) return accept(nothing)
  const { pools, plan } = await decide(tx, request, setting.timeZone, product.name)
  if (request.preview) return accept({ ...plan, licenses: nothing.licenses })

  const refused = refuseWhenFull(request, plan, { team: team.name, product: product.name })
  if (refused) return { ok: false, refusal: refused }
  return accept({ ...plan, licenses: await giveSeats(tx, { setting, request, product, pools, plan, job }) })
}

const nothing: AssignedPeople = { outcomes: [], take: [], freeSeats: 0, licenses: new Map() }

function newJob(tx: Tx, setting: Setting, { organizationId, productCode, teamId, cameBy }: AssignPeople) {
  const { undoUntil, lettersAt: later } = windows(tx, setting)
  // Whoever asked for it is told at once.
  const lettersAt = cameBy === 'api' || cameBy === 'request' ? tx.now : later
  const startedBy = actorName(tx.actor)
  return { organizationId, kind: 'assign', productCode, teamId, startedBy, undoUntil, lettersAt } as const
}

/** Locks the pools, so that what is counted stays true until the end, and decides line by line. */
async function decide(tx: Tx, request: AssignPeople, timeZone: string, productName: string) {
  const { organizationId, teamId, productCode, rows } = request
  const pools = await lockPools(tx, { organizationId, teamId, productCode }, timeZone)
  const freeSeats = pools.reduce((sum, pool) => sum + pool.free, 0)
  const product = { productCode, productName }
  const facts = await loadAssignmentFacts(tx, questionOf(request), product, freeSeats)
  return { pools, plan: planAssignment(facts, rows) }
}

/** A list that is partly too long is a matter of its lines; when nobody fits, the act itself is refused to people. */
function refuseWhenFull(
  { cameBy }: AssignPeople,
  plan: AssignmentPlan,
  names: { readonly team: string; readonly product: string },
) {
  const asked = plan.outcomes.filter((outcome) => outcome.group === 'short').length
  const fits = plan.take.length > 0 || asked === 0 || cameBy === 'api'
  return firstUnmet([
    check('no_free_seat', 'team_has_free_seat', fits, { asked, free: plan.freeSeats, ...names }),
  ])
}

/** When undo ends and when letters that give something leave. */
export function windows(tx: Tx, setting: { readonly undoMinutes: number; readonly letterMinutes: number }) {
  const after = (minutes: number) => new Date(tx.now.getTime() + minutes * 60_000)
  return { undoUntil: after(setting.undoMinutes), lettersAt: after(setting.letterMinutes) }
}

function questionOf({ organizationId, productCode, rows }: AssignPeople) {
  const addressKeys = new Set(rows.flatMap((row) => (row.address ? [row.address.key] : [])))
  const nameKeys = new Set(
    rows.flatMap((row) => (row.address || row.name === '' ? [] : [searchKey(row.name)])),
  )
  return { organizationId, productCode, addressKeys: [...addressKeys], nameKeys: [...nameKeys].slice(0, 200) }
}
