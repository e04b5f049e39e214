import type { Command } from 'commander'
import type { LicenseRequest } from '../api/account-api.ts'
import { accountCommand, accountGroup, paged, wholeNumber } from './account-command.ts'
import type { Columns } from './table.ts'

interface List {
  readonly state?: string
  readonly product?: string
  readonly team?: number
}

/** `claviger requests`: people who ask for a license. */
export function requestsCommands(program: Command): void {
  const group = accountGroup(program, 'requests', 'people who ask for a license: list, approve, decline')
  paged(
    accountCommand<List>(group, 'list', 'who asks, and what became of it', async (account, _, options) => {
      const { state = 'open', product, team } = options
      const filters = {
        ...(state !== 'all' && { state: state.toUpperCase() as LicenseRequest['state'] }),
        ...(product !== undefined && { productCode: product }),
        ...(team !== undefined && { teamId: team }),
      }
      await account.list('listRequests', filters, columns)
      return true
    })
      .option('--state <state>', 'open (when nothing is said), granted, declined, withdrawn or all')
      .option('--product <code>', 'only those for a product')
      .option('--team <number>', 'only those for licenses of a team', wholeNumber),
  )
  answeringCommands(group)
}

function answeringCommands(group: Command): void {
  accountCommand<{ readonly team?: number }>(
    group,
    'approve <requests...>',
    'give them what they asked for, as one job',
    async (account, requestIds, { team }) => {
      const body = { requestIds, ...(team !== undefined && { teamId: team }) }
      const { jobId, approved, notApproved, ...rest } = await account.call('approveRequests', { body })
      const lines = [`${approved} approved, ${notApproved} not.`, `Job: ${jobId}`]
      account.say({ jobId, approved, notApproved, ...rest }, lines)
      return notApproved === 0
    },
  ).option('--team <number>', 'from this team; else each from the team it was asked of', wholeNumber)
  accountCommand<{ readonly note?: string }>(
    group,
    'decline <requests...>',
    'say no, with a line back',
    async (account, requestIds, { note }) => {
      const body = { requestIds, ...(note !== undefined && { note }) }
      const answer = await account.call('declineRequests', { body })
      account.say(answer, [`${answer.declined} declined.`])
      return true
    },
  ).option('--note <line>', 'goes with the answer')
}

const columns: Columns<LicenseRequest> = [
  ['REQUEST', ({ requestId }) => requestId],
  ['ADDRESS', ({ email }) => email],
  ['PRODUCT', ({ product }) => product.code],
  ['TEAM', ({ team }) => `${team.id} ${team.name}`],
  ['STATE', ({ state }) => state.toLowerCase()],
  ['FREE SEATS', ({ freeSeats }) => freeSeats],
  ['ASKED', ({ askedAt }) => askedAt],
]
