import { Form } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { mustBeAllowed, placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/settings-page'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'organization.settings')
  const { app, actor, place, scope } = here
  const { policy } = shown(await app.views.codePolicy(actor, scope), args.request)
  return { organization: place.name, policy }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope } = await placeOf(args)
  const form = await args.request.formData()
  const { policy = '' } = typedIn(form)
  const { organizationId } = scope
  const decision = await app.operations.changeCodePolicy(actor, { organizationId, policy })
  return decision.ok ? doneAct(args.url, 'save') : refusedAct(form, decision.refusal)
}

const policies = ['letter', 'page', 'ask'] as const

/** How an organization works: where its people get their activation codes. */
export default function SettingsPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('activation')
  const { organization, policy } = loaderData
  const result = useActResult(actionData)
  const refusal = result?.refusal
  const errors = useFieldErrors(refusal)
  const choices = policies.map((value) => ({
    ...{ value, label: words(`settings_policy_${value}`), help: words(`settings_policy_${value}_help`) },
  }))
  return (
    <Task>
      <PageHead title={words('settings_title')} summary={words('settings_summary', { organization })} />
      {result && !refusal && (
        <Banner tone="ok" focus>
          {words('settings_saved')}
        </Banner>
      )}
      <Refused refusal={refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <RadioGroup
          name="policy"
          label={words('settings_policy')}
          help={words('settings_policy_help')}
          error={errors?.policy}
          choices={choices}
          defaultValue={policy}
        />
        <p>{words('settings_given')}</p>
        <Button variant="primary">{words('settings_save')}</Button>
      </Form>
    </Task>
  )
}
