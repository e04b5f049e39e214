import { dateFrom } from '@claviger/core/kernel/calendar'
import type { PersonRow } from '@claviger/server/assignment/people-views'
import type { CellValue } from '@claviger/server/files/sheet'
import { attachment } from '../activation/file-word.ts'
import { separatorFor } from '../csv.ts'
import { shown } from '../shown.ts'
import type { WordKey } from '../words/catalogs.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/people-file'
import { readPeopleAddress } from './people-address.ts'
import { type Here, placeOf } from './place.server.ts'

const peopleAtOnce = 2_000

const kinds = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Everybody the address means, a row for each license, as a file that can be dropped on Assign again. */
export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  const { app, place, locale } = here
  const words = serverWords(locale).getFixedT(locale, 'people')
  const say = (key: WordKey<'people'>) => words(key)
  const columns = (['email', 'name', 'product', 'team', 'until', 'last_used', 'license_id'] as const).map(
    (key) => ({ heading: say(`file_${key}`) }),
  )
  const kind = args.url.searchParams.get('as') === 'xlsx' ? 'xlsx' : 'csv'
  const rows = rowsOf(here, args, say)
  const body =
    kind === 'xlsx'
      ? app.files.writeXlsx({ name: say('people'), columns, rows })
      : app.files.writeCsv(
          headed(
            columns.map(({ heading }) => heading),
            rows,
          ),
          { separator: separatorFor(locale) },
        )
  return new Response(body, {
    headers: {
      'Content-Type': kinds[kind],
      'Content-Disposition': attachment(`${say('people').toLowerCase()}-${place.today}.${kind}`),
      'Cache-Control': 'no-store',
    },
  })
}

async function* headed(heads: readonly string[], rows: AsyncIterable<readonly CellValue[]>) {
  yield heads
  yield* rows
}

type Say = (key: WordKey<'people'>) => string

async function* rowsOf(
  { app, actor, scope, place }: Here,
  { url, request }: Route.LoaderArgs,
  say: Say,
): AsyncGenerator<readonly CellValue[]> {
  const { filter, sort, descending } = readPeopleAddress(url.searchParams, place.seats)
  for (let page = 1; ; page++) {
    const query = { ...scope, filter, sort, descending, page, perPage: peopleAtOnce }
    const { people } = shown(await app.views.peoplePage(actor, query), request)
    for (const person of people) yield* cellsOf(person, say)
    if (people.length < peopleAtOnce) return
  }
}

/** One row a license; one row, too, for whoever holds none. */
function cellsOf({ name, address, licenses }: PersonRow, say: Say): (readonly CellValue[])[] {
  if (licenses.length === 0) return [[address, name, null, null, null, null, null]]
  return licenses.map(({ product, team, endsOn, lastSeenAt, hasCode, licenseId }) => [
    ...[address, name, product, team, endsOn === null ? null : { day: dateFrom(endsOn) }],
    lastSeenAt?.toISOString() ?? say(hasCode ? 'used_not_recorded' : 'used_never'),
    licenseId,
  ])
}
