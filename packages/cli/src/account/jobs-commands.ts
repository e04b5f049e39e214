import type { Command } from 'commander'
import type { Job, JobDetail, JobItem } from '../api/account-api.ts'
import { type Account, accountCommand, accountGroup, paged } from './account-command.ts'
import { followJob, isAccepted } from './follow-job.ts'
import { refusalWords } from './refusal-words.ts'
import { type Columns, fieldLines } from './table.ts'

interface Show {
  readonly items?: true
  readonly outcome?: string
}

/** `claviger jobs`: bulk acts, what came of them, their end and their undo. */
export function jobsCommands(program: Command): void {
  const group = accountGroup(program, 'jobs', 'bulk acts: list, report, stop, retry, undo')
  paged(
    accountCommand(group, 'list', 'bulk acts, the newest first', async (account) => {
      await account.list('listJobs', {}, columns)
      return true
    }),
  )
  paged(accountCommand<Show>(group, 'show <job>', 'what came of a bulk act', show))
    .option('--items', 'its report, line by line')
    .option(
      '--outcome <outcome>',
      'only waiting, done, skipped, refused, stopped, undone or not-undone lines',
    )
  accountCommand(group, 'stop <job>', 'stop a bulk act that goes on', async (account, [jobId = '']) => {
    const stopped = await account.call('stopJob', { jobId })
    account.say(stopped, [`${stopped.stopped} lines were left.`])
    return true
  })
  accountCommand(group, 'retry <job>', 'try again what was refused or stopped', async (account, [id = '']) =>
    followJob(account, (await account.call('retryJob', { jobId: id })).jobId),
  )
  accountCommand(group, 'follow <job>', 'wait for the end of a bulk act', (account, [jobId = '']) =>
    followJob(account, jobId),
  )
  accountCommand(group, 'undo <job>', 'take a bulk act back', async (account, [jobId = '']) => {
    const undone = await account.call('undoJob', { jobId })
    if (isAccepted(undone)) return followJob(account, undone.jobId)
    const { restored, notRestored, lettersSent } = undone
    account.say(undone, [
      `${restored} licenses are as they were.`,
      ...notRestored.map(
        ({ licenseId, code, description }) => `${licenseId} is not: ${description} (${code})`,
      ),
      ...(lettersSent > 0 ? [`${lettersSent} letters had left before: their readers know already.`] : []),
    ])
    return notRestored.length === 0
  })
}

async function show(
  account: Account,
  [jobId = '']: readonly string[],
  { items, outcome }: Show,
): Promise<boolean> {
  if (items || outcome !== undefined) {
    const only = outcome && { outcome: outcome.toUpperCase().replaceAll('-', '_') as JobItem['outcome'] }
    await account.list('listJobItems', { jobId, ...only }, itemColumns)
    return true
  }
  const job = await account.call('getJob', { jobId })
  account.say(job, fieldLines(fieldsOf(job)))
  return true
}

const columns: Columns<Job> = [
  ['JOB', ({ jobId }) => jobId],
  ['WHAT', ({ kind }) => kind.toLowerCase()],
  ['PRODUCT', ({ product }) => product?.code],
  ['TEAM', ({ team }) => team && `${team.id} ${team.name}`],
  ['DONE', ({ done }) => done],
  ['SKIPPED', ({ skipped }) => skipped],
  ['REFUSED', ({ refused }) => refused],
  ['BEGUN', ({ startedAt, startedBy }) => `${startedAt.slice(0, 16)} ${startedBy}`],
  ['STATE', ({ state }) => state.toLowerCase()],
]

const itemColumns: Columns<JobItem> = [
  ['LINE', ({ line }) => line],
  ['OUTCOME', ({ outcome }) => outcome.toLowerCase().replaceAll('_', ' ')],
  ['LICENSE', ({ licenseId }) => licenseId],
  ['ADDRESS', ({ email }) => email],
  ['WHY', ({ code, description = '' }) => code && refusalWords({ code, description })],
]

function fieldsOf(job: JobDetail) {
  const { letters, team, product } = job
  return {
    Job: job.jobId,
    What: job.kind.toLowerCase(),
    Product: product && `${product.name} (${product.code})`,
    Team: team && `${team.name} (${team.id})`,
    Begun: `${job.startedAt}, ${job.startedBy}`,
    Done: job.done,
    Skipped: job.skipped,
    Refused: job.refused,
    Waiting: job.waiting > 0 ? job.waiting : undefined,
    Stopped: job.stoppedAt && `${job.stopped} left, ${job.stoppedAt}, ${job.stoppedBy ?? ''}`,
    Letters: `${letters.sent} sent, ${letters.waiting} waiting, ${letters.failed} failed, ${letters.withdrawn} withdrawn`,
    Undo: job.isUndoable ? `until ${job.undoUntil}` : undefined,
    Undone: job.undoneAt && `${job.undoneAt}, ${job.undoneBy ?? ''}`,
  }
}
