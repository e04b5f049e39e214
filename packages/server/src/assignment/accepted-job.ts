import { z } from 'zod'
import type { ApiAnswer } from '../http/api/api-route.ts'

/** The most one call may name. */
export const mostNamed = 50_000
/** The most whose outcome is in the answer itself; what is named beyond that goes on as a job. */
export const mostAnswered = 5_000

export const acceptedShape = z
  .object({
    jobId: z.uuid().describe('Where it goes on: GET /customer/jobs/{jobId}.'),
    waiting: z.int().describe('Lines that are yet to be decided.'),
  })
  .meta({ id: 'AcceptedJob' })

/** What a route declares for a call that is too long to be answered at once. */
export const acceptedAnswer = {
  description: `More than ${mostAnswered} were named: the job goes on after this answer.`,
  schema: acceptedShape,
} as const

/** Says that a job goes on. */
export function accepted(jobId: string, waiting: number): ApiAnswer {
  return { status: 202, body: { jobId, waiting } satisfies z.infer<typeof acceptedShape> }
}
