import { randomUUID } from 'node:crypto'
import type { AccountActor } from '@claviger/core/teams/actor'
import type { Role } from '@claviger/core/teams/permissions'
import { openTokenDoor, type TokenDoor } from '../access/token-door.ts'
import type { Connection } from '../db/connect.ts'
import { changeApi } from '../teams/change-api.ts'
import { type CreateToken, createToken } from '../teams/create-token.ts'
import { actorWith, type Customer, newCustomer, openStory, planOf, type Story } from './story.ts'

/** A story in which programs come in by key. */
export interface TokenStory extends Story {
  readonly door: TokenDoor
  /** A customer whose API is on. */
  openCustomer(): Promise<Customer>
  /** Turns the customer's API on or off, as its administrator. */
  turn(customer: Customer, state: string): ReturnType<typeof changeApi>
  /** Somebody new with this role, of the customer's team where it is a team's. */
  memberOf(customer: Customer, role: Role): Promise<AccountActor>
  make(actor: AccountActor, form: CreateToken): ReturnType<typeof createToken>
  /** Whether a key opens the door. */
  kindOf(key: string | null, customer: Customer): Promise<string>
  /** What the log holds of the customer, in its order. */
  eventsOf(customer: Customer): Promise<readonly { readonly what: string }[]>
}

/** Opens it on a migrated, empty database. */
export async function openTokenStory(connection: Connection): Promise<TokenStory> {
  const story = await openStory(connection)
  const door = openTokenDoor({ db: story.database.db, clock: story.now })
  const turn = ({ organizationId, admin }: Customer, state: string) =>
    story.write(admin, changeApi, { organizationId, state })
  return {
    ...story,
    ...{ door, turn },
    async openCustomer() {
      const customer = await newCustomer(story, 1)
      planOf(await turn(customer, 'on'))
      return customer
    },
    memberOf: (customer, role) => member(story, customer, role),
    make: (actor, form) => story.write(actor, createToken, form),
    kindOf: async (key, { organizationId }) =>
      (await door.actorOfToken(key ?? '', String(organizationId))).kind,
    eventsOf: (customer) => listEvents(story, customer),
    async close() {
      await door.tokensNoted()
      await story.close()
    },
  }
}

/** The form of a token for the whole customer, that may do everything. */
export function formFor({ organizationId }: Customer, more: Partial<CreateToken> = {}): CreateToken {
  return { organizationId, id: randomUUID(), name: 'Nightly sync', role: 'administrator', ...more }
}

let people = 0

function member(story: Story, { organizationId, teamId }: Customer, role: Role): Promise<AccountActor> {
  people += 1
  const cast = { address: `person.${people}@harrowvale.example`, name: `Person ${people}`, role }
  return actorWith(story, organizationId, { ...cast, ...(role.startsWith('team_') && { teamId }) })
}

function listEvents({ database }: Story, { organizationId }: Customer) {
  return database.db
    .selectFrom('event')
    .select(['what', 'actor', 'team_id', 'facts'])
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute()
}
