import { Form } from 'react-router'
import { doneAct, refusedAct, useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { countryOptions, languageOptions, timeZoneOptions } from '../places.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/vendor-settings'
import { HouseFields, NameFields, RunningFields, type SettingField } from './vendor-settings-fields.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor, locale } = context.get(applicationContext)
  const settings = shown(await app.views.vendorSettings(actor, {}), request)
  const lists = {
    ...{ countries: countryOptions(locale), languages: languageOptions() },
    timeZones: timeZoneOptions(settings.timeZone),
  }
  return { settings, lists }
}

export async function action({ context, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const typed = typedIn(form)
  const of = (name: string) => typed[name] ?? ''
  const decision = await app.operations.changeVendorSettings(actor, {
    ...{ name: of('name'), country: of('country'), timeZone: of('timeZone'), locale: of('locale') },
    ...{ replyTo: of('replyTo'), invoiceRelease: of('invoiceRelease'), invoiceDays: of('invoiceDays') },
    ...{
      undoMinutes: of('undoMinutes'),
      letterMinutes: of('letterMinutes'),
      coolDownDays: of('coolDownDays'),
    },
    ...{ graceDays: of('graceDays'), checkHours: of('checkHours') },
    ...{ offlineDays: of('offlineDays'), machines: of('machines') },
  })
  return decision.ok ? doneAct(url, 'save') : refusedAct(form, decision.refusal)
}

/** The vendor's name and house rules, in one form. */
export default function VendorSettings({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('catalog')
  const { settings, lists } = loaderData
  const result = useActResult(actionData)
  const refusal = result?.refusal
  const errors = useFieldErrors(refusal)
  const typed = refusal ? result.typed : {}
  const field: SettingField = (name) => ({
    name,
    error: errors?.[name],
    defaultValue: typed[name] ?? String(settings[name]),
  })
  return (
    <Task>
      <PageHead
        title={words('settings')}
        summary={words('settings_summary', { currency: settings.currency })}
      />
      {result && !refusal && (
        <Banner tone="ok" focus>
          {words('saved')}
        </Banner>
      )}
      <Refused refusal={refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <NameFields field={field} lists={lists} />
        <Section title={words('house_rules')}>
          <HouseFields field={field} />
        </Section>
        <Section title={words('running_rules')}>
          <RunningFields field={field} />
        </Section>
        <Button variant="primary">{words('save')}</Button>
      </Form>
    </Task>
  )
}
