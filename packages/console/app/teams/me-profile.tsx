import { Form, Link, redirect } from 'react-router'
import { refused, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { keepReading } from '../reading.server.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Section, Stack, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useRoot } from '../use-root.ts'
import { languages } from '../words/languages.ts'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-profile'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const profile = await app.views.ownProfile(actor, {})
  if (!profile.ok || actor.kind !== 'account') throw signIn(request)
  const saved = new URL(request.url).searchParams.has('saved')
  return { ...profile.plan, addresses: actor.addresses.map((one) => one.address), saved }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const form = await request.formData()
  const decision = await app.operations.changeProfile(actor, {
    name: form.get('name'),
    locale: form.get('locale'),
    theme: form.get('theme'),
    density: form.get('density'),
    shortcuts: form.has('shortcuts'),
  })
  if (!decision.ok) return refused(decision.refusal)
  const { locale, theme } = decision.plan
  keepReading(context, { locale, theme })
  throw redirect('/me/profile?saved')
}

/** One's own name and how one's pages look, on every machine one signs in on. */
export default function MeProfile({ loaderData: profile, actionData }: Route.ComponentProps) {
  const words = useWords('me')
  const root = useRoot()
  const errors = useFieldErrors(actionData?.refusal)
  const themes = [
    { value: 'system', label: words('theme_system') },
    { value: 'light', label: words('theme_light') },
    { value: 'dark', label: words('theme_dark') },
  ]
  const densities = [
    { value: 'comfortable', label: words('density_comfortable') },
    { value: 'compact', label: words('density_compact') },
    { value: 'roomy', label: words('density_roomy') },
  ]
  return (
    <Stack>
      <PageHead title={words('profile_title')} summary={words('profile_summary')} />
      {profile.saved && !actionData && (
        <Banner tone="ok" focus>
          {words('profile_saved')}
        </Banner>
      )}
      <Refused refusal={actionData?.refusal} />
      <Task>
        {/* The whole document comes again: its language and theme may be others now. */}
        <Form method="post" reloadDocument>
          <Stack>
            <FormErrors errors={errors} />
            <TextField
              name="name"
              label={words('name')}
              help={words('name_help')}
              optional
              autoComplete="name"
              dir="auto"
              defaultValue={profile.name}
              error={errors?.name}
            />
            <SelectField
              name="locale"
              label={words('language')}
              options={languages}
              defaultValue={profile.locale ?? root.locale}
              error={errors?.locale}
            />
            <RadioGroup
              name="theme"
              label={words('theme')}
              choices={themes}
              defaultValue={profile.theme ?? root.theme}
              error={errors?.theme}
            />
            <RadioGroup
              name="density"
              label={words('density')}
              choices={densities}
              defaultValue={profile.density}
              error={errors?.density}
            />
            <Checkbox
              name="shortcuts"
              label={words('shortcuts')}
              help={words('shortcuts_help')}
              defaultChecked={profile.shortcuts}
            />
            <Button variant="primary">{words('save')}</Button>
          </Stack>
        </Form>
      </Task>
      <Section title={words('addresses_title')}>
        <ul>
          {profile.addresses.map((address) => (
            <li key={address}>
              <bdi>{address}</bdi>
            </li>
          ))}
        </ul>
        <p>{words('addresses_what')}</p>
      </Section>
      <Section title={words('delete_title')}>
        <p>{words('delete_teaser')}</p>
        <p>
          <Link to="/me/delete-account">{words('delete_open')}</Link>
        </p>
      </Section>
    </Stack>
  )
}
