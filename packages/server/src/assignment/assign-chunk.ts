import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { refuseBy } from '@claviger/core/kernel/rules'
import { may } from '@claviger/core/teams/permissions'
import { loadProductNames } from '../catalog/store.ts'
import type { Tx } from '../db/unit-of-work.ts'
import type { DecidedLine, JobUnderWay, WaitingLine } from '../jobs/job-work.ts'
import { missing } from '../teams/access.ts'
import { listTeams } from '../teams/store.ts'
import { type AssignRequest, type Place, placeKey, placeOfRow, placesOf, rowOfLine } from './assign-rows.ts'
import { giveSeats } from './give-seats.ts'
import { type NamedPlace, planRows } from './plan-rows.ts'
import { loadSetting } from './store.ts'

/** Goes on with giving licenses to a list of people, where whoever began it still may. */
export async function assignChunk(
  tx: Tx,
  job: JobUnderWay,
  lines: readonly WaitingLine[],
): Promise<readonly DecidedLine[]> {
  const { organizationId, id: jobId } = job
  const setting = await loadSetting(tx, organizationId)
  if (!setting) throw new Error('a job of no organization')
  const usual = job.request as AssignRequest
  const rows = lines.map(rowOfLine)
  const places = await namePlaces(tx, organizationId, placesOf(rows, usual))
  const open = new Set(places.filter(mayGive(tx, organizationId)).map(placeKey))
  const isOpen = (row: AssignmentRow) => open.has(placeKey(placeOfRow(row, usual)))

  const asked = { organizationId, jobId, timeZone: setting.timeZone, usual, rows: rows.filter(isOpen) }
  const parts = await planRows(tx, { ...asked, places: places.filter((one) => open.has(placeKey(one))) })
  const results = (await giveSeats(tx, { setting, request: usual, parts, job })).values()
  const known = new Set(places.map((place) => place.teamId))
  return lines.map(({ place }, index) => {
    const row = rows[index]
    const result = row && isOpen(row) ? results.next().value : undefined
    return { place, ...(result ?? refuseLine(tx, known.has(row?.place?.teamId ?? usual.teamId))) }
  })
}

function mayGive({ actor }: Tx, organizationId: number) {
  return ({ teamId }: Place) => may(actor, 'licenses.assign', organizationId, teamId)
}

function refuseLine(tx: Tx, teamThere: boolean) {
  const { refusal } = teamThere ? refuseBy('not_allowed', 'role_allows') : missing(tx, 'team_not_found')
  return { outcome: 'refused' as const, reason: refusal }
}

/** Those places whose team and product are there. */
async function namePlaces(tx: Tx, organizationId: number, places: readonly Place[]): Promise<NamedPlace[]> {
  const teams = new Map((await listTeams(tx, organizationId)).map((team) => [team.id, team.name]))
  const products = await loadProductNames(
    tx,
    places.map((place) => place.productCode),
  )
  return places.flatMap((place) => {
    const [team, product] = [teams.get(place.teamId), products.get(place.productCode)]
    return team !== undefined && product !== undefined ? [{ ...place, team, product }] : []
  })
}
