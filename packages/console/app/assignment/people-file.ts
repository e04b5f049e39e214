import { dateFrom } from '@claviger/core/kernel/calendar'
import type { PeopleListQuery } from '@claviger/server/assignment/people-list-views'
import type { PersonRow } from '@claviger/server/assignment/people-views'
import type { CellValue } from '@claviger/server/files/sheet'
import { redirect } from 'react-router'
import { notShown } from '../answers.ts'
import { tableFile } from '../licenses/table-file.server.ts'
import type { WordKey } from '../words/catalogs.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/people-file'
import { textOf } from './acts.server.ts'
import { readPeopleAddress } from './people-address.ts'
import { type Here, placeOf } from './place.server.ts'

const peopleAtOnce = 2_000
const columns = ['email', 'name', 'product', 'team', 'until', 'last_used', 'license_id'] as const

/** Whoever opens the address itself is shown the list with the buttons. */
export function loader({ url }: Route.LoaderArgs) {
  throw redirect(url.pathname.replace(/\/file$/, '') + url.search)
}

/** Everybody the address means, a row for each license, as a file that can be dropped on Assign again. */
export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, place, locale } = here
  const format = textOf(await args.request.formData(), 'format')
  const { filter } = readPeopleAddress(args.url.searchParams, place.seats)
  const noted = await app.operations.exportPeople(actor, { ...scope, filter, format })
  if (!noted.ok) throw notShown(noted.refusal)
  const words = serverWords(locale).getFixedT(locale, 'people')
  const say = (key: WordKey<'people'>) => words(key)
  return tableFile(
    here,
    { format },
    {
      name: say('people'),
      heads: columns.map((key) => say(`file_${key}`)),
      rows: rowsOf(here, { ...scope, filter, perPage: peopleAtOnce }, say),
    },
  )
}

type Say = (key: WordKey<'people'>) => string

async function* rowsOf(
  { app, actor }: Here,
  query: PeopleListQuery,
  say: Say,
): AsyncGenerator<readonly CellValue[]> {
  let { after } = query
  do {
    const part = await app.views.peopleList(actor, { ...query, after })
    if (!part.ok) return
    for (const person of part.plan.people) yield* cellsOf(person, say)
    after = part.plan.next ?? undefined
  } while (after !== undefined)
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
