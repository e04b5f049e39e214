import { accept, type Decision } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { optional, readFields, readFormId } from '@claviger/core/kernel/fields'
import { readWhole } from '@claviger/core/kernel/text'
import { readTeamName } from '@claviger/core/teams/team-rules'
import type { Here } from '../assignment/place.server.ts'
import type { Typed } from '../typed.ts'
import { seatSource } from './seat-sources.server.ts'

/** A team that was made, and what its page says about it. */
export interface MadeTeam {
  readonly teamId: number
  /** The parameters of its page's address. */
  readonly query: URLSearchParams
}

/** Makes a team as the form was filled in: with licenses of another team, and an administrator asked for it, or without. */
export async function makeTeam(here: Here, typed: Typed): Promise<Decision<MadeTeam>> {
  const read = readForm(typed)
  if (!read.ok) return read
  const { id, count } = read.plan
  const made = await make(here, read.plan, typed.source)
  if (!made.ok) return made
  const teamId = made.plan
  const asked = typed.email?.trim() ? await askAdministrator(here, teamId, typed) : {}
  const query = new URLSearchParams({ done: 'made', ...(count === null ? {} : { job: id }), ...asked })
  return accept({ teamId, query })
}

function readForm({ id, name, count, email }: Typed) {
  return readFields({
    id: readFormId(id),
    name: readTeamName(name),
    count: optional(count, (text) => readWhole(text, { field: 'count', min: 1, max: 100_000 })),
    email: optional(email, readAddress),
  })
}

interface Wish {
  readonly id: string
  readonly name: string
  readonly count: number | null
}

async function make(here: Here, { id, name, count }: Wish, source = ''): Promise<Decision<number>> {
  const { app, actor, scope } = here
  const { organizationId } = scope
  if (count === null) {
    const created = await app.operations.createTeam(actor, { organizationId, name, id })
    return created.ok ? accept(created.plan.teamId) : created
  }
  const moved = await app.operations.moveLicenses(actor, {
    ...{ organizationId, jobId: id, preview: false, to: { name } },
    what: { kind: 'number', ...seatSource(source), count },
  })
  return moved.ok ? accept(moved.plan.team.id ?? 0) : moved
}

/** The team is made; an offer that is refused is told on its page, where it can be made again. */
async function askAdministrator(
  { app, actor, scope: { organizationId } }: Here,
  teamId: number,
  { email = '', id = '' }: Typed,
): Promise<Readonly<Record<string, string>>> {
  const offer = { organizationId, teamId, id, email, role: 'team_administrator' }
  const offered = await app.operations.offerRole(actor, offer)
  return offered.ok ? { role: offered.plan.id } : { not_asked: 'yes' }
}
