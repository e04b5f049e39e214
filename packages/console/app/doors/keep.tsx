import type { AskedOfYou } from '@claviger/server/assignment/keep-views'
import { data, Form, redirect } from 'react-router'
import { refused, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { Door } from '../ui/door.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Actions, Section } from '../ui/task.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/keep'
import { text } from './codes.server.ts'
import style from './keep.module.css'
import { LanguageChoice } from './language-choice.tsx'
import { LinkUnknown } from './link-unknown.tsx'
import { tidyToken } from './tidy-token.ts'

export const handle = { door: true }

export async function loader({ context, params }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const token = tidyToken(params.door)
  if (token !== params.door) throw redirect(`/keep/${token}`)
  const door = await app.views.keepDoor(actor, { door: token })
  if (!door.ok) return data({ door: null, refusal: door.refusal }, statusFor(door.refusal))
  return { door: door.plan, refusal: null }
}

/** Whoever reads the letter answers; looking at the page answers nothing. */
export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const decision = await app.operations.answerKeepQuestion(actor, {
    door: params.door,
    questionId: text(form, 'question'),
    answer: text(form, 'answer'),
  })
  if (!decision.ok) return refused(decision.refusal)
  throw redirect(`/keep/${params.door}`)
}

/** "Do you still use it?", as the letter asks: each license with its two answers. */
export default function Keep({ loaderData, actionData, params }: Route.ComponentProps) {
  const words = useWords('doors')
  const root = useRoot()
  const { door } = loaderData
  const waiting = door?.questions.filter((one) => one.state === 'open' && one.held).length ?? 0
  return (
    <Door from={root.vendorName} foot={<LanguageChoice />}>
      {!door ? (
        <LinkUnknown token={params.door} refusal={loaderData.refusal} />
      ) : (
        <>
          <PageHead
            title={words(waiting > 0 ? 'keep_title' : 'keep_title_done')}
            thing={words('keep_tab', { organization: door.organization })}
            summary={words.rich(
              'keep_summary',
              { organization: door.organization, address: door.address },
              { b: <strong dir="auto" /> },
            )}
          />
          <Refused refusal={actionData?.refusal} />
          {door.questions.map((question) => (
            <Section key={question.id} title={question.product}>
              <Question question={question} organization={door.organization} />
            </Section>
          ))}
        </>
      )}
    </Door>
  )
}

function Question({ question, organization }: { question: AskedOfYou; organization: string }) {
  const words = useWords('doors')
  const { id, state, held, askedBy, dueOn, lastSeenAt, product } = question
  if (state !== 'open' || !held) return <Answered question={question} organization={organization} />
  return (
    <Form method="post" className={style.question}>
      <input type="hidden" name="question" value={id} />
      <KeyValue
        entries={[
          { key: words('keep_asked_by'), value: <bdi>{askedBy}</bdi> },
          {
            key: words('keep_last_used'),
            value: lastSeenAt ? <MomentText at={lastSeenAt.toISOString()} /> : words('keep_not_recorded'),
          },
          { key: words('keep_due'), value: <DayText day={dueOn} length="long" /> },
        ]}
      />
      <p>{words('keep_silence', { organization })}</p>
      <Actions>
        <Button variant="primary" name="answer" value="kept" aria-label={`${words('keep_yes')}: ${product}`}>
          {words('keep_yes')}
        </Button>
        <Button name="answer" value="given_back" aria-label={`${words('keep_no')}: ${product}`}>
          {words('keep_no')}
        </Button>
      </Actions>
    </Form>
  )
}

/** What came of a question, also when the license is gone by another way. */
function Answered({
  question: { state, keptByUse },
  organization,
}: {
  question: AskedOfYou
  organization: string
}) {
  const words = useWords('doors')
  const said = state === 'open' ? 'ended' : keptByUse ? 'kept_by_use' : state
  return (
    <p role="status" className={style.question}>
      {words(`keep_is_${said}`, { organization })}
    </p>
  )
}
