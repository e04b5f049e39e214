/** What happened in an organization since the last summary, and what waits in it; each thing with its team. */
export interface DigestNews {
  readonly links: readonly LinkNews[]
  readonly requests: readonly InTeam<{ readonly count: number; readonly recent: number }>[]
  readonly codeRequests: readonly InTeam<{ readonly count: number; readonly recent: number }>[]
  readonly jobs: readonly FailedJob[]
  readonly lettersFailed: readonly InTeam<{ readonly count: number }>[]
  readonly answers: readonly InTeam<KeepAnswers>[]
}

/** Something that belongs to a team; to none when it concerns the whole organization. */
export type InTeam<Thing> = Thing & { readonly teamId: number | null }

/** Who took a license by a link that tells of it once a day. */
export type LinkNews = InTeam<{
  readonly invitationId: string
  /** The link's own name; may be empty. */
  readonly link: string
  readonly product: string
  readonly cap: number | null
  /** How many took one since the last summary, and some of them by name. */
  readonly count: number
  readonly people: readonly { readonly person: string }[]
  /** How many hold one by it now. */
  readonly taken: number
}>

/** A bulk act that did not do all it was asked for. */
export type FailedJob = InTeam<{
  readonly jobId: string
  readonly done: number
  readonly left: number
  readonly stopped: boolean
}>

/** What people answered to "Do you still use it?"; `freed`: they did not. */
export interface KeepAnswers {
  readonly kept: number
  readonly givenBack: number
  readonly freed: number
}

/** A summary as one administrator gets it. */
export interface Digest extends KeepAnswers {
  readonly links: readonly LinkNews[]
  readonly requests: number
  readonly codeRequests: number
  readonly jobs: readonly FailedJob[]
  readonly lettersFailed: number
}

/** The news of the teams somebody administers, added up; nothing when there is nothing to tell. */
export function digestOf(news: DigestNews, teams: 'all' | readonly number[]): Digest | null {
  const within = <Thing extends InTeam<object>>(things: readonly Thing[]) =>
    things.filter(({ teamId }) => teams === 'all' || (teamId !== null && teams.includes(teamId)))
  const requests = within(news.requests)
  const codeRequests = within(news.codeRequests)
  const answers = within(news.answers)
  const digest: Digest = {
    links: within(news.links),
    jobs: within(news.jobs),
    requests: sum(requests, (one) => one.count),
    codeRequests: sum(codeRequests, (one) => one.count),
    lettersFailed: sum(within(news.lettersFailed), (one) => one.count),
    kept: sum(answers, (one) => one.kept),
    givenBack: sum(answers, (one) => one.givenBack),
    freed: sum(answers, (one) => one.freed),
  }
  // A question that has waited for weeks is mentioned beside other news, and no news itself.
  const waiting = sum([...requests, ...codeRequests], (one) => one.recent)
  const { links, jobs, lettersFailed, kept, givenBack, freed } = digest
  return links.length + jobs.length + lettersFailed + kept + givenBack + freed + waiting > 0 ? digest : null
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0)
}
