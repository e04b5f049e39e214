import {
  type AssignmentPlan,
  type AssignmentRow,
  planAssignment,
} from '@claviger/core/assignment/plan-assignment'
import { accept, type Decision, refuse } from '@claviger/core/kernel/decision'
import { readFormId } from '@claviger/core/kernel/fields'
import { check, firstUnmet } from '@claviger/core/kernel/rules'
import { searchKey } from '@claviger/core/kernel/text'
import { actorName } from '@claviger/core/teams/actor'
import { may } from '@claviger/core/teams/permissions'
import { loadProduct } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import { lockPools } from '../licenses/pool-store.ts'
import { loadTeam } from '../teams/store.ts'
import { loadAssignmentFacts } from './facts-store.ts'
import { giveSeats } from './give-seats.ts'
import { openJob } from './job-store.ts'
import { loadSetting } from './store.ts'

export interface AssignPeople {
  readonly organizationId: number
  readonly teamId: number
  readonly productCode: string
  readonly rows: readonly AssignmentRow[]
  readonly cameBy: 'form' | 'list' | 'api'
  /** Drawn when the form is shown: sending the same form twice does the same thing once. */
  readonly jobId: string
  /** Stops before anything is saved. */
  readonly preview: boolean
}

export type AssignPeopleRefusal =
  | { readonly code: 'not_a_form_id' | 'team_not_found' | 'product_not_found' | 'not_allowed' }
  | { readonly code: 'no_free_seat'; readonly asked: number; readonly free: number }

/** Gives each of these people a license of the product from the team, and writes to them two minutes later. */
export async function assignPeople(
  tx: Tx,
  request: AssignPeople,
): Promise<Decision<AssignmentPlan, AssignPeopleRefusal>> {
  const { organizationId, teamId, productCode, rows } = request
  const jobId = readFormId(request.jobId)
  if (!jobId.ok) return jobId
  const setting = await loadSetting(tx, organizationId)
  if (!setting || !may(tx.actor, 'licenses.see', organizationId, teamId)) return refuse('team_not_found')
  if (!may(tx.actor, 'licenses.assign', organizationId, teamId)) return refuse('not_allowed')
  const team = await loadTeam(tx, organizationId, teamId)
  if (!team) return refuse('team_not_found')
  const product = await loadProduct(tx, productCode)
  if (!product) return refuse('product_not_found')

  const job = {
    organizationId,
    id: jobId.plan,
    kind: 'assign',
    productCode,
    teamId,
    startedBy: actorName(tx.actor),
    ...windows(tx, setting),
  } as const
  if (!request.preview && !(await openJob(tx, job))) return accept({ outcomes: [], take: [], freeSeats: 0 })

  const pools = await lockPools(tx, { organizationId, teamId, productCode }, setting.timeZone)
  const freeSeats = pools.reduce((sum, pool) => sum + pool.free, 0)
  const facts = await loadAssignmentFacts(
    tx,
    questionOf(request),
    { productCode, productName: product.name },
    freeSeats,
  )
  const plan = planAssignment(facts, rows)
  if (request.preview) return accept(plan)

  const short = plan.outcomes.filter((outcome) => outcome.group === 'short').length
  const refused = firstUnmet([
    check('no_free_seat', 'team_has_free_seat', plan.take.length > 0 || short === 0, {
      asked: short,
      free: freeSeats,
      team: team.name,
      product: product.name,
    }),
  ])
  if (refused) return { ok: false, refusal: { ...refused, asked: short, free: freeSeats } }
  await giveSeats(tx, { setting, request, product, team, pools, plan, job })
  return accept(plan)
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
