import type { Block, Letter, LetterWords } from '../outbox/letter.ts'

/** What the letter about a job that has ended is written from. Instants are ISO. */
export interface JobEndedFacts {
  readonly kind: 'assign' | 'revoke' | 'move' | 'remind' | 'codes' | 'reassign'
  readonly jobId: string
  /** The team on whose pages its report is to be seen; null on the organization's. */
  readonly teamId: number | null
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly product: string | null
  readonly startedAt: string
  readonly timeZone: string
  readonly done: number
  readonly skipped: number
  readonly refused: number
  /** Not tried, because somebody stopped it. */
  readonly stopped: number
}

export const jobLetters = {
  job_ended: (facts: JobEndedFacts, w: LetterWords): Letter => {
    const { kind, jobId, teamId, organization, slug, done, refused, stopped } = facts
    const left = refused + stopped
    return {
      subject: w(left === 0 ? `job_ended_${kind}` : `job_ended_${kind}_partly`, { count: done, left }),
      preheader: w('job_ended_preheader', { organization, at: w.dateTime(facts.startedAt, facts.timeZone) }),
      title: w(stopped > 0 ? 'job_ended_title_stopped' : 'job_ended_title'),
      blocks: [countsOf(facts, w), ...(left > 0 ? [whatNow(facts, w)] : [])],
      action: {
        label: w('job_ended_action'),
        path: `/o/${slug}${teamId === null ? '' : `/t/${teamId}`}/jobs/${jobId}`,
      },
      why: w('job_ended_why'),
      switches: `/o/${slug}/letters`,
    }
  },
}

function countsOf({ kind, product, done, skipped, refused, stopped }: JobEndedFacts, w: LetterWords): Block {
  const counts = [
    [`job_ended_count_${kind}`, done],
    ['job_ended_count_skipped', skipped],
    ['job_ended_count_refused', refused],
    ['job_ended_count_stopped', stopped],
  ] as const
  return {
    kind: 'facts',
    rows: [
      ...(product === null ? [] : [[w('product'), w.name(product)] as const]),
      ...counts.filter(([, count]) => count > 0).map(([key, count]) => [w(key), w.number(count)] as const),
    ],
  }
}

function whatNow({ stopped }: JobEndedFacts, w: LetterWords): Block {
  return { kind: 'paragraph', text: w(stopped > 0 ? 'job_ended_go_on' : 'job_ended_retry') }
}
