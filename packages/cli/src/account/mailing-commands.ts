import type { Command } from 'commander'
import type { AnswerOf } from '../api/call-api.ts'
import { type Account, accountCommand } from './account-command.ts'
import { refusalWords } from './refusal-words.ts'
import { type Columns, tableOf } from './table.ts'

interface Remind {
  readonly preview?: true
}

/** Writing to people about licenses they have. */
export function mailingCommands(group: Command): void {
  accountCommand<Remind>(
    group,
    'remind <licenses...>',
    'remind people of licenses they have not connected, one mail each',
    remind,
  ).option('--preview', 'say who would be reminded, and remind nobody')
  accountCommand<Record<never, never>>(
    group,
    'mail-codes <licenses...>',
    'mail activation codes to whoever has the licenses; a code cannot be called back',
    mailCodes,
  )
}

const skippedColumns: Columns<AnswerOf<'remindMany'>['skipped'][number]> = [
  ['LICENSE', ({ licenseId }) => licenseId],
  ['ADDRESS', ({ email }) => email],
  ['WHY', refusalWords],
]

async function remind(
  account: Account,
  licenseIds: readonly string[],
  { preview }: Remind,
): Promise<boolean> {
  const answer = await account.call('remindMany', { body: { licenseIds, preview: preview ?? false } })
  const { people, skipped } = answer
  const counts = `${people} ${preview ? 'would be reminded' : 'reminded'}, ${skipped.length} skipped.`
  account.say(answer, [...(skipped.length > 0 ? tableOf(skippedColumns)(skipped) : []), counts])
  return true
}

async function mailCodes(account: Account, licenseIds: readonly string[]): Promise<boolean> {
  const answer = await account.call('mailCodes', { body: { licenseIds } })
  account.say(answer, [`The report: claviger jobs show ${answer.jobId}`])
  return true
}
