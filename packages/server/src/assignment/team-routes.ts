import type { Refusal } from '@claviger/core/kernel/decision'
import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { type ApiAnswer, type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { dateText, flagText, int32, pageQuery, teamNumber, text } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { invalidToken, refusedAs } from '../http/api/refused.ts'
import { present, upper } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'
import type { MergedTeams } from './merge-teams.ts'
import type { MovedLicenses } from './move-licenses.ts'
import type { TeamRow } from './team-views.ts'

const seatsShape = z.object({
  product: z.object({ code: z.string(), name: z.string() }),
  total: z.int(),
  free: z.int().describe('Free, and can be handed out today.'),
  ended: z.int().describe('Free, and past their paid time.'),
  invited: z.int(),
  connected: z.int(),
  placed: z.int().describe('With a license server or a legacy key.'),
  withheld: z.int().describe("Nobody's, and cannot be given to anybody."),
})

const teamShape = z
  .object({
    id: z.int32(),
    name: z.string(),
    seats: z.array(seatsShape).describe('By product; empty while the team has no licenses.'),
    people: z.int().describe('How many people hold its licenses.'),
    administrators: z.array(z.string()).describe('Their addresses; without those of the whole customer.'),
    viewers: z.array(z.string()),
    validUntil: dateText.optional().describe('The last paid day of the term that ends first, or ended last.'),
    isOutdated: z.boolean().describe('Every one of its licenses expired over a month ago.'),
  })
  .meta({ id: 'TeamDetail' })

const namedShape = z.object({ id: z.int32(), name: z.string() }).meta({ id: 'TeamName' })

const mergedShape = z
  .object({
    jobId: z.uuid().optional().describe('Its report; not in a preview. There is no undo.'),
    ...{ from: namedShape, into: namedShape },
    licenses: z.int(),
    held: z.int().describe('How many of them somebody holds: nobody loses anything.'),
    invitations: z.int(),
    roles: z.int().describe('People with a role in the team that ends: they have it in the other one.'),
    tokens: z.int().describe('API tokens of the team that ends: they end with it.'),
  })
  .meta({ id: 'MergedTeams' })

const movedShape = z
  .object({
    jobId: z.uuid().optional().describe('What it is undone by; not in a preview.'),
    licenseIds: z.array(z.string()).describe('What moved, in ascending order.'),
    held: z.int().describe('How many of them somebody holds: those people go along.'),
    kept: z
      .array(z.object({ licenseId: z.string(), code: z.string(), description: z.string() }))
      .describe('What did not move, and why.'),
  })
  .meta({ id: 'TransferredLicenses' })

const one = { params: z.object({ teamId: teamNumber }) }
const group = { group: 'teams', dropIn: false } as const
const conflict = (codes: string) => ({ 409: { description: `${codes}.`, schema: errorShape } })
const preview = z.boolean().default(false).describe('Says what would come of it, and changes nothing.')

type OnTeam = ApiCall<{ readonly teamId: number }, unknown, unknown>

/** The teams of a customer. */
export const teamRoutes = [
  apiRoute({
    ...{ ...group, method: 'get', path: '/customer/teams', id: 'listTeams' },
    summary: 'Teams with their figures',
    description: 'A token of a team sees its own team.',
    query: z.object({
      outdated: flagText.describe('Whether to list teams whose licenses all expired over a month ago.'),
      ...pageQuery,
    }),
    answers: { 200: { description: 'A page of teams.', schema: z.array(teamShape), headers: listHeaders } },
    handle: async (call) => {
      const { outdated = false, page, perPage } = call.query
      const teams = await teamsSeen(call, outdated)
      if (!teams.ok) return call.actor.teamId === null ? refusedAs(teams.refusal) : invalidToken()
      const rows = teams.plan.slice((page - 1) * perPage, page * perPage).map(writeTeam)
      return listed(call, { rows, total: teams.plan.length, page, perPage })
    },
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/customer/teams', id: 'createTeam' },
    summary: 'Make an empty team',
    body: z.object({ name: text(400).describe('Up to 120 characters; no other team may be called so.') }),
    answers: { 201: { description: 'The new team.', schema: namedShape }, ...conflict('TEAM_NAME_TAKEN') },
    handle: ({ actor, body, write, address }) =>
      write(
        'createTeam',
        { organizationId: actor.organizationId, id: randomIds.uuid(), ...body },
        ({ teamId: id, name }) => ({
          status: 201,
          body: { id, name },
          headers: { Location: address(`/customer/teams/${id}`) },
        }),
        refusedTo(actor),
      ),
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'get', path: '/customer/teams/{teamId}', id: 'getTeam' },
    summary: 'One team with its figures',
    answers: { 200: { description: 'The team.', schema: teamShape } },
    handle: async (call) => {
      const found = await call.app.views.teamPage(call.actor, placeOf(call))
      return found.ok ? { status: 200, body: writeTeam(found.plan) } : refusedOn(call)(found.refusal)
    },
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'patch', path: '/customer/teams/{teamId}', id: 'renameTeam' },
    summary: 'Rename a team',
    description: 'Its number, and with it every address, stays.',
    body: z.object({ name: text(400).describe('Up to 120 characters; no other team may be called so.') }),
    answers: {
      200: { description: 'The team with its new name.', schema: namedShape },
      ...conflict('TEAM_NAME_TAKEN'),
    },
    handle: (call) =>
      call.write(
        'renameTeam',
        { ...placeOf(call), ...call.body },
        ({ teamId: id, name }) => ({ status: 200, body: { id, name } }),
        refusedOn(call),
      ),
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'delete', path: '/customer/teams/{teamId}', id: 'deleteTeam' },
    summary: 'Delete an empty team',
    description: 'One that holds licenses, links or waiting orders is merged into another instead.',
    answers: { 204: { description: 'Deleted.' }, ...conflict('TEAM_NOT_EMPTY or LAST_TEAM') },
    handle: (call) => call.write('deleteTeam', placeOf(call), () => ({ status: 204 }), refusedOn(call)),
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'post', path: '/customer/teams/{teamId}/merge', id: 'mergeTeams' },
    summary: 'Merge a team into another',
    description:
      'Licenses, roles, links and reports go along; the team ends, and its API tokens with it. There is no undo.',
    body: z.object({ targetTeamId: int32.describe('The team that has everything afterwards.'), preview }),
    answers: {
      200: { description: 'What went along.', schema: mergedShape },
      ...conflict('SAME_TEAM'),
    },
    handle: (call) => {
      const { targetTeamId: intoTeamId, preview: looks } = call.body
      return call.write(
        'mergeTeams',
        { ...placeOf(call), intoTeamId, jobId: randomIds.uuid(), preview: looks },
        (plan) => ({ status: 200, body: writeMerged(plan, looks) }),
        refusedOn(call),
      )
    },
  }),
  apiRoute({
    ...{
      ...group,
      ...one,
      method: 'post',
      path: '/customer/teams/{teamId}/transfer',
      id: 'transferLicenses',
    },
    summary: 'Move licenses into a team, by number',
    description:
      'Free licenses move first, then those whose people have not come yet; nobody loses anything. Licenses by their ids are moved with changeLicensesTeam.',
    body: z.object({
      productCode: text(20),
      count: z.int().min(1, 'must be 1 or more').max(1_000_000, 'must be 1000000 or less'),
      fromTeamId: int32.describe('The team that has them.'),
      preview,
    }),
    answers: {
      200: { description: 'What moved.', schema: movedShape },
      ...conflict('TOO_FEW_LICENSES or SAME_TEAM'),
    },
    handle: (call) => {
      const { preview: looks, ...some } = call.body
      const { organizationId, teamId } = placeOf(call)
      return call.write(
        'moveLicenses',
        {
          ...{ organizationId, what: { kind: 'number', ...some }, to: { teamId } },
          ...{ jobId: randomIds.uuid(), preview: looks },
        },
        (plan) => ({ status: 200, body: writeMoved(plan, looks) }),
        refusedTo(call.actor, { teamId, productCode: some.productCode }),
      )
    },
  }),
]

/** All of them to a token of the whole customer, its own one to a token of a team. */
async function teamsSeen({ app, actor }: Pick<OnTeam, 'app' | 'actor'>, outdated: boolean) {
  const { organizationId, teamId } = actor
  if (teamId === null) {
    const found = await app.views.teamsPage(actor, { organizationId, outdated })
    return found.ok ? { ok: true as const, plan: found.plan.teams } : found
  }
  const own = await app.views.teamPage(actor, { organizationId, teamId })
  return own.ok ? { ok: true as const, plan: [own.plan] } : own
}

function placeOf({ actor, params }: Pick<OnTeam, 'actor' | 'params'>) {
  return { organizationId: actor.organizationId, ...params }
}

function refusedOn({ actor, params }: Pick<OnTeam, 'actor' | 'params'>): (refusal: Refusal) => ApiAnswer {
  return refusedTo(actor, params)
}

function writeTeam(team: TeamRow): z.infer<typeof teamShape> {
  const { id, name, people, paidThrough, outdated } = team
  return {
    ...{ id, name, seats: team.seats.map(writeSeats), people },
    administrators: team.administrators.map(({ address }) => address),
    viewers: team.viewers.map(({ address }) => address),
    ...present({ validUntil: paidThrough }),
    isOutdated: outdated,
  }
}

function writeSeats(seats: TeamRow['seats'][number]): z.infer<typeof seatsShape> {
  const { product, total, free, ended, invited, connected, placed, withheld } = seats
  const { code, name } = product
  return { product: { code, name }, total, free, ended, invited, connected, placed, withheld }
}

function writeMerged(plan: MergedTeams, looks: boolean): z.infer<typeof mergedShape> {
  const { jobId, from, into, licenses, held, links: invitations, roles, tokens } = plan
  return {
    ...present({ jobId: looks ? null : jobId }),
    ...{ from: { id: from.id, name: from.name }, into: { id: into.id, name: into.name } },
    ...{ licenses, held, invitations, roles, tokens },
  }
}

function writeMoved(
  { jobId, licenseIds, held, kept }: MovedLicenses,
  looks: boolean,
): z.infer<typeof movedShape> {
  return {
    ...present({ jobId: looks ? null : jobId }),
    ...{ licenseIds: [...licenseIds], held },
    kept: kept.map(({ licenseId, reason }) => ({
      ...{ licenseId, code: upper(reason.code), description: refusalSentence(reason) },
    })),
  }
}
