import { accept, type Refusal } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { optional, readFields } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import { data, Form, Link, replace } from 'react-router'
import { statusFor } from '../answers.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-one-page'
import { textOf } from './acts.server.ts'
import { Doubt } from './doubt.tsx'
import { mustBeAllowed, placeOf } from './place.server.ts'
import { noPool, poolsShown } from './pool.server.ts'
import { chosenPool } from './pool.ts'
import { PoolField } from './pool-field.tsx'

export async function loader(args: Route.LoaderArgs) {
  const here = await placeOf(args)
  await mustBeAllowed(here, 'licenses.assign')
  const { place } = here
  const params = args.url.searchParams
  const { home } = place
  const address = (params.get('address') ?? '').slice(0, 320)
  return { home, address, ...poolsShown(place, params), jobId: crypto.randomUUID() }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const typed = typedPerson(form)
  const no = (refusal: Refusal) =>
    data({ refusal, typed, suggestion: null, doubt: false }, statusFor(refusal))
  const person = readPerson(typed)
  if (!person.ok) return no(person.refusal)
  const pool = chosenPool(place.seats, textOf(form, 'pool'))
  if (!pool) return no(noPool)
  const jobId = textOf(form, 'jobId')
  const request = {
    ...{ organizationId: scope.organizationId, teamId: pool.team.id, productCode: pool.product.code, jobId },
    ...{ rows: [rowOf(person.plan, form.has('anyway'))], cameBy: 'form' as const },
  }
  const looked = await app.operations.assignPeople(actor, { ...request, preview: true })
  if (!looked.ok) return no(looked.refusal)
  const [outcome] = looked.plan.outcomes
  // Where no seat is left, the act itself says why.
  if (outcome?.group === 'look' || outcome?.group === 'skipped') {
    const { reason } = outcome
    const suggestion = outcome.group === 'look' ? outcome.suggestion : null
    return data({ refusal: reason, typed, suggestion, doubt: outcome.group === 'look' }, statusFor(reason))
  }
  const done = await app.operations.assignPeople(actor, { ...request, preview: false })
  if (!done.ok) return no(done.refusal)
  throw replace(`${place.home}/jobs/${jobId}`)
}

interface TypedPerson {
  readonly address: string
  readonly first: string
  readonly last: string
  readonly pool: string
}

/** What was typed; the button beside a doubt puts its address in the place of the typed one. */
function typedPerson(form: FormData): TypedPerson {
  const address = textOf(form, 'use') || textOf(form, 'address')
  return { address, first: textOf(form, 'first'), last: textOf(form, 'last'), pool: textOf(form, 'pool') }
}

function readPerson({ address, first, last }: TypedPerson) {
  const name = (field: 'first' | 'last', text: string) =>
    optional(text, () => readName(text, { field, max: 80 }))
  return readFields({
    first: name('first', first),
    last: name('last', last),
    address: readAddress(address),
    raw: accept(address),
  })
}

type Person = Extract<ReturnType<typeof readPerson>, { ok: true }>['plan']

function rowOf({ first, last, address, raw }: Person, anyway: boolean) {
  const names = { firstName: first ?? '', lastName: last ?? '' }
  const name = [first, last].filter(Boolean).join(' ')
  return { line: 1, raw, address, name, ...names, tidied: false, problem: null, anyway }
}

/** One person by hand. */
export default function AssignOnePage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('assignment')
  const { home, jobId } = loaderData
  const refusal = actionData?.refusal
  const typed = actionData?.typed
  const errors = useFieldErrors(refusal)
  const pools = { ...loaderData, pool: typed?.pool || loaderData.pool }
  return (
    <>
      <PageHead
        title={words('one_title')}
        summary={words('one_summary')}
        back={<Link to={`${home}/assign`}>{words('several_people_instead')}</Link>}
      />
      <Form method="post">
        <input type="hidden" name="jobId" value={jobId} />
        <Task summary={<PoolField {...pools} label={words('gives')} />}>
          {actionData?.doubt ? (
            <Doubt refusal={actionData.refusal} suggestion={actionData.suggestion} />
          ) : (
            !errors && <Refused refusal={refusal} />
          )}
          <FormErrors errors={errors} />
          <TextField
            name="address"
            label={words('address')}
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            error={errors?.address}
            defaultValue={typed?.address ?? loaderData.address}
            autoComplete="off"
          />
          <TextField
            name="first"
            label={words('first_name')}
            optional
            error={errors?.first}
            defaultValue={typed?.first}
            autoComplete="off"
          />
          <TextField
            name="last"
            label={words('last_name')}
            optional
            error={errors?.last}
            defaultValue={typed?.last}
            autoComplete="off"
          />
          <Actions>
            <Button variant="primary">{words('assign_count', { count: 1 })}</Button>
            <Link to={home}>{words('cancel')}</Link>
          </Actions>
        </Task>
      </Form>
    </>
  )
}
