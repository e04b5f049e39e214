import type { Command } from 'commander'
import type { AnswerOf } from '../api/call-api.ts'
import { accountCommand, several } from './account-command.ts'
import { refusalWords } from './refusal-words.ts'
import { type Columns, tableOf } from './table.ts'

interface Look {
  readonly preview?: true
}

interface Reassign extends Look {
  readonly name?: string
  readonly license?: readonly string[]
}

/** What is done with everything a person holds, in the group of people's commands. */
export function peopleActCommands(group: Command): void {
  accountCommand<Look>(
    group,
    'revoke <person>',
    'take everything back that a person holds',
    async (account, [personId = ''], { preview = false }) => {
      const answer = await account.call('revokePerson', { personId, body: { preview } })
      account.say(answer, lines(answer, preview ? 'would be taken back' : 'taken back'))
      return answer.kept === 0
    },
  ).option('--preview', 'say what would happen, and change nothing')
  accountCommand<Reassign>(
    group,
    'reassign <person> <address>',
    'pass licenses of a person on to another',
    async (account, [personId = '', email = ''], { preview = false, name = '', license }) => {
      const which = license && { licenseIds: [...license] }
      const body = { email, name, ...which, preview }
      const answer = await account.call('reassignLicenses', { personId, body })
      account.say(answer, lines(answer, preview ? 'would be passed on' : 'passed on'))
      return answer.kept === 0
    },
  )
    .option('--name <name>', 'what the new person is called')
    .option('--license <id>', 'only this license; may be given several times', several)
    .option('--preview', 'say what would happen, and change nothing')
  accountCommand<Look>(
    group,
    'ask <person>',
    'ask a person by mail whether they still use what they hold',
    async (account, [personId = ''], { preview = false }) => {
      const answer = await account.call('askPerson', { personId, body: { preview } })
      const { asked, alreadyAsked, answerUntil } = answer
      const what = preview ? 'would be asked about' : 'asked about'
      account.say(answer, [`${asked} ${what} until ${answerUntil}, ${alreadyAsked} in question already.`])
      return true
    },
  ).option('--preview', 'say what would happen, and ask nobody')
}

type Item = AnswerOf<'revokePerson'>['items'][number]

const columns: Columns<Item> = [
  ['LICENSE', ({ licenseId }) => licenseId],
  ['OUTCOME', ({ done }) => (done ? 'done' : 'kept')],
  ['WHY', ({ code, description = '' }) => code && refusalWords({ code, description })],
]

function lines({ done, kept, items, jobId }: AnswerOf<'revokePerson'>, what: string): readonly string[] {
  const undo = jobId === undefined ? [] : [`Undo it with: claviger jobs undo ${jobId}`]
  return [...tableOf(columns)(items), `${done} ${what}, ${kept} kept.`, ...undo]
}
