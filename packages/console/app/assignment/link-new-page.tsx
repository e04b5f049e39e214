import { addDays } from '@claviger/core/kernel/calendar'
import type { Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { actorAddress } from '@claviger/core/teams/actor'
import { data, Form, Link, replace } from 'react-router'
import { statusFor } from '../answers.ts'
import { formIdAt } from '../form-ids.server.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/link-new-page'
import { textOf } from './acts.server.ts'
import { typedTerms } from './link-terms.server.ts'
import { LinkTerms } from './link-terms.tsx'
import { mustBeAllowed, placeOf } from './place.server.ts'
import { noPool, poolsShown } from './pool.server.ts'
import { chosenPool } from './pool.ts'
import { PoolField } from './pool-field.tsx'

/** A link that is forgotten ends by itself. */
const usualDays = 30

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'invitations.manage')
  const { actor, place } = here
  const choice = poolsShown(place, args.url.searchParams)
  const free = chosenPool(place.seats, choice.pool)?.free ?? 0
  const own = readAddress(actorAddress(actor) ?? '')
  const { home } = place
  return {
    ...{ home, ...choice, id: formIdAt(args.url) },
    terms: {
      name: '',
      cap: free > 0 ? String(free) : '',
      endsOn: addDays(place.today, usualDays),
      domains: own.ok ? own.plan.domainShown : '',
      ...{ offered: false, asksFirst: 'at_once', restAsks: false, notice: 'daily' },
    },
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const typed = { ...typedTerms(form), pool: textOf(form, 'pool') }
  const no = (refusal: Refusal) => data({ refusal, typed }, statusFor(refusal))
  const pool = chosenPool(place.seats, typed.pool)
  if (!pool) return no(noPool)
  const decision = await app.operations.createInvitation(actor, {
    ...{ organizationId: scope.organizationId, teamId: pool.team.id, productCode: pool.product.code },
    ...{ id: textOf(form, 'id'), ...typed },
  })
  if (!decision.ok) return no(decision.refusal)
  throw replace(`${place.home}/links/${decision.plan.id}?made=1`)
}

/** A new link, every default usable as it stands. */
export default function LinkNewPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const refusal = actionData?.refusal
  const typed = actionData?.typed
  const errors = useFieldErrors(refusal)
  const { home, id, terms } = loaderData
  return (
    <>
      <PageHead
        title={words('new_link')}
        summary={words('new_link_summary')}
        back={<Link to={`${home}/links`}>{words('links')}</Link>}
      />
      <Form method="post">
        <input type="hidden" name="id" value={id} />
        <Task summary={<p>{words('reserves_nothing')}</p>}>
          {!errors && <Refused refusal={refusal} />}
          <FormErrors errors={errors} />
          <PoolField {...loaderData} pool={typed?.pool || loaderData.pool} label={words('gives')} />
          <LinkTerms terms={typed ?? terms} errors={errors} />
          <Actions>
            <Button variant="primary">{words('create_link')}</Button>
            <Link to={`${home}/links`}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
