import { data } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/codes-page'
import { CodeForm } from './code-form.tsx'
import { inspected } from './inspected.server.ts'
import { InspectedCode } from './inspected-code.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const { products } = shown(await app.views.devStart(actor, {}), request)
  return { products, today: app.clock().toISOString().slice(0, 10) }
}

/** A code is sent, never written into an address: what opens something must not stay in a history. */
export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData()
  const answer = await inspected(context, typedIn(form))
  return answer.ok
    ? data({ inspection: answer.plan, refusal: undefined, typed: typedIn(form) })
    : data(
        { inspection: undefined, refusal: answer.refusal, typed: typedIn(form) },
        statusFor(answer.refusal),
      )
}

/** Paste a code, read everything in it and every check it passed or did not pass. */
export default function CodesPage({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('dev')
  return (
    <>
      <PageHead title={words('codes')} summary={words('codes_summary')} />
      <Stack>
        <Refused refusal={actionData?.refusal} />
        <CodeForm {...loaderData} typed={actionData?.typed ?? {}} refusal={actionData?.refusal} />
        {actionData?.inspection && <InspectedCode inspection={actionData.inspection} />}
      </Stack>
    </>
  )
}
