import {
  type CellSeparator,
  type ColumnChoice,
  columnChoices,
  type DateOrder,
  type ReadingChoice,
} from '@claviger/core/assignment/people-reading'
import { textOf } from './acts.server.ts'
import { readFixes } from './assign-form.ts'
import type { ListChoices, ListFixes } from './list-state.ts'

const separators: readonly CellSeparator[] = [',', ';', '\t', '|']
const dateOrders: readonly DateOrder[] = ['day_first', 'month_first']

/** The choices of the form that says how the file is read; what it does not ask stays as it was. */
export function sentReading(form: FormData, before: ListChoices): ListChoices {
  const file: ReadingChoice = {
    ...before.file,
    ...(form.has('encoding') && { encoding: textOf(form, 'encoding') || undefined }),
    ...(form.has('separator') && { separator: separators.find((one) => one === textOf(form, 'separator')) }),
    ...(form.has('sheet') && { sheet: textOf(form, 'sheet') || undefined }),
    ...(form.has('dates') && { dateOrder: dateOrders.find((one) => one === textOf(form, 'dates')) }),
    roles: { ...rolesOf(before, form), ...sentRoles(form) },
  }
  return { ...before, file, meant: sentNames(form, before.meant) }
}

/** Columns of another tab, or cut otherwise, are other columns; the form brings along what it was shown for. */
function rolesOf({ file }: ListChoices, form: FormData) {
  const same = (name: string) => textOf(form, name) === textOf(form, `read.${name}`)
  return same('sheet') && same('separator') ? file.roles : {}
}

function sentRoles(form: FormData): Record<number, ColumnChoice> {
  const roles: Record<number, ColumnChoice> = {}
  for (const [name, value] of form) {
    const column = /^role\.(\d{1,4})$/.exec(name)?.[1]
    const role = columnChoices.find((one) => one === value)
    if (column !== undefined && role) roles[Number(column)] = role
  }
  return roles
}

/** `meant.team plattform` says which team of ours that is; with nothing chosen it is none of them. */
function sentNames(form: FormData, before: ListChoices['meant']): ListChoices['meant'] {
  const meant = new Map(Object.entries(before))
  for (const [name, value] of form) {
    if (!name.startsWith('meant.') || typeof value !== 'string') continue
    const key = name.slice('meant.'.length)
    if (value === '') meant.delete(key)
    else meant.set(key, value)
  }
  return Object.fromEntries(meant)
}

/** What rows give where they say nothing themselves. */
export function sentGiving(form: FormData, before: ListChoices): ListChoices {
  return {
    ...before,
    ...(form.has('pool') && { pool: textOf(form, 'pool') }),
    ...(form.has('until') && { until: textOf(form, 'until') }),
  }
}

/** Adds the fixes and ticks of the rows on the page to those of the others. */
export function sentFixes(form: FormData, before: ListFixes): ListFixes {
  const fixes = new Map(before.fixes)
  const out = new Set(before.out)
  for (const [name] of form) {
    const [, kind, row] = /^(raw|seen)\.(\d{1,6})$/.exec(name) ?? []
    if (kind === 'raw') fixes.delete(Number(row))
    if (kind === 'seen' && form.has(`keep.${row}`)) out.delete(Number(row))
    else if (kind === 'seen') out.add(Number(row))
  }
  for (const [line, fix] of readFixes(form)) fixes.set(line, fix)
  return { ...before, fixes, out }
}
