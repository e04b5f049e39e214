import { accept } from '@claviger/core/kernel/decision'
import { readAddress } from '@claviger/core/kernel/email'
import { optional, readFields } from '@claviger/core/kernel/fields'
import { readName } from '@claviger/core/kernel/text'
import { data, Form, Link, replace } from 'react-router'
import { refused } from '../answers.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/assign-one-page'
import { textOf } from './acts.server.ts'
import { Cannot } from './cannot.tsx'
import { Doubt } from './doubt.tsx'
import { placeOf } from './place.server.ts'
import { poolsShown } from './pool.server.ts'
import { chosenPool, poolValue } from './pool.ts'
import { PoolField } from './pool-field.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { place } = await placeOf(args)
  if (!place.mayAssign) throw new Response(null, { status: 403 })
  const params = args.url.searchParams
  const { home, mayOrder } = place
  const address = (params.get('address') ?? '').slice(0, 320)
  return { home, mayOrder, address, ...poolsShown(place, params), jobId: crypto.randomUUID() }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const form = await args.request.formData()
  const person = readPerson(form)
  if (!person.ok) return refused(person.refusal)
  const pool = chosenPool(place.seats, textOf(form, 'pool'))
  if (!pool) return refused({ code: 'no_free_seat', asked: 1, free: 0 })
  const jobId = textOf(form, 'jobId')
  const request = {
    ...{ organizationId: scope.organizationId, teamId: pool.team.id, productCode: pool.product.code, jobId },
    ...{ rows: [rowOf(person.plan, form.has('anyway'))], cameBy: 'form' as const },
  }
  const looked = await app.operations.assignPeople(actor, { ...request, preview: true })
  if (!looked.ok) return refused(looked.refusal)
  const [outcome] = looked.plan.outcomes
  if (outcome && outcome.group !== 'ready') {
    const { reason } = outcome
    const suggestion = outcome.group === 'look' ? outcome.suggestion : null
    return data({ refusal: reason, suggestion, doubt: outcome.group === 'look', pool: poolValue(pool) }, 422)
  }
  const done = await app.operations.assignPeople(actor, { ...request, preview: false })
  if (!done.ok) return refused(done.refusal)
  throw replace(`${place.home}/jobs/${jobId}`)
}

function readPerson(form: FormData) {
  const name = (field: 'first' | 'last') =>
    optional(textOf(form, field), (text) => readName(text, { field, max: 80 }))
  const use = textOf(form, 'use')
  return readFields({
    first: name('first'),
    last: name('last'),
    address: use === '' ? readAddress(textOf(form, 'address')) : readAddress(use),
    raw: accept(textOf(form, 'address')),
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
  const { home, mayOrder, jobId } = loaderData
  const answer = actionData && 'doubt' in actionData ? actionData : undefined
  const refusal = actionData?.refusal
  const errors = useFieldErrors(refusal)
  const pools = { ...loaderData, pool: answer?.pool ?? loaderData.pool }
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
          {answer?.doubt ? (
            <Doubt refusal={answer.refusal} suggestion={answer.suggestion} />
          ) : (
            !errors && <Cannot {...{ refusal, home, mayOrder }} />
          )}
          <FormErrors errors={errors} />
          <TextField
            name="address"
            label={words('address')}
            type="email"
            error={errors?.address}
            defaultValue={loaderData.address}
            autoComplete="off"
            required
          />
          <TextField
            name="first"
            label={words('first_name')}
            optional
            error={errors?.first}
            autoComplete="off"
          />
          <TextField
            name="last"
            label={words('last_name')}
            optional
            error={errors?.last}
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
