import type { Activity, ActivityPage, ActivityQuery } from '@claviger/server/assignment/activity-views'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/activity-file'
import { readActivityAddress } from './activity-address.ts'
import { type ActivityWords, activitySentence } from './activity-sentence.ts'
import { tableFile } from './table-file.server.ts'
import { actorWord } from './use-activity-words.ts'

const perPage = 2_000

/** Every entry that matches, on every page, as a file for spreadsheets. */
export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const params = args.url.searchParams
  const query = {
    ...here.scope,
    ...readActivityAddress(params, here.place.today),
    before: undefined,
    perPage,
  }
  const first = shown(await here.app.views.activityList(here.actor, query), args.request)
  const words = wordsFor(here.locale)
  return tableFile(
    here,
    { format: params.get('format') },
    {
      name: words.activity('activity'),
      heads: heads.map((head) => words.activity(head)),
      rows: rowsOf(here, query, first, words),
    },
  )
}

const heads = ['at', 'who', 'what', 'license', 'person', 'address', 'team', 'link', 'job', 'from', 'facts']

type Listed = Pick<ActivityPage, 'entries' | 'next'>

async function* rowsOf({ app, actor }: Here, query: ActivityQuery, first: Listed, words: ActivityWords) {
  let listed = first
  for (;;) {
    yield* listed.entries.map((entry) => cellsOf(entry, words))
    if (listed.next === null) return
    const more = await app.views.activityList(actor, { ...query, before: listed.next })
    if (!more.ok) return
    listed = more.plan
  }
}

function wordsFor(locale: string): ActivityWords {
  const i18n = serverWords(locale)
  const [activity, common] = [i18n.getFixedT(locale, 'activity'), i18n.getFixedT(locale, 'common')]
  return { activity: (key, facts = {}) => activity(key, facts), common: (key) => common(key) }
}

function cellsOf(entry: Activity, words: ActivityWords): string[] {
  const { at, licenseId, person, team, link, jobId, facts } = entry
  return [
    at.toISOString(),
    actorWord(entry.actor, words),
    activitySentence(entry, words),
    licenseId ?? '',
    person?.name ?? '',
    person?.address ?? '',
    team?.name ?? '',
    link?.name ?? '',
    jobId ?? '',
    words.activity(`origin_${entry.origin}`),
    JSON.stringify(facts),
  ]
}
