import type { Selection } from '@claviger/server/assignment/license-filter'
import { redirect } from 'react-router'
import { refused } from '../answers.ts'
import { filterOf, readLicensesAddress } from '../licenses/license-address.ts'
import { textOf } from './acts.server.ts'
import type { Here } from './place.server.ts'

/** The licenses an address of these pages means: those it names, else all that match its filter. */
export function selectionAt(
  { place, scope }: Pick<Here, 'place' | 'scope'>,
  params: URLSearchParams,
): Selection {
  const ticked = params.getAll('ticked')
  if (ticked.length > 0) return { kind: 'these', licenseIds: ticked }
  const { filter } = readLicensesAddress(params, place)
  const locked = scope.teamId === undefined ? filter : { ...filter, teams: [scope.teamId] }
  return { kind: 'matching', filter: locked, except: params.getAll('except') }
}

/** The part of an address that says which licenses are meant, in one spelling. */
export function selectionQuery(params: URLSearchParams): string {
  const ticked = params.getAll('ticked')
  return ticked.length > 0
    ? new URLSearchParams(ticked.map((id) => ['ticked', id])).toString()
    : withExcept(filterOf(params), params.getAll('except'))
}

function withExcept(filter: string, except: readonly string[]): string {
  return new URLSearchParams([
    ...new URLSearchParams(filter),
    ...except.map((id) => ['except', id]),
  ]).toString()
}

/** Takes what was ticked on the list of licenses to the page of this place that does something with it. */
export function ticksTo(page: string, { place }: Pick<Here, 'place'>, form: FormData) {
  const ticked = form.getAll('ticked').map((id) => ['ticked', String(id)])
  const query = form.has('matching')
    ? withExcept(textOf(form, 'matching'), form.getAll('except').map(String))
    : new URLSearchParams(ticked).toString()
  if (!form.has('matching') && ticked.length === 0) return refused({ code: 'nothing_selected' })
  throw redirect(`${place.home}/${page}${query === '' ? '' : `?${query}`}`)
}
