import type { Command } from 'commander'
import type { Invitation, InvitationAddress } from '../api/account-api.ts'
import { accountCommand, accountGroup, paged, several, wholeNumber } from './account-command.ts'
import { type Columns, fieldLines } from './table.ts'

interface List {
  readonly team?: number
  readonly product?: string
  readonly state?: string
}

interface Create {
  readonly team: number
  readonly product: string
  readonly name?: string
  readonly cap?: number
  readonly endsOn?: string
  readonly domain?: readonly string[]
  readonly asksFirst?: true
  readonly restAsks?: true
  readonly notice?: string
}

/** `claviger invitations`: the links by which people take licenses themselves. */
export function invitationsCommands(program: Command): void {
  const group = accountGroup(program, 'invitations', 'invitation links: list, make, pause, replace')
  paged(
    accountCommand<List>(group, 'list', 'invitation links', async (account, _, { team, product, state }) => {
      const filters = {
        ...(team !== undefined && { teamId: team }),
        ...(product !== undefined && { productCode: product }),
        ...(state !== undefined && {
          state: state.toUpperCase().replaceAll('-', '_') as Invitation['state'],
        }),
      }
      await account.list('listInvitations', filters, columns)
      return true
    })
      .option('--team <number>', 'only those of a team', wholeNumber)
      .option('--product <code>', 'only those of a product')
      .option('--state <state>', 'only open, paused, ended, used-up or no-free-seat ones'),
  )
  accountCommand(
    group,
    'show <invitation>',
    'one link with its address',
    async (account, [invitationId = '']) => {
      const found = await account.call('getInvitation', { invitationId })
      account.say(found, fieldLines(fieldsOf(found)))
      return true
    },
  )
  accountCommand<Create>(group, 'create', 'make a link', async (account, _, options) => {
    const { team: teamId, product: productCode, domain: domains, ...terms } = options
    const body = { teamId, productCode, ...termsOf(terms), ...(domains && { domains }) }
    const made = await account.call('createInvitation', { body })
    account.say(made, madeLines(made))
    return true
  })
    .requiredOption('--team <number>', 'the team whose licenses are taken', wholeNumber)
    .requiredOption('--product <code>', 'the product')
    .option('--name <name>', 'for those who manage it')
    .option('--cap <number>', 'the most people who may hold a license by it', wholeNumber)
    .option('--ends-on <day>', 'its last day, such as 2026-12-31')
    .option('--domain <domain>', 'only for addresses there; may be given several times', several)
    .option('--asks-first', 'nobody takes one at once: each asks, and somebody approves')
    .option('--rest-asks', 'whoever finds nothing left may ask')
    .option('--notice <when>', 'tell its maker of each, daily, nearly-used or none')
  changingCommands(group)
}

function changingCommands(group: Command): void {
  accountCommand(
    group,
    'pause <invitation>',
    'let nobody take a license by it for now',
    async (account, [invitationId = '']) => {
      account.say(await account.call('pauseInvitation', { invitationId }), ['Paused.'])
      return true
    },
  )
  accountCommand(
    group,
    'resume <invitation>',
    'let it give licenses again',
    async (account, [invitationId = '']) => {
      account.say(await account.call('resumeInvitation', { invitationId }), ['Resumed.'])
      return true
    },
  )
  accountCommand(
    group,
    'replace <invitation>',
    'give it a new address; the old one is dead at once',
    async (account, [invitationId = '']) => {
      const made = await account.call('replaceInvitation', { invitationId })
      account.say(made, madeLines(made))
      return true
    },
  )
}

type Terms = Omit<Create, 'team' | 'product' | 'domain'>

function termsOf({ name, cap, endsOn, asksFirst, restAsks, notice }: Terms) {
  return {
    ...(name !== undefined && { name }),
    ...(cap !== undefined && { cap }),
    ...(endsOn !== undefined && { endsOn }),
    ...(asksFirst && { asksFirst }),
    ...(restAsks && { restAsks }),
    ...(notice !== undefined && {
      notice: notice.toUpperCase().replaceAll('-', '_') as Invitation['notice'],
    }),
  }
}

const madeLines = ({ invitationId, address }: InvitationAddress) =>
  fieldLines({ Invitation: invitationId, Address: address })

const columns: Columns<Invitation> = [
  ['INVITATION', ({ invitationId }) => invitationId],
  ['NAME', ({ name }) => name],
  ['PRODUCT', ({ product }) => product.code],
  ['TEAM', ({ team }) => `${team.id} ${team.name}`],
  ['STATE', ({ state }) => state.toLowerCase().replaceAll('_', ' ')],
  ['TAKEN', ({ taken, cap }) => (cap === undefined ? taken : `${taken} of ${cap}`)],
  ['LAST DAY', ({ endsOn }) => endsOn],
]

function fieldsOf(invitation: Invitation) {
  const { invitationId, name, product, team, state, taken, cap, endsOn, domains, address } = invitation
  return {
    Invitation: invitationId,
    Address: address,
    Name: name,
    Product: `${product.name} (${product.code})`,
    Team: `${team.name} (${team.id})`,
    State: state.toLowerCase().replaceAll('_', ' '),
    Taken: cap === undefined ? taken : `${taken} of ${cap}`,
    'Last day': endsOn,
    Domains: domains.join(', '),
    Made: `${invitation.createdAt}, ${invitation.createdBy}`,
  }
}
