import type { Decision } from '@claviger/core/kernel/decision'
import { refuse } from '@claviger/core/kernel/decision'
import type { RouterContextProvider } from 'react-router'
import { applicationContext } from '../context.server.ts'
import { typedIn } from '../typed.ts'

/** Carries out whichever of a product's forms was sent. */
export async function changeCatalog(
  context: Readonly<RouterContextProvider>,
  code: string,
  form: FormData,
): Promise<Decision<unknown>> {
  const { app, actor } = context.get(applicationContext)
  const typed = typedIn(form)
  const of = (name: string) => typed[name] ?? ''
  switch (typed.act) {
    case 'price-year':
    case 'price-month': {
      const { yearTwoPercent, yearThreePercent } = typed
      const steps = typed.continuity === 'on' ? { yearTwoPercent, yearThreePercent } : {}
      const term = typed.act === 'price-year' ? 'year' : 'month'
      return app.operations.setPrice(actor, { code, term, price: of('price'), ...steps })
    }
    case 'release':
      return app.operations.addRelease(actor, {
        ...{ code, version: of('version'), releasedOn: of('releasedOn') },
      })
    case 'product':
      return app.operations.changeProduct(actor, {
        ...{ code, name: of('name'), archived: of('archived') === 'on' },
        ...(typed.pack === 'on' ? { members: form.getAll('members').map(String) } : {}),
      })
    default:
      return refuse('act_unknown')
  }
}
