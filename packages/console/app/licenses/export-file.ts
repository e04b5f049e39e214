import type { Selection } from '@claviger/server/assignment/license-filter'
import type { LicenseRow } from '@claviger/server/assignment/license-row-views'
import type { CellValue } from '@claviger/server/files/sheet'
import { redirect } from 'react-router'
import { notShown } from '../answers.ts'
import { textOf } from '../assignment/acts.server.ts'
import { type Here, placeOf } from '../assignment/place.server.ts'
import { selectionAt } from '../assignment/selection-address.server.ts'
import { shown } from '../shown.ts'
import { serverWords } from '../words/server-words.server.ts'
import type { Route } from './+types/export-file'
import { columnKeys, columnsChosen } from './column-keys.ts'
import { type ExportColumn, exportColumns } from './export-columns.ts'
import { tableFile } from './table-file.server.ts'

const rowsAtOnce = 2000

/** Whoever opens the address itself is shown the page with the button. */
export function loader({ url }: Route.LoaderArgs) {
  throw redirect(url.pathname.replace(/\/file$/, '') + url.search)
}

/** Every license the address means as a file, written while it is read: no list is too long for it. */
export async function action(args: Route.ActionArgs) {
  const here = await placeOf(args)
  const { app, actor, scope, locale, place } = here
  const form = await args.request.formData()
  const format = textOf(form, 'format') === 'csv' ? 'csv' : 'xlsx'
  const selection = selectionAt(here, args.url.searchParams)
  const noted = await app.operations.exportLicenses(actor, { ...scope, selection, format })
  if (!noted.ok) throw notShown(noted.refusal)
  const look = shown(await app.views.listLook(actor, { ...scope, page: 'licenses' }), args.request)
  const chosen = textOf(form, 'columns') === 'all' ? columnKeys : columnsChosen(look.columns)
  const say = serverWords(locale).getFixedT(locale, 'licenses')
  const { timeZone } = await app.views.rootFrame(actor, {})
  const sayer = { say: (key: string, facts = {}) => say(key, facts), today: place.today, timeZone }
  const columns = exportColumns(chosen, sayer)
  const rows = cellsOf(here, { selection, fallback: chosen.includes('fallback') }, columns)
  return tableFile(
    here,
    { format, separator: separatorIn(form) },
    { name: say('licenses'), heads: columns, rows },
  )
}

function separatorIn(form: FormData): ',' | ';' | '\t' {
  const typed = textOf(form, 'separator')
  if (typed === 'tab') return '\t'
  return typed === ';' ? ';' : ','
}

interface Wanted {
  readonly selection: Selection
  readonly fallback: boolean
}

async function* cellsOf(
  here: Here,
  wanted: Wanted,
  columns: readonly ExportColumn[],
): AsyncGenerator<readonly CellValue[]> {
  for await (const row of rowsOf(here, wanted)) yield columns.map((column) => column.cell(row))
}

async function* rowsOf({ app, actor, scope }: Here, wanted: Wanted): AsyncGenerator<LicenseRow> {
  let after: number | undefined
  do {
    const part = await app.views.licenseList(actor, { ...scope, ...wanted, after, perPage: rowsAtOnce })
    if (!part.ok) return
    yield* part.plan.rows
    after = part.plan.next ?? undefined
  } while (after !== undefined)
}
