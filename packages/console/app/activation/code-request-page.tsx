import { formatLicenseId } from '@claviger/core/kernel/ids'
import { actorAddress } from '@claviger/core/teams/actor'
import { Form, Link } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { placeOf } from '../assignment/place.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/code-request-page'
import style from './code-request-page.module.css'

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const found = await app.views.codeRequestPage(actor, { ...scope, id: args.params.request })
  const request = shown(found, args.request)
  return {
    ...{ home: place.home, account: actorAddress(actor) ?? '' },
    request: {
      ...request,
      askedAt: request.askedAt.toISOString(),
      answeredAt: request.answeredAt?.toISOString() ?? null,
    },
  }
}

export async function action(args: Route.ActionArgs) {
  const { app, actor, scope } = await placeOf(args)
  const form = await args.request.formData()
  const { act = '', note = '' } = typedIn(form)
  const decision = await app.operations.answerCodeRequest(actor, {
    ...{ organizationId: scope.organizationId, id: args.params.request },
    ...{ answer: act, note },
  })
  return decision.ok ? doneAct(args.url, 'answer') : refusedAct(form, decision.refusal)
}

type Loaded = Route.ComponentProps['loaderData']

/** One request for an activation code: who, why, and the answer. Opening it answers nothing. */
export default function CodeRequestPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('activation')
  const format = useFormat()
  const { request, home } = loaderData
  const result = useActResult(actionData)
  const person = request.name || request.address
  const when = format.dateTime(request.askedAt)
  return (
    <Task>
      <PageHead
        title={words.rich('request_title', { person }, {})}
        thing={words('requests_title')}
        summary={words('request_summary', { product: request.product, when })}
        back={<Link to={`${home}/code-requests`}>{words('requests_title')}</Link>}
      />
      <Refused refusal={result?.refusal} />
      <Answered request={request} focus={result?.act === 'answer'} />
      <Section title={words('request_reason')}>
        <blockquote className={style.reason}>{request.reason}</blockquote>
      </Section>
      <KeyValue
        entries={[
          { key: words('request_address'), value: <bdi>{request.address}</bdi> },
          { key: words('requests_team'), value: request.team },
          {
            key: words('request_license'),
            value: (
              <Link to={`${home}/licenses?open=${request.licenseId}`}>
                <code>{formatLicenseId(request.licenseId)}</code>
              </Link>
            ),
          },
        ]}
      />
      {request.state === 'open' && request.mayAnswer && (
        <Answer {...loaderData} person={person} result={result} />
      )}
    </Task>
  )
}

function Answered({ request, focus }: { request: Loaded['request']; focus: boolean }) {
  const words = useWords('activation')
  const format = useFormat()
  if (request.state === 'open' || request.answeredAt === null) return null
  const facts = { by: request.answeredBy ?? '', date: format.dateTime(request.answeredAt) }
  return (
    <Banner tone={request.state === 'approved' ? 'ok' : 'info'} focus={focus}>
      {words(`request_${request.state}`, facts)}{' '}
      {request.note !== '' && words('request_noted', { note: request.note })}
    </Banner>
  )
}

interface AnswerProps extends Pick<Loaded, 'account'> {
  person: string
  result: ReturnType<typeof useActResult>
}

function Answer({ account, person, result }: AnswerProps) {
  const words = useWords('activation')
  const errors = useFieldErrors(result?.refusal)
  return (
    <Form method="post">
      <FormErrors errors={errors} />
      <TextArea
        name="note"
        label={words('request_note', { person })}
        help={words('request_note_help')}
        error={errors?.note}
        defaultValue={result?.typed.note}
        optional
        dir="auto"
        rows={3}
      />
      <p>{words('cannot_call_back')}</p>
      <Actions>
        <Button variant="primary" name="act" value="approve">
          {words('request_approve')}
        </Button>
        <Button name="act" value="deny">
          {words('request_deny')}
        </Button>
      </Actions>
      <p>{words('request_as', { account })}</p>
    </Form>
  )
}
