import { data, Form, Link, replace } from 'react-router'
import { notShown, statusFor } from '../answers.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/link-edit-page'
import { typedTerms } from './link-terms.server.ts'
import { LinkTerms } from './link-terms.tsx'
import { mustBeAllowed, placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'invitations.manage')
  const { app, actor, place, scope, publicOrigin } = here
  const found = await app.views.invitationPage(actor, { ...scope, id: args.params.link, publicOrigin })
  if (!found.ok) throw notShown(found.refusal)
  const { id, name, product, cap, endsOn, domains, offered, asksFirst, restAsks, notice } = found.plan
  return {
    ...{ home: place.home, id, title: name || product.name },
    terms: {
      ...{ name, cap: cap === null ? '' : String(cap), endsOn: endsOn ?? '' },
      ...{ domains: domains.join(', '), offered, restAsks, notice },
      asksFirst: asksFirst ? 'after' : 'at_once',
    },
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const typed = typedTerms(form)
  const request = { organizationId: scope.organizationId, id: args.params.link, ...typed }
  const decision = await app.operations.changeInvitation(actor, request)
  if (!decision.ok) return data({ refusal: decision.refusal, typed }, statusFor(decision.refusal))
  throw replace(`${place.home}/links/${decision.plan.id}`)
}

/** A link's terms, to be changed; its address stays. */
export default function LinkEditPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const errors = useFieldErrors(actionData?.refusal)
  const { home, id, title, terms } = loaderData
  const back = `${home}/links/${id}`
  return (
    <>
      <PageHead title={words('edit_link')} back={<Link to={back}>{title}</Link>} />
      <Form method="post">
        <Task summary={<p>{words('edit_link_summary')}</p>}>
          {!errors && <Refused refusal={actionData?.refusal} />}
          <FormErrors errors={errors} />
          <LinkTerms terms={actionData?.typed ?? terms} errors={errors} />
          <Actions>
            <Button variant="primary">{words('save')}</Button>
            <Link to={back}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
