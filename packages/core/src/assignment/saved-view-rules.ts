import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'
import { readName, searchKey } from '../kernel/text.ts'

/** The longest name of a saved view, in characters; it stands on a tab. */
const longestViewName = 40

/** How many views an organization may keep of one list. */
const mostViews = 100

/** The longest query a view may be a name for. */
const longestQuery = 2000

export interface NewView {
  readonly name: string
  /** What its address ends with; it never changes, so that links to it last. */
  readonly slug: string
  readonly query: string
}

interface KnownView {
  readonly slug: string
  readonly name: string
}

/** Reads the name of a view as somebody typed it. */
export function readViewName(typed: unknown): Decision<string> {
  return readName(typed, { field: 'name', max: longestViewName })
}

/** What the address of a view by this name ends with: words in small letters with hyphens between. */
export function viewSlug(name: string): string {
  const words = searchKey(name).match(/[\p{L}\p{N}]+/gu)
  return words ? words.join('-') : 'view'
}

/** Decides whether a list can have one more view by this name. */
export function decideNewView(
  { name, query }: Pick<NewView, 'name' | 'query'>,
  others: readonly KnownView[],
): Decision<NewView, ReasonedRefusal<'view_name_taken' | 'views_full' | 'view_too_long'>> {
  const slug = viewSlug(name)
  const allowed = passing([
    ...nameIsFree(name, slug, others),
    check('views_full', 'room_for_a_view', others.length < mostViews, { most: mostViews }),
    check('view_too_long', 'view_is_short', query.length <= longestQuery, { most: longestQuery }),
  ])
  return allowed.ok ? { ok: true, plan: { name, slug, query } } : allowed
}

/** Decides whether a view may be called otherwise; its address stays. */
export function decideViewName(
  name: string,
  others: readonly KnownView[],
): Decision<'pass', ReasonedRefusal<'view_name_taken'>> {
  return passing(nameIsFree(name, viewSlug(name), others))
}

function nameIsFree(name: string, slug: string, others: readonly KnownView[]) {
  const bearer = others.find((view) => view.slug === slug || viewSlug(view.name) === slug)
  const facts = { field: 'name', name: bearer?.name ?? name }
  return [check('view_name_taken', 'view_name_is_new', bearer === undefined, facts)]
}
