import { accept, type Decision } from '@claviger/core/kernel/decision'
import { shown } from '../shown.ts'
import type { Typed } from '../typed.ts'
import type { Here } from './place.server.ts'
import { selectionAt } from './selection-address.server.ts'
import { targetOf } from './team-target.ts'

interface MoveArgs {
  readonly request: Request
  readonly url: URL
}

/** What the address of the page means, and where it can go. */
export async function loadMove(here: Here, { request, url }: MoveArgs) {
  const { app, actor, scope, place } = here
  const selection = selectionAt(here, url.searchParams)
  const found = shown(await app.views.moveChoice(actor, { ...scope, selection }), request)
  const { from, stays, targets, mayCreate } = found
  const sum = (of: 'licenses' | 'held') => from.reduce((all, source) => all + source[of], 0)
  return {
    ...{ home: place.home, licenses: sum('licenses'), held: sum('held') },
    ...{ from, stays, choice: { targets, mayCreate } },
  }
}

/** Moves what the address means to the team the form names. */
export async function moveTo(here: Here, args: MoveArgs, typed: Typed): Promise<Decision<'moved'>> {
  const { app, actor, scope } = here
  const { choice } = await loadMove(here, args)
  const moved = await app.operations.moveLicenses(actor, {
    ...{ organizationId: scope.organizationId, jobId: typed.jobId ?? '', preview: false },
    what: { kind: 'selection', selection: selectionAt(here, args.url.searchParams) },
    to: targetOf(choice.targets, typed),
  })
  return moved.ok ? accept('moved') : moved
}
