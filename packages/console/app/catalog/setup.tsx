import { data, Form, redirect } from 'react-router'
import { statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { enter } from '../doors/enter.server.ts'
import { countryOptions, currencyOptions, languageOptions, timeZoneOptions } from '../places.server.ts'
import { type Typed, typedIn } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { Door } from '../ui/door.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Steps } from '../ui/steps.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/setup'
import { SetupFields } from './setup-fields.tsx'
import { rememberSetupKey, setupKey } from './setup-key.server.ts'
import { SetupShut } from './setup-shut.tsx'

export const handle = { door: true }

/** The key comes by the address once and travels in a cookie from then on, where no history keeps it. */
export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const asked = new URL(request.url).searchParams
  const given = asked.get('key')
  if (given !== null) {
    await rememberSetupKey(context, given)
    throw redirect('/setup')
  }
  const key = await setupKey(request)
  const acceptLanguage = request.headers.get('accept-language') ?? ''
  const page = await app.views.setupPage(actor, { key, step: asked.get('step'), acceptLanguage })
  if (!page.ok) return { shut: page.refusal, open: null }
  const { guess } = page.plan
  const lists = {
    ...{ countries: countryOptions(locale), currencies: currencyOptions(locale) },
    ...{ languages: languageOptions(), timeZones: timeZoneOptions(guess.timeZone) },
  }
  const mails = app.config.smtpUrl !== undefined
  const today = app.clock().toISOString().slice(0, 10)
  return { shut: null, open: { ...page.plan, lists, mails, today } }
}

/** Keeps the step; the last one opens the house and signs its owner in. */
export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const key = await setupKey(request)
  const { step = '', ...typed } = typedIn(await request.formData())
  const saved = await app.operations.saveSetupStep(actor, { key, step, typed })
  if (!saved.ok) return data({ refusal: saved.refusal, typed, step }, statusFor(saved.refusal))
  if (step !== 'price') throw redirect('/setup')
  const finished = await app.operations.finishSetup(actor, { key })
  if (!finished.ok) {
    const { refusal } = finished
    if (refusal.code === 'setup_incomplete') throw redirect(`/setup?step=${refusal.step}`)
    return data({ refusal, typed, step }, statusFor(refusal))
  }
  await rememberSetupKey(context, '')
  const signedIn = await app.access.signInAs({ ...finished.plan.owner, from: request.headers })
  if (signedIn.ok) await enter(context, request, signedIn.plan)
  throw redirect('/vendor')
}

const order = ['you', 'vendor', 'mail', 'product', 'price'] as const

/** The first run: five short steps, each kept as it is answered. */
export default function Setup({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const refusal = actionData?.refusal
  const errors = useFieldErrors(refusal)
  if (!loaderData.open) {
    return (
      <Door from={words('setup_from')}>
        <SetupShut refusal={loaderData.shut} />
      </Door>
    )
  }
  const { answered, answers, lists, guess, mails, today } = loaderData.open
  const step = order.find((one) => one === actionData?.step) ?? loaderData.open.step
  const typed: Typed = actionData?.typed ?? answers[step] ?? {}
  return (
    <Door from={words('setup_from')}>
      <Steps
        steps={order.map((key) => ({
          key,
          title: answered.includes(key) ? (
            <a href={`/setup?step=${key}`}>{words(`setup_step_${key}`)}</a>
          ) : (
            words(`setup_step_${key}`)
          ),
          state: key === step ? 'now' : answered.includes(key) ? 'done' : 'later',
        }))}
      />
      <Refused refusal={refusal} />
      <Form method="post" action="/setup">
        <FormErrors errors={errors} />
        <input type="hidden" name="step" value={step} />
        <SetupFields {...{ step, typed, answers, errors, lists, guess, mails, today }} />
        <Button variant="primary">{words(step === 'price' ? 'setup_finish' : 'setup_continue')}</Button>
      </Form>
    </Door>
  )
}
