import type { Command } from 'commander'
import type { TeamDetail } from '../api/account-api.ts'
import { type Account, accountCommand, accountGroup, paged, wholeNumber } from './account-command.ts'
import { type Columns, fieldLines, tableOf } from './table.ts'

/** `claviger teams`: the parts of a customer's licenses. */
export function teamsCommands(program: Command): void {
  const group = accountGroup(program, 'teams', 'teams: list, make, rename, merge, delete, fill')
  paged(
    accountCommand<{ readonly outdated?: true }>(
      group,
      'list',
      'teams with their figures',
      async (account, _, { outdated }) => {
        await account.list('listTeams', outdated ? { outdated } : {}, columns)
        return true
      },
    ).option('--outdated', 'also those whose licenses all expired over a month ago'),
  )
  accountCommand(group, 'show <team>', 'one team with its seats', async (account, [team = '']) => {
    const found = await account.call('getTeam', { teamId: wholeNumber(team) })
    account.say(found, [...fieldLines(fieldsOf(found)), '', ...tableOf(seatColumns)(found.seats)])
    return true
  })
  accountCommand(group, 'create <name>', 'make an empty team', async (account, [name = '']) => {
    const made = await account.call('createTeam', { body: { name } })
    account.say(made, [`${made.id} ${made.name}`])
    return true
  })
  accountCommand(
    group,
    'rename <team> <name>',
    'give a team another name',
    async (account, [team = '', name = '']) => {
      const renamed = await account.call('renameTeam', { teamId: wholeNumber(team), body: { name } })
      account.say(renamed, [`${renamed.id} ${renamed.name}`])
      return true
    },
  )
  accountCommand(group, 'delete <team>', 'end an empty team', async (account, [team = '']) => {
    account.say(await account.call('deleteTeam', { teamId: wholeNumber(team) }), [`Team ${team} is deleted.`])
    return true
  })
  fillingCommands(group)
}

interface Merge {
  readonly into: number
  readonly preview?: boolean
}

interface Transfer {
  readonly product: string
  readonly count: number
  readonly from: number
  readonly to: number
  readonly preview?: boolean
}

function fillingCommands(group: Command): void {
  accountCommand<Merge>(group, 'merge <team>', 'let another team have everything, and end this one', merge)
    .requiredOption('--into <team>', 'the team that has everything afterwards', wholeNumber)
    .option('--preview', 'say what would go along, and change nothing')
  accountCommand<Transfer>(group, 'transfer', 'move a number of licenses, free ones first', transfer)
    .requiredOption('--product <code>', 'of this product')
    .requiredOption('--count <number>', 'how many', wholeNumber)
    .requiredOption('--from <team>', 'the team that has them', wholeNumber)
    .requiredOption('--to <team>', 'the team they go to', wholeNumber)
    .option('--preview', 'say what would move, and change nothing')
}

async function merge(
  account: Account,
  [team = '']: readonly string[],
  { into, preview = false }: Merge,
): Promise<boolean> {
  const body = { targetTeamId: into, preview }
  const merged = await account.call('mergeTeams', { teamId: wholeNumber(team), body })
  const { licenses, held, invitations, roles, tokens } = merged
  account.say(merged, [
    `${merged.from.name} ${preview ? 'would become' : 'has become'} part of ${merged.into.name}.`,
    ...fieldLines({
      ...{ Licenses: licenses, 'Held by people': held, Invitations: invitations, Roles: roles },
      'API tokens that end': tokens,
    }),
  ])
  return true
}

async function transfer(account: Account, _: readonly string[], options: Transfer): Promise<boolean> {
  const { product: productCode, count, from: fromTeamId, to: teamId, preview = false } = options
  const body = { productCode, count, fromTeamId, preview }
  const moved = await account.call('transferLicenses', { teamId, body })
  account.say(moved, [
    ...moved.licenseIds,
    `${moved.licenseIds.length} ${preview ? 'would move' : 'moved'}, ${moved.held} of them with whoever holds them.`,
    ...moved.kept.map(({ licenseId, code, description }) => `${licenseId} stays: ${description} (${code})`),
    ...(moved.jobId === undefined ? [] : [`Undo it with: claviger jobs undo ${moved.jobId}`]),
  ])
  return true
}

const sum = (team: TeamDetail, which: 'total' | 'free') =>
  team.seats.reduce((count, seats) => count + seats[which], 0)

const columns: Columns<TeamDetail> = [
  ['TEAM', ({ id }) => id],
  ['NAME', ({ name }) => name],
  ['LICENSES', (team) => sum(team, 'total')],
  ['FREE', (team) => sum(team, 'free')],
  ['PEOPLE', ({ people }) => people],
  ['LAST DAY', ({ validUntil }) => validUntil],
]

const seatColumns: Columns<TeamDetail['seats'][number]> = [
  ['PRODUCT', ({ product }) => product.code],
  ['LICENSES', ({ total }) => total],
  ['FREE', ({ free }) => free],
  ['INVITED', ({ invited }) => invited],
  ['IN USE', ({ connected }) => connected],
  ['PLACED', ({ placed }) => placed],
  ['WITHHELD', ({ withheld }) => withheld],
  ['ENDED', ({ ended }) => ended],
]

function fieldsOf({ id, name, people, administrators, viewers, validUntil, isOutdated }: TeamDetail) {
  return {
    Team: id,
    Name: name,
    People: people,
    Administrators: administrators.join(', '),
    Viewers: viewers.join(', '),
    'Last day': validUntil,
    Outdated: isOutdated ? 'everything expired over a month ago' : undefined,
  }
}
