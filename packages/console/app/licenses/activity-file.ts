import type { Activity } from '@claviger/server/assignment/activity-views'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { separatorFor, writeCsv } from '../csv.ts'
import { shown } from '../shown.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/activity-file'
import { readActivityAddress } from './activity-address.ts'
import { type ActivityWords, activitySentence } from './activity-sentence.ts'
import { actorWord } from './use-activity-words.ts'

const perPage = 2_000
/** What a spreadsheet still opens; a longer log is read by period, or by the API. */
const most = 100_000

/** Every entry that matches, as a file for spreadsheets. */
export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const rows = await rowsOf(here, args)
  const text = writeCsv(rows, separatorFor(here.locale))
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="activity-${here.place.today}.csv"`,
    },
  })
}

async function rowsOf(here: Here, { url, request }: Route.LoaderArgs): Promise<string[][]> {
  const words = wordsFor(here.locale)
  const query = readActivityAddress(url.searchParams, here.place.today)
  const rows = [headsOf(words)]
  let before: string | null | undefined
  do {
    const asked = { ...here.scope, ...query, before: before ?? undefined, perPage }
    const { entries, next } = shown(await here.app.views.activityList(here.actor, asked), request)
    rows.push(...entries.map((entry) => cellsOf(entry, words)))
    before = next
  } while (before !== null && rows.length < most)
  return rows
}

function wordsFor(locale: string): ActivityWords {
  const i18n = serverWords(locale)
  const [activity, common] = [i18n.getFixedT(locale, 'activity'), i18n.getFixedT(locale, 'common')]
  return { activity: (key, facts = {}) => activity(key, facts), common: (key) => common(key) }
}

function headsOf({ activity: say }: ActivityWords): string[] {
  const heads = ['at', 'who', 'what', 'license', 'person', 'address', 'team', 'link', 'job', 'from', 'facts']
  return heads.map((head) => say(head))
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
