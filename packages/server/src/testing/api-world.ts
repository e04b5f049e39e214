import type { Connection } from '../db/connect.ts'
import type { ApiRoute } from '../http/api/api-route.ts'
import { type ApiCaller, type OpenApi, openApi, type TokenFor } from './account-api.ts'
import { assign, licenseOf, newLink } from './acts.ts'
import { withKeys } from './keys.ts'
import { type Customer, newCustomer, newTeam, openStory, type Story } from './story.ts'

/** A customer with two teams and one of everything in the first of them, and somebody else's customer. */
export interface ApiWorld {
  readonly story: Story
  readonly api: OpenApi
  readonly customer: Customer
  readonly otherTeam: Customer
  readonly rivals: Customer
  /** Holds a license of the first team. */
  readonly holder: string
  readonly ids: {
    readonly license: string
    readonly person: string
    readonly link: string
    readonly job: string
  }
  /** Draws an address nobody has had. */
  address(): string
  close(): Promise<void>
}

/** Opens the world on an empty database. */
export async function openApiWorld(connection: Connection): Promise<ApiWorld> {
  const story = await withKeys(await openStory(connection, 16))
  const api = await openApi(story)
  const close = async () => {
    await api.close()
    await story.close()
  }
  return { story, api, ...(await newApiCustomer(story)), close }
}

/** Lets a new customer do one of everything. */
export async function newApiCustomer(story: Story): Promise<Omit<ApiWorld, 'story' | 'api' | 'close'>> {
  const customer = await newCustomer(story, 40)
  const otherTeam = await newTeam(story, customer, 3)
  const rivals = await newCustomer(story, 3)
  const holder = 'amaya.holder@harrowvale.example'
  const job = await assign(story, customer, holder)
  const { act } = await newLink(story, customer)
  const person = await story.database.db
    .selectFrom('person')
    .select('id')
    .where('organization_id', '=', customer.organizationId)
    .where('address_key', '=', holder)
    .executeTakeFirstOrThrow()
  let addresses = 0
  return {
    ...{ customer, otherTeam, rivals, holder },
    ids: { license: await licenseOf(story, customer, holder), person: person.id, link: act.id, job },
    address: () => `person.${++addresses}@harrowvale.example`,
  }
}

/** Everybody who may call, by what their token is for. */
export const callers = ['admin', 'teamAdmin', 'viewer', 'teamViewer', 'otherTeam', 'rival'] as const
export type CallerName = (typeof callers)[number]

/** A token of its own for one of them. */
export function callerOf(
  { api, customer, otherTeam, rivals }: ApiWorld,
  name: CallerName,
): Promise<ApiCaller & { readonly tokenId: string }> {
  const tokens: Readonly<Record<CallerName, TokenFor>> = {
    admin: { role: 'administrator' },
    teamAdmin: { role: 'administrator', teamId: customer.teamId },
    viewer: { role: 'viewer' },
    teamViewer: { role: 'viewer', teamId: customer.teamId },
    otherTeam: { role: 'administrator', teamId: otherTeam.teamId },
    rival: { role: 'administrator' },
  }
  return api.tokenFor(name === 'rival' ? rivals : customer, tokens[name])
}

/** The parts of one call. */
export interface ApiTrial {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: unknown
}

/** The path of a route with these values in it. */
export function pathOf({ path }: Pick<ApiRoute, 'path'>, { params = {}, query = {} }: ApiTrial): string {
  const place = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? 'x'))
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString()
  return search ? `${place}?${search}` : place
}
