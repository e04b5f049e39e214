import { sql } from 'kysely'
import type { Connection } from '../db/connect.ts'
import { type ApiCaller, type OpenApi, openApi } from './account-api.ts'
import { assign, licenseOf, pageOf } from './acts.ts'
import { changeTerm, placeLicense, suspendLicense } from './odd-licenses.ts'
import { type Customer, newCustomer, newTeam, openStory, type Story } from './story.ts'

/** A customer with a license of every kind, and everybody who may have a token. */
export interface AssignWorld {
  readonly story: Story
  readonly api: OpenApi
  /** The team that has seats to give, and its organization. */
  readonly looms: Customer
  /** Another team of theirs. */
  readonly dyes: Customer
  /** A team whose only license lapsed with nothing earned, one whose license keeps a release, one without a seat. */
  readonly lapsed: Customer
  readonly kept: Customer
  readonly empty: Customer
  /** A team that is no more. */
  readonly gone: Customer
  readonly licenses: {
    readonly allocated: string
    readonly lapsed: string
    readonly kept: string
    readonly server: string
    readonly suspended: string
    readonly dyes: string
    /** Somebody has it, and its time is over. */
    readonly allocatedLapsed: string
    /** It is with a server, and its time is over. */
    readonly serverLapsed: string
    /** Another customer's. */
    readonly foreign: string
  }
  readonly callers: {
    readonly admin: ApiCaller
    readonly viewer: ApiCaller
    readonly contact: ApiCaller
    readonly teamAdmin: ApiCaller
    readonly teamViewer: ApiCaller
    readonly dyesAdmin: ApiCaller
    readonly rival: ApiCaller
  }
  readonly rivals: Customer
  /** The first free license of a team in the order of the list. */
  firstFree(team: Customer): Promise<string>
  close(): Promise<void>
}

/** Opens the world on a migrated, empty database. */
export async function openAssignWorld(connection: Connection): Promise<AssignWorld> {
  const story = await openStory(connection)
  const api = await openApi(story)
  const looms = await newCustomer(story, 60)
  const [dyes, rivals] = [await newTeam(story, looms, 2), await newCustomer(story, 2)]
  const [empty, gone] = [await newTeam(story, looms, 0), await newTeam(story, looms, 0)]
  await sql`update team set ended_at = ${story.now()} where id = ${gone.teamId}`.execute(story.database.db)
  const kept = await newTeam(story, looms, 2)
  await changeTerm(story, kept, sql`starts_on = '2024-01-01', paid_through = '2025-01-31'`)
  const { team: lapsed, licenses } = await lapse(story, looms)
  const firstFree = (team: Customer) => freeIn(story, team)
  const close = async () => {
    await api.close()
    await story.close()
  }
  return {
    ...{ story, api, looms, dyes, lapsed, kept, empty, gone, rivals, firstFree, close },
    licenses: {
      ...licenses,
      ...(await oddOnes(story, looms)),
      ...{ kept: await freeIn(story, kept), dyes: await freeIn(story, dyes) },
      foreign: await freeIn(story, rivals),
    },
    callers: await everyCaller(api, { looms, dyes, rivals }),
  }
}

async function freeIn(story: Story, team: Customer): Promise<string> {
  const { rows } = await pageOf(story, team, { teams: [team.teamId], status: ['free'] })
  return rows[0]?.licenseId ?? 'none'
}

/** A team whose licenses ran out before they had earned anything: one in a hand, one with a vault, one free. */
async function lapse(story: Story, customer: Customer) {
  const team = await newTeam(story, customer, 3)
  await assign(story, team, 'late@harrowvale.example')
  const allocatedLapsed = await licenseOf(story, team, 'late@harrowvale.example')
  const serverLapsed = await freeIn(story, team)
  await placeLicense(story, { ...team, licenseId: serverLapsed }, { kind: 'license_vault', uid: 'vault-1' })
  await changeTerm(story, team, sql`starts_on = '2024-01-01', paid_through = '2024-06-30'`)
  return { team, licenses: { allocatedLapsed, serverLapsed, lapsed: await freeIn(story, team) } }
}

async function oddOnes(story: Story, customer: Customer) {
  await assign(story, customer, 'held@harrowvale.example')
  const allocated = await licenseOf(story, customer, 'held@harrowvale.example')
  const server = await freeIn(story, customer)
  await placeLicense(story, { ...customer, licenseId: server }, { kind: 'license_server', uid: 'srv-1' })
  const suspended = await freeIn(story, customer)
  await suspendLicense(story, { ...customer, licenseId: suspended })
  return { allocated, server, suspended }
}

async function everyCaller(
  api: OpenApi,
  { looms, dyes, rivals }: Pick<AssignWorld, 'looms' | 'dyes' | 'rivals'>,
) {
  const { teamId } = looms
  return {
    admin: await api.tokenFor(looms, { role: 'administrator' }),
    viewer: await api.tokenFor(looms, { role: 'viewer' }),
    contact: await api.tokenFor(looms, { role: 'primary_contact' }),
    teamAdmin: await api.tokenFor(looms, { role: 'administrator', teamId }),
    teamViewer: await api.tokenFor(looms, { role: 'viewer', teamId }),
    dyesAdmin: await api.tokenFor(looms, { role: 'administrator', teamId: dyes.teamId }),
    rival: await api.tokenFor(rivals, { role: 'administrator' }),
  }
}
