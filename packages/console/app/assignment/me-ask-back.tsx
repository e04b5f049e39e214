import { formatLicenseId } from '@claviger/core/kernel/ids'
import type { RequestContext } from '@claviger/server/application'
import type { EndedLicensePage } from '@claviger/server/assignment/ended-views'
import { Form, Link, redirect } from 'react-router'
import { notShown, refused, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ExactText } from '../ui/date-text.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-ask-back'

const licenseIn = (params: Route.LoaderArgs['params']) => ({
  organizationId: Number(params.organization),
  licenseId: params.license,
})

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const ended = await app.views.endedLicense(actor, licenseIn(params))
  if (!ended.ok) throw notShown(ended.refusal)
  return { ended: ended.plan }
}

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const form = await request.formData()
  if (form.get('act') === 'withdraw') return withdraw({ app, actor }, licenseIn(params), url)
  const note = String(form.get('note') ?? '')
  const decision = await app.operations.askLicenseBack(actor, { ...licenseIn(params), note })
  if (!decision.ok) return refused(decision.refusal)
  throw redirect(url.pathname)
}

/** Takes the question back; the page then offers to ask again. */
async function withdraw(
  { app, actor }: Pick<RequestContext, 'app' | 'actor'>,
  license: ReturnType<typeof licenseIn>,
  url: URL,
) {
  const ended = await app.views.endedLicense(actor, license)
  if (!ended.ok) throw notShown(ended.refusal)
  const { organizationId, asked } = ended.plan
  const decision = await app.operations.withdrawRequest(actor, { organizationId, id: asked?.id ?? '' })
  if (!decision.ok) return refused(decision.refusal)
  throw redirect(url.pathname)
}

/** Where a product leads somebody whose license was taken back: who did so, and one press that asks for it. */
export default function MeAskBack({ loaderData: { ended }, actionData }: Route.ComponentProps) {
  const words = useWords('me')
  const { product, organization, endedBy: by, address, endReason, heldNow } = ended
  const title = endReason === 'returned' ? 'ask_back_returned' : 'ask_back_title'
  return (
    <Stack>
      <PageHead
        title={words(title, { product })}
        summary={words.rich('ask_back_by', { by, organization, address }, { b: <bdi /> })}
        back={<Link to="/me">{words('licenses_title')}</Link>}
      />
      <KeyValue
        entries={[
          { key: words('ask_back_when'), value: <ExactText at={ended.endedAt.toISOString()} /> },
          { key: words('license_id'), value: <code>{formatLicenseId(ended.licenseId)}</code> },
        ]}
      />
      {heldNow ? (
        <Banner tone="ok">{words('ask_back_held', { product })}</Banner>
      ) : (
        <AskBack ended={ended} refusal={actionData?.refusal} />
      )}
    </Stack>
  )
}

interface AskBackProps {
  ended: EndedLicensePage
  refusal: Parameters<typeof useFieldErrors>[0]
}

function AskBack({ ended, refusal }: AskBackProps) {
  const words = useWords('me')
  const format = useFormat()
  const errors = useFieldErrors(refusal)
  const { product, organization, asked } = ended
  const givers = format.list(ended.givers)
  if (asked?.state === 'declined') return <Declined asked={asked} />
  if (asked)
    return (
      <Banner
        tone="ok"
        actions={
          <Form method="post">
            <Button name="act" value="withdraw">
              {words('ask_back_withdraw')}
            </Button>
          </Form>
        }
      >
        {words('ask_back_done', { at: format.dateTime(asked.askedAt), givers })}
      </Banner>
    )
  if (ended.givers.length === 0)
    return <p>{words.rich('ask_back_nobody', { organization, product }, { b: <bdi /> })}</p>
  return (
    <Section title={words('ask_back_heading')}>
      <p>{words('ask_back_to', { givers })}</p>
      {!errors && <Refused refusal={refusal} />}
      <Form method="post">
        <Stack>
          <FormErrors errors={errors} />
          <TextField
            name="note"
            label={words('ask_back_note')}
            error={errors?.note}
            optional
            autoComplete="off"
          />
          <Button variant="primary">{words('ask_back_button')}</Button>
        </Stack>
      </Form>
    </Section>
  )
}

/** The question was answered: no, by whom, and why. */
function Declined({ asked }: { asked: NonNullable<EndedLicensePage['asked']> }) {
  const words = useWords('me')
  return (
    <Banner tone="info">
      {words('ask_back_declined', { by: asked.answeredBy ?? '' })}{' '}
      {asked.answer !== '' && words('ask_back_answer', { note: asked.answer })}
    </Banner>
  )
}
