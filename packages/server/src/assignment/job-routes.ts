import { z } from 'zod'
import { type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { momentText, pageQuery, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusalSentence } from '../http/api/refusal-sentence.ts'
import { refusedAs } from '../http/api/refused.ts'
import { lower, present, upper, writeMoment } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'
import type { JobLine, JobPage, JobSummary } from './job-views.ts'
import type { UndoAnswer } from './undo-job.ts'

const outcomes = ['WAITING', 'DONE', 'SKIPPED', 'REFUSED', 'STOPPED', 'UNDONE', 'NOT_UNDONE'] as const

const jobShape = z
  .object({
    jobId: z.uuid(),
    kind: z.enum(['ASSIGN', 'REVOKE', 'MOVE', 'REMIND', 'CODES', 'REASSIGN']),
    state: z.enum(['DONE', 'UNDONE']),
    product: z.object({ code: z.string(), name: z.string() }).optional(),
    team: z.object({ id: z.int32(), name: z.string() }).optional(),
    done: z.int(),
    skipped: z.int(),
    refused: z.int(),
    startedBy: z.string(),
    startedAt: momentText,
    undoUntil: momentText.describe(
      'Until when it could be undone, and letters that take something away wait.',
    ),
    undoneBy: z.string().optional(),
    undoneAt: momentText.optional(),
  })
  .meta({ id: 'Job' })

const jobDetailShape = jobShape
  .extend({
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
    description: 'What needs a look comes first: refused, then skipped, then done.',
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
    ...{ ...group, ...one, method: 'post', path: '/customer/jobs/{jobId}/undo', id: 'undoJob' },
    summary: 'Undo a job',
    description:
      'While its window is open: same licenses, same people, and letters not yet sent are not sent. Undoing it again changes nothing.',
    answers: {
      200: { description: 'What could be undone, and what could not.', schema: undoShape },
      410: { description: 'UNDO_WINDOW_OVER.', schema: errorShape },
    },
    handle: (call) =>
      call.write(
        'undoJob',
        jobIn(call),
        ({ restored, cannot, told }) => ({
          status: 200,
          body: { restored, notRestored: cannot.map(writeNotRestored), lettersSent: told },
        }),
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
  const { id, kind, done, skipped, refused, startedBy, undoneBy, undoneAt } = job
  return {
    ...{ jobId: id, kind: upper(kind), state: undoneAt ? 'UNDONE' : 'DONE' },
    ...(job.productCode !== null && { product: { code: job.productCode, name: job.product ?? '' } }),
    ...(job.teamId !== null && { team: { id: job.teamId, name: job.team ?? '' } }),
    ...{ done, skipped, refused, startedBy, startedAt: writeMoment(job.startedAt) },
    undoUntil: writeMoment(job.undoUntil),
    ...present({ undoneBy, undoneAt: undoneAt && writeMoment(undoneAt) }),
  }
}

function writeDetail(job: JobPage): z.infer<typeof jobDetailShape> {
  return { ...writeJob(job), isUndoable: job.mayUndo, letters: job.letters }
}

function writeItem({ line, outcome, address, licenseId, reason }: JobLine): z.infer<typeof itemShape> {
  return {
    ...{ line, outcome: upper(outcome) },
    ...present({ email: address || null, licenseId }),
    ...(reason.code !== undefined && { code: upper(reason.code), description: refusalSentence(reason) }),
  }
}
