import type { Refusal } from '@claviger/core/kernel/decision'
import { redirect } from 'react-router'
import { idOfSent } from '../form-ids.server.ts'
import { keptFixes, type ListChoices, type ListFixes, noFixes } from './list-state.ts'
import type { Here } from './place.server.ts'

/** A list to be looked at under an address of its own. */
export interface NewList {
  /** Drawn when the form is shown: sending it twice with the same list keeps one. */
  readonly form: string
  /** The file's; empty for what was pasted. */
  readonly name: string
  readonly content: Uint8Array
  readonly choices: Omit<ListChoices, 'meant'>
  readonly fixes?: ListFixes
}

/** Keeps a list for its sender; answers why not, or leads to its address, or where the caller says. */
export async function keepList(
  { app, actor, place, scope }: Here,
  { form, name, content, choices, fixes = noFixes }: NewList,
  onward?: (address: string) => string,
): Promise<Refusal> {
  const id = idOfSent(form, content)
  const kept = await app.operations.keepPeopleFile(actor, { ...scope, id, name, content })
  if (!kept.ok) return kept.refusal
  const state = { ...scope, id, reading: choices, fixes: keptFixes(fixes) }
  const changed = await app.operations.changePeopleFile(actor, state)
  if (!changed.ok) return changed.refusal
  const address = `${place.home}/assign/list/${id}`
  throw redirect(onward?.(address) ?? address)
}
