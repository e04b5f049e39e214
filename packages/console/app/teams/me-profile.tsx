import { data, Link, redirect } from 'react-router'
import { signIn, statusFor } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { keepReading } from '../reading.server.ts'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-profile'
import { MeProfileForm } from './me-profile-form.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor, locale, theme } = context.get(applicationContext)
  const own = await app.views.ownProfile(actor, {})
  if (!own.ok || actor.kind !== 'account') throw signIn(request)
  const profile = { ...own.plan, locale: own.plan.locale ?? locale, theme: own.plan.theme ?? theme }
  const saved = new URL(request.url).searchParams.has('saved')
  return { profile, addresses: actor.addresses.map((one) => one.address), saved }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const typed = {
    ...{ name: text('name'), locale: text('locale'), theme: text('theme'), density: text('density') },
    shortcuts: form.has('shortcuts'),
  }
  const decision = await app.operations.changeProfile(actor, typed)
  if (!decision.ok) return data({ refusal: decision.refusal, typed }, statusFor(decision.refusal))
  const { locale, theme } = decision.plan
  keepReading(context, { locale, theme })
  throw redirect('/me/profile?saved')
}

/** One's own name and how one's pages look, on every machine one signs in on. */
export default function MeProfile({ loaderData, actionData }: Route.ComponentProps) {
  const words = useWords('me')
  const { profile, addresses, saved } = loaderData
  return (
    <Stack>
      <PageHead title={words('profile_title')} summary={words('profile_summary')} />
      {saved && !actionData && (
        <Banner tone="ok" focus>
          {words('profile_saved')}
        </Banner>
      )}
      <Refused refusal={actionData?.refusal} />
      <Task>
        <MeProfileForm typed={actionData?.typed ?? profile} refusal={actionData?.refusal} />
      </Task>
      <Section title={words('addresses_title')}>
        <ul>
          {addresses.map((address) => (
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
