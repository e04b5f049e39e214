import type { Digest, FailedJob, LinkNews } from '@claviger/core/assignment/plan-digest'
import type { Block, Letter, LetterWords, Step } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

/** What a daily summary is written from. Dates are 'YYYY-MM-DD'. */
export interface DigestFacts extends Digest {
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  /** The days it is about: one, unless some were missed. */
  readonly from: string
  readonly through: string
}

const mostLinks = 20
const mostJobs = 10

export const digestLetters = {
  daily_digest: (facts: DigestFacts, w: LetterWords): Letter => {
    const { organization, slug } = facts
    const home = `/o/${slug}`
    const steps = [...stepsOf(facts, w), ...facts.jobs.slice(0, mostJobs).map((job) => jobStep(job, home, w))]
    return {
      subject: w('digest_subject', { organization, what: asIs(headline(facts, w)) }),
      preheader: days(facts, w),
      title: w('digest_title', { organization, days: days(facts, w) }),
      blocks: [
        ...facts.links.slice(0, mostLinks).flatMap((link) => linkBlocks(link, w)),
        ...answersOf(facts, w),
        ...(steps.length > 0
          ? [{ kind: 'paragraph', text: w('digest_look') } as const, { kind: 'steps', steps } as const]
          : []),
      ],
      action: { label: w('digest_action'), path: home },
      why: w('license_asked_back_why', { organization }),
      switches: `${home}/letters`,
    }
  },
}

function days({ from, through }: DigestFacts, w: LetterWords): string {
  return from === through
    ? w('digest_day', { date: w.date(from) })
    : w('digest_days', { from: w.date(from), through: w.date(through) })
}

/** The two most important things in a few words. */
function headline(facts: DigestFacts, w: LetterWords): string {
  const { links, requests, codeRequests, jobs, lettersFailed, kept, givenBack, freed } = facts
  const taken = links.reduce((total, link) => total + link.count, 0)
  const products = new Set(links.map(({ product }) => product))
  const product = [...products][0] ?? ''
  const parts = [
    taken > 0 && w(products.size === 1 ? 'digest_took' : 'digest_took_some', { count: taken, product }),
    requests + codeRequests > 0 && w('digest_asked', { count: requests + codeRequests }),
    jobs.length > 0 && w('digest_jobs', { count: jobs.length }),
    lettersFailed > 0 && w('digest_letters', { count: lettersFailed }),
    kept + givenBack + freed > 0 && w('digest_answers', { count: kept + givenBack + freed }),
  ]
  return parts.filter(Boolean).slice(0, 2).join(', ')
}

function linkBlocks({ link, product, count, people, taken, cap }: LinkNews, w: LetterWords): Block[] {
  const named = people.map(({ person }) => w.name(person)).join(', ')
  const others = count - people.length
  const took = w('digest_link', { count, link: link || product, product })
  const names = others > 0 ? w('digest_and_more', { count: others, people: asIs(named) }) : named
  return [
    { kind: 'paragraph', text: `${took} ${names}` },
    ...(cap === null
      ? []
      : [{ kind: 'seats', taken, total: cap, caption: w('link_taken_of', { count: cap, taken }) } as const]),
  ]
}

function answersOf({ kept, givenBack, freed }: DigestFacts, w: LetterWords): Block[] {
  const parts = [
    kept > 0 && w('digest_kept', { count: kept }),
    givenBack > 0 && w('digest_given_back', { count: givenBack }),
    freed > 0 && w('digest_freed', { count: freed }),
  ].filter((part) => part !== false)
  return parts.length > 0 ? [{ kind: 'paragraph', text: parts.join(' ') }] : []
}

/** What waits for somebody, each with the page on which it is done. */
function stepsOf({ slug, requests, codeRequests, lettersFailed }: DigestFacts, w: LetterWords): Step[] {
  const all = [
    { count: requests, key: 'digest_step_requests', path: 'requests' },
    { count: codeRequests, key: 'digest_step_codes', path: 'code-requests' },
    { count: lettersFailed, key: 'digest_step_letters', path: 'licenses?letter=failed' },
  ] as const
  return all
    .filter(({ count }) => count > 0)
    .map(({ count, key, path }) => ({ text: w(key, { count }), path: `/o/${slug}/${path}` }))
}

function jobStep({ jobId, done, left, stopped }: FailedJob, home: string, w: LetterWords): Step {
  const text = w(stopped ? 'digest_step_stopped' : 'digest_step_job', { count: left, done })
  return { text, path: `${home}/jobs/${jobId}` }
}
