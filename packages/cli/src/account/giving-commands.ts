import { text } from 'node:stream/consumers'
import { readPeople } from '@claviger/core/assignment/read-people'
import type { Command } from 'commander'
import type { AcceptedJob, Operations } from '../api/account-api.ts'
import type { AnswerOf } from '../api/call-api.ts'
import { textOfFile } from '../code-text.ts'
import { Misuse } from '../misuse.ts'
import { type Account, accountCommand, several, wholeNumber } from './account-command.ts'
import { followJob, isAccepted } from './follow-job.ts'
import { refusalWords } from './refusal-words.ts'
import { type Columns, tableOf } from './table.ts'

interface Letter {
  readonly letter: boolean
  readonly code?: true
}

interface Assign extends Letter {
  readonly license?: string
  readonly team?: number
  readonly product?: string
  readonly firstName: string
  readonly lastName: string
}

interface AssignMany extends Letter {
  readonly team: number
  readonly product: string
  readonly preview?: true
}

/** Giving licenses to people, taking them back, moving them between teams. */
export function givingCommands(group: Command): void {
  withLetter(accountCommand<Assign>(group, 'assign <address>', 'give one person a license', assign))
    .requiredOption('--first-name <name>', 'the first name')
    .requiredOption('--last-name <name>', 'the last name; - for who has but one')
    .option('--license <id>', 'this license')
    .option('--team <number>', 'or any free one of this team', wholeNumber)
    .option('--product <code>', 'and of this product')
  withLetter(
    accountCommand<AssignMany>(
      group,
      'assign-many <file>',
      'give everybody on a list a license: CSV or any pasted list, - for a pipe',
      assignMany,
    ),
  )
    .requiredOption('--team <number>', 'the team whose licenses they are', wholeNumber)
    .requiredOption('--product <code>', 'of this product')
    .option('--preview', 'say what would come of it, and change nothing')
  accountCommand<Revoke>(group, 'revoke [licenses...]', 'take licenses back', revoke)
    .option('--email <address>', 'all of a person; may be given several times', several)
    .option('--product <code>', 'with --email: only those of this product')
    .option('--preview', 'say what would come of it, and change nothing')
  accountCommand<{ readonly to: number }>(
    group,
    'move <licenses...>',
    'move licenses into another team',
    move,
  ).requiredOption('--to <team>', 'the team they go to', wholeNumber)
}

function withLetter(command: Command): Command {
  return command
    .option('--no-letter', 'write to nobody')
    .option('--code', 'let the letter bring an activation code, to people without an account')
}

const letterOf = ({ letter, code }: Letter) => ({
  sendEmail: letter,
  includeOfflineActivationCode: code ?? false,
})

async function assign(account: Account, [email = '']: readonly string[], options: Assign): Promise<boolean> {
  const { license: licenseId, team, product: productCode, firstName, lastName } = options
  if (licenseId === undefined && (team === undefined || productCode === undefined))
    throw new Misuse('Say which license: --license ID, or --team NUMBER and --product CODE.')
  const which =
    licenseId !== undefined ? { licenseId } : { license: { team: team ?? 0, productCode: productCode ?? '' } }
  const answer = await account.call('assignLicense', {
    body: { ...which, contact: { email, firstName, lastName }, ...letterOf(options) },
  })
  account.say(answer, [`${email} has a license.`])
  return true
}

/** As many as one call takes. */
const mostAtOnce = 50_000

type Contacts = Operations['assignMany']['request']['body']['contacts']

async function assignMany(
  account: Account,
  [file = '']: readonly string[],
  options: AssignMany,
): Promise<boolean> {
  const { team, product: productCode, preview = false } = options
  const contacts = await contactsIn(file)
  let all = true
  for (let from = 0; from < contacts.length; from += mostAtOnce) {
    const some = contacts.slice(from, from + mostAtOnce)
    const body = { team, productCode, contacts: some, ...letterOf(options), preview }
    all = (await assignSome(account, body)) && all
  }
  return all
}

async function assignSome(
  account: Account,
  body: Operations['assignMany']['request']['body'],
): Promise<boolean> {
  const answer = await account.call('assignMany', { body })
  if (isAccepted(answer)) return followJob(account, answer.jobId)
  account.say(answer, assignedLines(answer, body.preview ?? false))
  return answer.refused === 0
}

/** What cannot be read as an address goes along as it stands, so that the answer tells of every line. */
async function contactsIn(file: string): Promise<Contacts> {
  const list = file === '-' ? await text(process.stdin) : await textOfFile(file)
  const { rows } = readPeople(list)
  if (rows.length === 0) throw new Misuse(`There is nobody in ${file}.`)
  return rows.map(({ address, raw, firstName, lastName, name }) => ({
    email: address?.typed ?? raw,
    firstName: firstName || name,
    lastName: lastName || (name === '' ? '' : '-'),
  }))
}

type Assigned = Exclude<AnswerOf<'assignMany'>, AcceptedJob>
type Revoked = Exclude<AnswerOf<'revokeMany'>, AcceptedJob>
type Item = Assigned['items'][number] | Revoked['items'][number]

const itemColumns: Columns<Item> = [
  ['OUTCOME', ({ outcome }) => outcome.toLowerCase()],
  ['LICENSE', ({ licenseId }) => licenseId],
  ['ADDRESS', ({ email }) => email],
  ['WHY', ({ code, description = '' }) => code && refusalWords({ code, description })],
]

function assignedLines(answer: Assigned, preview: boolean): readonly string[] {
  const { assigned, skipped, refused, jobId } = answer
  const counts = `${assigned} ${preview ? 'would be assigned' : 'assigned'}, ${skipped} skipped, ${refused} refused.`
  return [...tableOf(itemColumns)(answer.items), counts, ...undoLine(jobId)]
}

interface Revoke {
  readonly email?: readonly string[]
  readonly product?: string
  readonly preview?: true
}

async function revoke(account: Account, licenseIds: readonly string[], options: Revoke): Promise<boolean> {
  const { email: emails, product, preview = false } = options
  if (licenseIds.length > 0 === (emails !== undefined))
    throw new Misuse('Name either licenses or, with --email, people.')
  const which = emails ? { emails, ...(product !== undefined && { productCode: product }) } : { licenseIds }
  const answer = await account.call('revokeMany', { body: { ...which, preview } })
  if (isAccepted(answer)) return followJob(account, answer.jobId)
  const { revoked, skipped, refused, jobId } = answer
  const counts = `${revoked} ${preview ? 'would be taken back' : 'taken back'}, ${skipped} skipped, ${refused} refused.`
  const codes = answer.items.flatMap(({ licenseId, activationCode: code }) =>
    code
      ? [`The activation code of ${licenseId} goes on until ${code.validUntil}: nobody can call it back.`]
      : [],
  )
  account.say(answer, [...tableOf(itemColumns)(answer.items), ...codes, counts, ...undoLine(jobId)])
  return refused === 0
}

const undoLine = (jobId: string | undefined) =>
  jobId === undefined ? [] : [`Undo it with: claviger jobs undo ${jobId}`]

async function move(
  account: Account,
  licenseIds: readonly string[],
  { to }: { readonly to: number },
): Promise<boolean> {
  const answer = await account.call('changeTeam', { body: { targetTeamId: to, licenseIds } })
  account.say(answer, [...answer.licenseIds, `${answer.licenseIds.length} of ${licenseIds.length} moved.`])
  return true
}
