import { type Command, Option } from 'commander'
import type { ApiToken, ManagedCustomer, ManagedTeam } from '../api/account-api.ts'
import { accountCommand, accountGroup, paged, wholeNumber } from './account-command.ts'
import { type Columns, fieldLines } from './table.ts'

interface Create {
  readonly role: string
  readonly team?: number
}

const roles = ['admin', 'viewer', 'primary-contact']

/** `claviger tokens`: what programs call the account API with. */
export function tokensCommands(program: Command): void {
  const group = accountGroup(program, 'tokens', 'API tokens: list, make, rotate, revoke')
  paged(
    accountCommand(group, 'list', "tokens of one's own, and those one looks after", async (account) => {
      await account.list('listTokens', {}, columns)
      return true
    }),
  )
  accountCommand(group, 'show', 'what the calling token is for', async (account) => {
    const entity = await account.call('getManagedEntityInfo', {})
    account.say(entity, fieldLines(fieldsOf(entity)))
    return true
  })
  accountCommand<Create>(
    group,
    'create <name>',
    'make a token, shown this once',
    async (account, [name = ''], { role, team }) => {
      const body = { name, role: roleOf(role), ...(team !== undefined && { teamId: team }) }
      const { tokenId, token } = await account.call('createToken', { body })
      account.say({ tokenId, token }, shownOnce({ tokenId, token }))
      return true
    },
  )
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
    .option('--team <number>', 'for this team alone', wholeNumber)
  accountCommand(
    group,
    'rotate [token]',
    'replace a token, the calling one without an id; the old one is dead at once',
    async (account, [tokenId]) => {
      const made =
        tokenId === undefined
          ? await account.call('rotateToken', {})
          : await account.call('rotateTokenById', { tokenId })
      account.say(made, shownOnce(made))
      return true
    },
  )
  accountCommand(group, 'revoke <token>', 'end a token', async (account, [tokenId = '']) => {
    account.say(await account.call('revokeToken', { tokenId }), [`Token ${tokenId} is revoked.`])
    return true
  })
}

const roleOf = (role: string) => role.toUpperCase().replaceAll('-', '_') as ApiToken['role']

function shownOnce({
  token,
  tokenId,
}: {
  readonly token: string
  readonly tokenId?: string
}): readonly string[] {
  return [...fieldLines({ Id: tokenId, Token: token }), 'Keep it now: it is shown this once.']
}

const columns: Columns<ApiToken> = [
  ['ID', ({ tokenId }) => tokenId],
  ['NAME', ({ name }) => name],
  ['TOKEN', ({ startsWith }) => `${startsWith}…`],
  ['FOR', ({ team }) => (team ? `${team.id} ${team.name}` : 'the whole customer')],
  ['ROLE', ({ roleNow, role }) => (roleNow ?? `none (${role})`).toLowerCase().replaceAll('_', ' ')],
  ['WHOSE', ({ owner }) => owner.email],
  ['LAST USED', ({ lastUsedAt }) => lastUsedAt?.slice(0, 16) ?? 'never'],
]

function fieldsOf(entity: ManagedCustomer | ManagedTeam) {
  if (entity.type === 'TEAM') {
    const { team, customer } = entity
    return {
      For: `team ${team.name} (${team.id})`,
      Customer: `${customer.name} (${customer.code})`,
      Role: team.role,
    }
  }
  return {
    For: `the whole of ${entity.name} (${entity.code})`,
    Role: entity.role.replaceAll('_', ' '),
    Teams: entity.teams.map(({ id, name }) => `${name} (${id})`).join(', '),
  }
}
