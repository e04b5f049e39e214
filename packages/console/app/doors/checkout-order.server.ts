import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import type { Typed } from '../typed.ts'

/** Places the order a checkout form describes: for an organization of the reader's, or for somebody new. */
export function orderFrom(context: Readonly<RouterContextProvider>, typed: Typed) {
  const { app, actor, locale } = context.get(applicationContext)
  const of = (name: string) => typed[name] ?? ''
  const ordered = {
    ...{ id: of('id'), token: of('token'), productCode: of('productCode'), term: of('term') },
    ...{ quantity: of('quantity'), poNumber: of('poNumber') },
  }
  if (typed.organizationId === undefined) {
    const buyer = { email: of('email'), name: of('name'), company: of('company'), country: of('country') }
    const more = { vatId: of('vatId'), managerEmail: of('managerEmail'), locale }
    return app.operations.placeOrder(actor, { ...ordered, ...buyer, ...more })
  }
  const team = of('team')
  return app.operations.buyForOrganization(actor, {
    ...{ ...ordered, organizationId: Number(typed.organizationId) },
    ...(team === 'new' ? { newTeamName: of('newTeamName') } : { teamId: Number(team) || null }),
  })
}
