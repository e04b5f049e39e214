import type { Command } from 'commander'
import type { Person } from '../api/account-api.ts'
import { accountCommand, accountGroup, paged, wholeNumber } from './account-command.ts'
import { peopleActCommands } from './people-act-commands.ts'
import { type Columns, fieldLines, tableOf } from './table.ts'

interface List {
  readonly search?: string
  readonly product?: string
  readonly team?: number
}

/** `claviger people`: who holds licenses. */
export function peopleCommands(program: Command): void {
  const group = accountGroup(program, 'people', 'people who hold licenses')
  paged(
    accountCommand<List>(
      group,
      'list',
      'people and what they hold',
      async (account, _, { search, product, team }) => {
        const filters = {
          ...(search !== undefined && { search }),
          ...(product !== undefined && { productCode: product }),
          ...(team !== undefined && { teamId: team }),
        }
        await account.list('listPeople', filters, columns)
        return true
      },
    )
      .option('--search <text>', 'a piece of a name or an address')
      .option('--product <code>', 'only those who hold a product')
      .option('--team <number>', 'only those who hold a license of a team', wholeNumber),
  )
  accountCommand(
    group,
    'show <person>',
    'one person and what they hold',
    async (account, [personId = '']) => {
      const person = await account.call('getPerson', { personId })
      const who = fieldLines({ Person: person.personId, Address: person.email, Name: person.name })
      account.say(person, [...who, '', ...tableOf(licenseColumns)(person.licenses)])
      return true
    },
  )
  peopleActCommands(group)
}

const columns: Columns<Person> = [
  ['PERSON', ({ personId }) => personId],
  ['ADDRESS', ({ email }) => email],
  ['NAME', ({ name }) => name],
  [
    'LICENSES',
    ({ licenses }) => licenses.map(({ licenseId, product }) => `${product.code} ${licenseId}`).join(', '),
  ],
]

const licenseColumns: Columns<Person['licenses'][number]> = [
  ['LICENSE', ({ licenseId }) => licenseId],
  ['PRODUCT', ({ product }) => product.code],
  ['TEAM', ({ team }) => `${team.id} ${team.name}`],
  ['STATE', ({ status }) => (status === 'CONNECTED' ? 'in use' : 'invited')],
  ['SINCE', ({ assignmentDate }) => assignmentDate.slice(0, 10)],
]
