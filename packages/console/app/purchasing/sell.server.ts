import type { SellByHand } from '@claviger/server/purchasing/sell-by-hand'
import type { Typed } from '../typed.ts'

/** The sale a form describes. */
export function saleFrom(typed: Typed): SellByHand {
  const of = (name: string) => typed[name] ?? ''
  const team =
    of('team') === 'new' ? { newTeamName: of('newTeamName') } : { teamId: Number(of('team')) || null }
  const known = {
    kind: 'known',
    organizationId: Number(typed.organizationId),
    email: of('email'),
    ...team,
  } as const
  const names = { email: of('email'), name: of('name'), company: of('company'), country: of('country') }
  return {
    ...{ id: of('id'), productCode: of('productCode'), quantity: of('quantity'), term: of('term') },
    ...{ unitPrice: of('unitPrice'), poNumber: of('poNumber'), paid: of('paid') === 'on' },
    customer: typed.organizationId === undefined ? { kind: 'new', ...names, vatId: of('vatId') } : known,
  }
}
