import type { Command } from 'commander'
import type { License } from '../api/account-api.ts'
import { accountCommand, accountGroup, paged, wholeNumber } from './account-command.ts'
import { givingCommands } from './giving-commands.ts'
import { mailingCommands } from './mailing-commands.ts'
import { type Columns, fieldLines } from './table.ts'

interface ListLicenses {
  readonly team?: number
  readonly product?: string
  readonly assigned?: boolean
  readonly email?: string
}

/** `claviger licenses`: what a customer has, who has it, and giving, taking and moving it. */
export function licensesCommands(program: Command): void {
  const group = accountGroup(program, 'licenses', 'licenses: list, give, take back, move')
  paged(
    accountCommand<ListLicenses>(
      group,
      'list',
      'licenses, in the order of the organization',
      async (account, _, options) => {
        const { team, product, assigned, email } = options
        const filters = {
          ...(product !== undefined && { productCode: product }),
          ...(assigned !== undefined && { assigned }),
          ...(email !== undefined && { assigneeEmail: email }),
        }
        await (team === undefined
          ? account.list('getAllForCustomer', filters, columns)
          : account.list('getAllForTeam', { ...filters, teamId: team }, columns))
        return true
      },
    )
      .option('--team <number>', 'only those of a team', wholeNumber)
      .option('--product <code>', 'only those of a product')
      .option('--assigned', 'only those somebody has')
      .option('--no-assigned', 'only those nobody has')
      .option('--email <address>', 'only those of a person'),
  )
  accountCommand(
    group,
    'show <license>',
    'everything about one license',
    async (account, [licenseId = '']) => {
      const license = await account.call('getByLicenseId', { licenseId })
      account.say(license, fieldLines(fieldsOf(license)))
      return true
    },
  )
  givingCommands(group)
  mailingCommands(group)
}

const columns: Columns<License> = [
  ['LICENSE', ({ licenseId }) => licenseId],
  ['PRODUCT', ({ product }) => product.code],
  ['TEAM', ({ team }) => `${team.id} ${team.name}`],
  ['STATE', stateOf],
  ['WHO HAS IT', holderOf],
  ['LAST DAY', lastDayOf],
]

function stateOf(license: License): string {
  if (license.assignee) return 'assigned'
  if (license.isSuspended) return 'suspended'
  return license.isAvailableToAssign ? 'free' : 'not available'
}

function holderOf({ assignee }: License): string | undefined {
  switch (assignee?.type) {
    case 'USER':
      return assignee.email
    case 'SERVER':
      return `${assignee.serverType === 'LICENSE_VAULT' ? 'vault' : 'server'} ${assignee.uid}`
    case 'LICENSE_KEY':
      return `key of ${assignee.registrationName ?? 'nobody named'}`
    case undefined:
      return undefined
  }
}

function lastDayOf({ subscription, perpetual }: License): string {
  if (subscription) return subscription.validUntilDate.slice(0, 10)
  return perpetual ? `for good, upgrades ${perpetual.upgradeDueDate.slice(0, 10)}` : ''
}

function fieldsOf(license: License) {
  const { product, team, assignee, lastSeen, subscription, domain } = license
  return {
    License: license.licenseId,
    Product: `${product.name} (${product.code})`,
    Team: `${team.name} (${team.id})`,
    State: stateOf(license),
    'Who has it': holderOf(license),
    Name: assignee?.type === 'USER' ? assignee.name : undefined,
    'Last day': lastDayOf(license),
    Pack: subscription?.subscriptionPackRef,
    'Last assigned': lastSeen?.lastAssignmentDate,
    'Last seen': lastSeen?.lastSeenDate,
    'Activation code': lastSeen?.isOfflineCodeGenerated ? 'somebody has one' : undefined,
    Domain: domain,
    Bound: license.isTransferableBetweenTeams ? undefined : 'to its team',
    Trial: license.isTrial ? 'yes' : undefined,
  }
}
