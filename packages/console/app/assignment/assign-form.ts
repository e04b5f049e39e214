import type { PastedRow } from '@claviger/core/assignment/people-row'
import type { AssignmentRow } from '@claviger/core/assignment/plan-assignment'
import { type PastedPeople, readPeople } from '@claviger/core/assignment/read-people'
import { readAddress } from '@claviger/core/kernel/email'

/** A pasted list as the form sent it, with what was put right in place. */
export interface AssignForm {
  readonly text: string
  /** By row, counted from 1: the address to use instead, and the text it was meant for. */
  readonly fixes: ReadonlyMap<number, Fix>
}

export interface Fix {
  /** What stood there when the fix was made: a fix for another text is not used. */
  readonly raw: string
  /** The address to use instead; empty when the row is right as it is. */
  readonly address: string
  readonly anyway: boolean
}

/** A row of the list with the line of the text it stands on. */
export interface ListRow extends AssignmentRow {
  readonly textLine: number
  readonly team: string
  readonly remark: string
}

export interface ReadList extends Pick<PastedPeople, 'columns' | 'truncatedAt'> {
  readonly rows: readonly ListRow[]
}

/** Collects the fields of the form; `fix.7` and `anyway.7` speak of the seventh row. */
export function readAssignForm(form: FormData): AssignForm {
  const text = form.get('list')
  return { text: typeof text === 'string' ? text : '', fixes: readFixes(form) }
}

/** The fixes a form brings: by row, the address to use instead and the text it was meant for. */
export function readFixes(form: FormData): Map<number, Fix> {
  const fixes = new Map<number, Fix>()
  for (const [name, value] of form) {
    const row = /^raw\.(\d{1,6})$/.exec(name)?.[1]
    if (row === undefined || typeof value !== 'string') continue
    const chosen = last(form, `fix.${row}`) || last(form, `edit.${row}`)
    const address = chosen === value ? '' : chosen
    const anyway = form.has(`anyway.${row}`)
    if (address !== '' || anyway) fixes.set(Number(row), { raw: value, address, anyway })
  }
  return fixes
}

/** A pressed button's value comes after the field it stands beside. */
function last(form: FormData, name: string): string {
  const value = form.getAll(name).at(-1)
  return typeof value === 'string' ? value.trim() : ''
}

/** Reads the list and puts the fixes in; rows are counted from 1 in the order of the list. */
export function readList({ text, fixes }: AssignForm, domains: readonly string[]): ReadList {
  const { rows, columns, truncatedAt } = readPeople(text, { domains })
  return { rows: rows.map((row, index) => rowOf(row, index + 1, fixes.get(index + 1))), columns, truncatedAt }
}

/** Rows as their report counts them: by the lines of the text, or the rows of the file, that their owner sees. */
export function asCounted<Row extends ListRow>(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, line: row.textLine }))
}

/** Puts a fix into the row it was made for, and numbers the row. */
export function rowOf(row: PastedRow, line: number, fix: Fix | undefined): ListRow {
  const { raw, name, firstName, lastName, tidied, team, remark } = row
  const said = { line, raw, name, firstName, lastName, tidied, team, remark, textLine: row.line }
  const fits = fix?.raw === raw ? fix : undefined
  const anyway = fits?.anyway ?? false
  if (!fits?.address) return { ...said, anyway, address: row.address, problem: row.problem }
  const read = readAddress(fits.address)
  return read.ok
    ? { ...said, anyway, address: read.plan, problem: null }
    : { ...said, anyway, address: null, problem: read.refusal }
}
