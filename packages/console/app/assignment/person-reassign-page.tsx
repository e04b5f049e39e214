import { data, Form, Link, redirect } from 'react-router'
import { notShown, statusFor } from '../answers.ts'
import { LicenseId } from '../licenses/license-id.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Stack, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/person-reassign-page'
import { textOf } from './acts.server.ts'
import style from './people-page.module.css'
import { mustBeAllowed, placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.assign')
  const { app, actor, scope, place } = here
  const found = await app.views.wholePerson(actor, { ...scope, personId: args.params.person })
  if (!found.ok) throw notShown(found.refusal)
  const { id, name, address, held } = found.plan
  const passable = held.filter(({ mayRevoke, mayAssign }) => mayRevoke && mayAssign)
  return {
    back: `${place.home}/people/${id}`,
    who: name || address,
    jobId: crypto.randomUUID(),
    ticked: args.url.searchParams.getAll('ticked'),
    licenses: passable.map(({ licenseId, product, team }) => ({ licenseId, product, team })),
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope, place } = await placeOf(args)
  const form = await args.request.formData()
  const [email, name, jobId] = [textOf(form, 'email'), textOf(form, 'name'), textOf(form, 'jobId')]
  const licenses = form.getAll('license').map(String)
  const decision = await app.operations.reassignLicenses(actor, {
    ...{ ...scope, personId: args.params.person, licenses, jobId, preview: false },
    to: { email, name },
  })
  if (decision.ok) throw redirect(`${place.home}/people/${args.params.person}?job=${jobId}`)
  return data({ refusal: decision.refusal, typed: { email, name, licenses } }, statusFor(decision.refusal))
}

/** Licenses of one person, and who gets them instead: the same licenses with the same last day. */
export default function PersonReassignPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('people')
  const { back, who, licenses, jobId } = loaderData
  return (
    <>
      <PageHead
        title={words('reassign_title')}
        summary={words('reassign_summary', { who })}
        back={<Link to={back}>{who}</Link>}
      />
      {licenses.length === 0 ? (
        <EmptyState
          title={words('reassign_nothing_title')}
          action={<LinkButton to={back}>{words('reassign_back')}</LinkButton>}
        >
          {words('reassign_nothing')}
        </EmptyState>
      ) : (
        <Form method="post">
          <input type="hidden" name="jobId" value={jobId} />
          <Task>
            <Stack>
              <Receiver actionData={actionData} />
              <WhichLicenses licenses={licenses} chosen={actionData?.typed.licenses ?? loaderData.ticked} />
              <Actions>
                <Button variant="primary">{words('reassign_button')}</Button>
                <Link to={back}>{words('cancel')}</Link>
              </Actions>
            </Stack>
          </Task>
        </Form>
      )}
    </>
  )
}

function Receiver({ actionData }: { actionData: Route.ComponentProps['actionData'] }) {
  const words = useWords('people')
  const errors = useFieldErrors(actionData?.refusal)
  const typed = actionData?.typed
  return (
    <>
      {!errors && <Refused refusal={actionData?.refusal} />}
      <FormErrors errors={errors} />
      <TextField
        {...{ name: 'email', type: 'email', autoComplete: 'off', required: true }}
        label={words('reassign_to')}
        defaultValue={typed?.email ?? ''}
        error={errors?.email}
      />
      <TextField
        {...{ name: 'name', optional: true, autoComplete: 'off' }}
        label={words('reassign_name')}
        defaultValue={typed?.name ?? ''}
        error={errors?.name}
      />
    </>
  )
}

type Passable = Route.ComponentProps['loaderData']['licenses'][number]

/** All of them, until some are chosen. */
function WhichLicenses({ licenses, chosen }: { licenses: readonly Passable[]; chosen: readonly string[] }) {
  const words = useWords('people')
  return (
    <fieldset className={style.picks}>
      <legend>{words('reassign_which')}</legend>
      {licenses.map(({ licenseId, product, team }) => (
        <label key={licenseId} className={style.pick}>
          <input
            type="checkbox"
            name="license"
            value={licenseId}
            defaultChecked={chosen.length === 0 || chosen.includes(licenseId)}
          />
          <span>
            {product} · <bdi>{team}</bdi> · <LicenseId id={licenseId} />
          </span>
        </label>
      ))}
    </fieldset>
  )
}
