import type { Command } from 'commander'
import type { ApiEvent } from '../api/account-api.ts'
import { accountCommand, paged, wholeNumber } from './account-command.ts'
import type { Columns } from './table.ts'

interface List {
  readonly from?: string
  readonly to?: string
  readonly what?: string
  readonly actor?: string
  readonly license?: string
  readonly person?: string
  readonly team?: number
}

/** `claviger events`: who did what, and when. */
export function eventsCommand(program: Command): void {
  paged(
    accountCommand<List>(
      program,
      'events',
      'the log: who did what, the newest first',
      async (account, _, options) => {
        const { license, person, team, from, to, what, actor } = options
        const filters = {
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(what !== undefined && { what }),
          ...(actor !== undefined && { actor }),
          ...(license !== undefined && { licenseId: license }),
          ...(person !== undefined && { personId: person }),
          ...(team !== undefined && { teamId: team }),
        }
        await account.list('listEvents', filters, columns)
        return true
      },
    )
      .option('--from <moment>', 'from this day or moment on')
      .option('--to <moment>', 'to this day or moment')
      .option('--what <event>', 'one kind of event, such as license_assigned')
      .option('--actor <name>', 'by this person')
      .option('--license <id>', 'about this license')
      .option('--person <id>', 'about this person')
      .option('--team <number>', 'in this team', wholeNumber),
  )
}

const columns: Columns<ApiEvent> = [
  ['WHEN', ({ at }) => at],
  ['WHO', ({ actor, via }) => `${actor} (${via.toLowerCase()})`],
  ['WHAT', ({ what }) => what.replaceAll('_', ' ')],
  ['TEAM', ({ teamId }) => teamId],
  ['LICENSE', ({ licenseId }) => licenseId],
]
