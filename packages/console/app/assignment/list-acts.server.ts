import { accept, type Decision, type Refusal } from '@claviger/core/kernel/decision'
import { redirect, replace } from 'react-router'
import { textOf } from './acts.server.ts'
import { asCounted } from './assign-form.ts'
import { refuseUntil } from './assign-page.server.ts'
import { buyAddress } from './buy-address.ts'
import { sentFixes, sentGiving, sentReading } from './list-form.server.ts'
import { headingsChosen } from './list-headings.ts'
import { keptFixes, shortLines } from './list-state.ts'
import type { Here } from './place.server.ts'
import { askedBy, askingFor, type OwnList, planOfList } from './read-list.server.ts'

type Led = Decision<Response, Refusal>

/** Does what was pressed on the page of a list, and leads on; the list keeps what was said about it. */
export async function actOnList(here: Here, list: OwnList, form: FormData): Promise<Led> {
  const { place } = here
  const address = `${place.home}/assign/list/${list.file.id}`
  const act = textOf(form, 'act')
  if (act === 'forget') return forget(here, list)
  if (act === 'read') return readAnew(here, { ...list, choices: sentReading(form, list.choices) }, address)
  const said = { ...list, choices: sentGiving(form, list.choices), fixes: sentFixes(form, list.fixes) }
  const late = refuseUntil(said.choices.until, place.today)
  if (late) return { ok: false, refusal: late }
  const lack = textOf(form, 'buy')
  if (lack !== '') return keep(here, said, buyAddress(place.home, lack, address))
  switch (act) {
    case 'assign':
      return handOut(here, said, textOf(form, 'jobId'))
    case 'choose':
      return choose(here, said, address)
    case 'everybody':
      return keep(here, { ...said, fixes: { ...said.fixes, out: new Set(), choosing: false } }, address)
    default:
      return keep(here, said, `${address}${pageOf(form)}`)
  }
}

/** The part of the list that was on the page stays there. */
function pageOf(form: FormData): string {
  const part = textOf(form, 'part')
  return /^\?[a-z0-9=&]{1,60}$/.test(part) ? part : ''
}

async function keep(
  { app, actor, scope }: Here,
  { file, choices, fixes }: OwnList,
  then: string,
): Promise<Led> {
  const state = { ...scope, id: file.id, reading: choices, fixes: keptFixes(fixes) }
  const kept = await app.operations.changePeopleFile(actor, state)
  return kept.ok ? accept(redirect(then)) : kept
}

async function forget({ app, actor, scope, place }: Here, { file }: OwnList): Promise<Led> {
  const forgotten = await app.operations.forgetPeopleFile(actor, { ...scope, id: file.id })
  return forgotten.ok ? accept(redirect(`${place.home}/assign`)) : forgotten
}

/** Keeps how the list is to be read, unless it cannot be read like that. */
async function readAnew(here: Here, list: OwnList, address: string): Promise<Led> {
  const asked = await askedBy(here, list)
  return asked.ok ? keep(here, list, address) : asked
}

/** Begins choosing: ticked are those who would get one now. */
async function choose(here: Here, list: OwnList, address: string): Promise<Led> {
  const asked = await askedBy(here, list)
  if (!asked.ok) return asked
  const plan = await planOfList(here, asked.plan, list.fixes)
  if (!plan.ok) return plan
  const fixes = { ...list.fixes, choosing: true, out: new Set([...list.fixes.out, ...shortLines(plan.plan)]) }
  return keep(here, { ...list, fixes }, address)
}

/** Hands the list out as it was last seen; the list is gone with that. */
async function handOut(here: Here, list: OwnList, jobId: string): Promise<Led> {
  const { app, actor, scope, place } = here
  const asked = await askedBy(here, list)
  if (!asked.ok) return asked
  const asking = askingFor(asked.plan, list.fixes, jobId)
  const handed = await app.operations.assignPeopleFile(actor, {
    ...{ ...scope, id: list.file.id, assign: { ...asking, rows: asCounted(asking.rows) } },
    headings: headingsChosen(asked.plan.reading.columns, list.choices.file),
  })
  return handed.ok ? accept(replace(`${place.home}/jobs/${jobId}`)) : handed
}
