import { redirect } from 'react-router'
import { placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import type { Route } from './+types/view-address'
import { builtInViews } from './license-views.ts'

/** The address of a view leads to the list it is a name for; a name nobody gave leads to all of it. */
export async function loader(args: Route.LoaderArgs) {
  const { app, actor, scope, place } = await placeOf(args)
  const { views } = shown(await app.views.listLook(actor, { ...scope, page: 'licenses' }), args.request)
  const wanted = [...views, ...builtInViews].find((view) => view.slug === args.params.view)
  const query = wanted?.query ?? ''
  throw redirect(`${place.home}/licenses${query === '' ? '' : `?${query}`}`)
}
