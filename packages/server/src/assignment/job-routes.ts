import { z } from 'zod'
import { type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { momentText, pageQuery, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { refusedAs } from '../http/api/refused.ts'
import { lower, present, upper, writeMoment } from '../http/api/wire.ts'
import { accepted, acceptedShape } from './accepted-job.ts'
import { refusedTo } from './account-problems.ts'
import type { JobLine, JobPage, JobSummary } from './job-views.ts'
import type { UndoAnswer } from './undo-job.ts'

const outcomes = ['WAITING', 'DONE', 'SKIPPED', 'REFUSED', 'STOPPED', 'UNDONE', 'NOT_UNDONE'] as const

const jobShape = z
  .object({
    jobId: z.uuid(),
    kind: z.enum(['ASSIGN', 'REVOKE', 'MOVE', 'REMIND', 'CODES', 'REASSIGN']),
    state: z
      .enum(['RUNNING', 'DONE', 'UNDOING', 'UNDONE'])
      .describe('RUNNING and UNDOING go on by themselves; what is left is told as `waiting`.'),
    product: z.object({ code: z.string(), name: z.string() }).optional(),
    team: z.object({ id: z.int32(), name: z.string() }).optional(),
    done: z.int(),
    skipped: z.int(),
    refused: z.int(),
    waiting: z.int().describe('Lines that are yet to be decided, or, while UNDOING, to be taken back.'),
    stopped: z.int().describe('Lines that were not decided because somebody stopped it.'),
    startedBy: z.string(),
    startedAt: momentText,
    endedAt: momentText.optional(),
    stoppedBy: z.string().optional(),
    stoppedAt: momentText.optional(),
    retryOf: z.uuid().optional().describe('The job whose refused and stopped lines it tries again.'),
    undoUntil: momentText.describe(
      'Until when it could be undone, and letters that take something away wait. It counts from the end.',
    ),
    undoneBy: z.string().optional(),
    undoneAt: momentText.optional(),
  })
  .meta({ id: 'Job' })

const jobDetailShape = jobShape
  .extend({
    isStoppable: z.boolean().describe('It runs, and can be stopped with the token that asks.'),
    isRetryable: z.boolean().describe('Lines of it can be tried again with the token that asks.'),
    isUndoable: z.boolean().describe('It can be undone now, with the token that asks.'),
    letters: z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), withdrawn: z.int() }),
  })
  .meta({ id: 'JobDetail' })

const itemShape = z
  .object({
    line: z.int().describe('Its place in what was sent, from 1.'),
    outcome: z.enum(outcomes),
    email: z.string().optional(),
    licenseId: z.string().optional(),
    code: z.string().optional().describe('Why, where there is something to explain.'),
    description: z.string().optional(),
  })
  .meta({ id: 'JobItem' })

const undoShape = z
  .object({
    restored: z.int().describe('Licenses that are as they were.'),
    notRestored: z.array(z.object({ licenseId: z.string(), code: z.string(), description: z.string() })),
    lettersSent: z.int().describe('Letters that had left before: their readers know already.'),
  })
  .meta({ id: 'UndoneJob' })

const one = { params: z.object({ jobId: uuidText }) }
const group = { group: 'jobs', dropIn: false } as const

/** Bulk acts with their reports, whoever did them and in whichever way. */
export const jobRoutes = [
  apiRoute({
    ...{ ...group, method: 'get', path: '/customer/jobs', id: 'listJobs' },
    summary: 'Bulk acts, newest first',
    description: 'A token of a team sees those that touched licenses of the team.',
    query: z.object(pageQuery),
    answers: { 200: { description: 'A page of jobs.', schema: z.array(jobShape), headers: listHeaders } },
    handle: async (call) => {
      const { organizationId } = call.actor
      const found = await call.app.views.jobsPage(call.actor, { organizationId, ...call.query })
      if (!found.ok) return refusedAs(found.refusal)
      const { jobs, total } = found.plan
      return listed(call, { rows: jobs.map(writeJob), total, ...call.query })
    },
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'get', path: '/customer/jobs/{jobId}', id: 'getJob' },
    summary: 'One job: counts, letters, and whether it can be undone',
    answers: { 200: { description: 'The job.', schema: jobDetailShape } },
    handle: async (call) => {
      const found = await call.app.views.jobPage(call.actor, { ...jobIn(call), page: 1, perPage: 1 })
      return found.ok ? { status: 200, body: writeDetail(found.plan) } : refusedAs(found.refusal)
    },
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'get', path: '/customer/jobs/{jobId}/items', id: 'listJobItems' },
    summary: 'The report of a job, line by line',
    description:
      'What needs a look comes first: refused and stopped, then skipped, then what waits and what is done.',
    query: z.object({ outcome: z.enum(outcomes).optional(), ...pageQuery }),
    answers: { 200: { description: 'A page of lines.', schema: z.array(itemShape), headers: listHeaders } },
    handle: async (call) => {
      const { outcome, page, perPage } = call.query
      const only = outcome && { outcome: lower(outcome) }
      const found = await call.app.views.jobPage(call.actor, { ...jobIn(call), ...only, page, perPage })
      if (!found.ok) return refusedAs(found.refusal)
      return listed(call, {
        rows: found.plan.lines.map(writeItem),
        total: found.plan.lineCount,
        page,
        perPage,
      })
    },
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'post', path: '/customer/jobs/{jobId}/stop', id: 'stopJob' },
    summary: 'Stop a job that runs',
    description:
      'What is done stays done; nothing comes of the lines that wait. Of one that has ended it changes nothing.',
    answers: { 200: { description: 'How many lines it left.', schema: z.object({ stopped: z.int() }) } },
    handle: (call) =>
      call.write('stopJob', jobIn(call), (plan) => ({ status: 200, body: plan }), refusedTo(call.actor)),
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'post', path: '/customer/jobs/{jobId}/retry', id: 'retryJob' },
    summary: 'Try the refused and stopped lines of a job again',
    description:
      'As they were asked for then, in a new job. Nobody gets a second license of a product by it.',
    answers: { 202: { description: 'The job that tries.', schema: acceptedShape } },
    handle: (call) =>
      call.write(
        'retryJob',
        jobIn(call),
        ({ jobId, waiting }) => accepted(jobId, waiting),
        refusedTo(call.actor),
      ),
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'post', path: '/customer/jobs/{jobId}/undo', id: 'undoJob' },
    summary: 'Undo a job',
    description:
      'While it runs, which stops it, and while its window is open: same licenses, same people, and letters not yet sent are not sent. Undoing it again changes nothing.',
    answers: {
      200: { description: 'What could be undone, and what could not.', schema: undoShape },
      202: { description: 'It has more than 5,000 lines, and goes on being undone.', schema: acceptedShape },
      410: { description: 'UNDO_WINDOW_OVER.', schema: errorShape },
    },
    handle: (call) =>
      call.write(
        'undoJob',
        jobIn(call),
        ({ restored, cannot, told, waiting }) =>
          waiting > 0
            ? accepted(call.params.jobId, waiting)
            : {
                status: 200,
                body: { restored, notRestored: cannot.map(writeNotRestored), lettersSent: told },
              },
        refusedTo(call.actor),
      ),
  }),
]

type NotUndone = UndoAnswer['cannot'][number]

function writeNotRestored({ item, reason }: NotUndone) {
  return { licenseId: item.licenseId, code: upper(reason.code), description: refusalSentence(reason) }
}

function jobIn({
  actor,
  params,
}: Pick<ApiCall<{ readonly jobId: string }, unknown, unknown>, 'actor' | 'params'>) {
  return { organizationId: actor.organizationId, jobId: params.jobId }
}

function writeJob(job: JobSummary): z.infer<typeof jobShape> {
  const { id, kind, done, skipped, refused, waiting, stopped, startedBy, undoneBy, stoppedBy, retryOf } = job
  const { startedAt, undoneAt, endedAt, stoppedAt, undoUntil } = job
  return {
    ...{ jobId: id, kind: upper(kind), state: stateOf(job) },
    ...(job.productCode !== null && { product: { code: job.productCode, name: job.product ?? '' } }),
    ...(job.teamId !== null && { team: { id: job.teamId, name: job.team ?? '' } }),
    ...{ done, skipped, refused, waiting, stopped, startedBy, startedAt: writeMoment(startedAt) },
    undoUntil: writeMoment(undoUntil),
    ...present({ endedAt: endedAt && writeMoment(endedAt), stoppedBy, retryOf, undoneBy }),
    ...present({
      stoppedAt: stoppedAt && writeMoment(stoppedAt),
      undoneAt: undoneAt && writeMoment(undoneAt),
    }),
  }
}

function stateOf({ state, undoneAt }: JobSummary): z.infer<typeof jobShape>['state'] {
  if (state !== 'ended') return upper(state)
  return undoneAt ? 'UNDONE' : 'DONE'
}

function writeDetail(job: JobPage): z.infer<typeof jobDetailShape> {
  const { mayStop: isStoppable, mayRetry: isRetryable, mayUndo: isUndoable, letters } = job
  return { ...writeJob(job), isStoppable, isRetryable, isUndoable, letters }
}

function writeItem({ line, outcome, address, licenseId, reason }: JobLine): z.infer<typeof itemShape> {
  return {
    ...{ line, outcome: upper(outcome) },
    ...present({ email: address || null, licenseId }),
    ...(reason.code !== undefined && { code: upper(reason.code), description: refusalSentence(reason) }),
  }
}
