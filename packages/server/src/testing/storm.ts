import fc from 'fast-check'
import type { ApiResponse } from './account-api.ts'
import { apiTrials } from './api-trials.ts'
import { type ApiTrial, type ApiWorld, callerOf, callers, newApiCustomer } from './api-world.ts'
import { type HostileCall, hostileCalls } from './hostile-calls.ts'
import type { KnownValues } from './hostile-values.ts'
import { newTeam } from './story.ts'

/** How often each operation was answered with each status. */
export type StormReport = Map<string, Map<number, number>>

const perRound = 1500
const atOnce = 12
/** Few enough for the limits of one token and one source, by the clock of the test. */
const perMinute = 500

/**
 * Sends so many made-up calls over real HTTP. Throws at the first one that is answered by a fault, or by anything its
 * document does not declare. The same seed makes the same calls; each round has a customer of its own, since calls that
 * are right end teams, tokens and jobs.
 */
export async function storm(
  world: ApiWorld,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<StormReport> {
  const report: StormReport = new Map()
  for (let sent = 0; sent < count; sent += perRound) {
    const round = { ...world, ...(await newApiCustomer(world.story)) }
    const trials = await trialsIn(round)
    const calls = hostileCalls(await knownIn(round, trials), trials)
    const numRuns = Math.min(perRound, count - sent)
    await sendAll(round, fc.sample(calls, { seed: seed + sent, numRuns }), report)
  }
  return report
}

async function sendAll(world: ApiWorld, calls: readonly HostileCall[], report: StormReport): Promise<void> {
  const tokens = await tokensOf(world)
  const waiting = calls.entries()
  const work = async () => {
    for (const [place, call] of waiting) {
      if (place % perMinute === 0) world.story.pass({ minutes: 1 })
      note(report, call.operation, await send(world, tokens, call))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** Whoever calls most has further tokens of their own. */
const stormer = 'storm.petrel@harrowvale.example'

type Tokens = Map<string, { token: string; readonly customer: number | string }>

async function tokensOf(world: ApiWorld): Promise<Tokens> {
  const { api } = world
  const customer = world.customer.organizationId
  const tokens: Tokens = new Map([
    ['wrong', { token: 'w'.repeat(25), customer }],
    ['odd', { token: '"-- ', customer: "1' or '1'='1" }],
  ])
  for (const name of callers) tokens.set(name, await callerOf(world, name))
  tokens.set('admin', await api.tokenFor(world.customer, { role: 'administrator', address: stormer }))
  return tokens
}

async function send({ api }: ApiWorld, tokens: Tokens, call: HostileCall): Promise<number> {
  const { method, path, caller, operation, ...request } = call
  const known = tokens.get(caller)
  try {
    const answer = await api.call(method, path, { ...request, ...known })
    if (operation === 'rotateToken' && known && isNewToken(answer)) known.token = answer.json.token
    return answer.status
  } catch (fault) {
    throw new Error(`${String(fault)}\nto ${JSON.stringify(call).slice(0, 3000)}`)
  }
}

function isNewToken({ status, json }: ApiResponse): boolean {
  return status === 200 && typeof json?.token === 'string'
}

type Trials = Readonly<Record<string, ApiTrial>>

async function trialsIn(world: ApiWorld): Promise<Trials> {
  const trials: Record<string, ApiTrial> = {}
  for (const [id, ask] of Object.entries(apiTrials)) trials[id] = await ask(world)
  return trials
}

/** What is there, by the name of the field or parameter that may name it: what the right calls name. */
async function knownIn(world: ApiWorld, trials: Trials): Promise<KnownValues> {
  const { customer, otherTeam, holder, ids } = world
  const teams = [customer, otherTeam, world.rivals].map(({ teamId }) => teamId)
  for (const _ of [1, 2, 3, 4]) teams.push((await newTeam(world.story, customer, 0)).teamId)
  const known: Record<string, unknown[]> = {
    ...{ teamId: [...teams], team: [...teams], targetTeamId: [...teams], fromTeamId: [...teams] },
    ...{
      licenseIds: [ids.license],
      email: [holder, world.address()],
      emails: [holder],
      assigneeEmail: [holder],
    },
    ...{ firstName: ['Ben'], lastName: ['Marsh'], productCode: ['LOOM'], count: [1], tokenId: [] },
  }
  for (const _ of [1, 2, 3, 4])
    known.tokenId?.push(
      (await world.api.tokenFor(customer, { role: 'administrator', address: stormer })).tokenId,
    )
  for (const { params = {}, query = {} } of Object.values(trials))
    for (const [name, value] of Object.entries({ ...params, ...query }))
      known[name] = [...(known[name] ?? []), value]
  return known
}

function note(report: StormReport, operation: string, status: number): void {
  const counts = report.get(operation) ?? new Map<number, number>()
  report.set(operation, counts.set(status, (counts.get(status) ?? 0) + 1))
}
