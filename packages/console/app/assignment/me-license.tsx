import { formatLicenseId } from '@claviger/core/kernel/ids'
import { refuseBy } from '@claviger/core/kernel/rules'
import { type Actor, actorAddress } from '@claviger/core/teams/actor'
import { Form, Link, redirect } from 'react-router'
import { loadMachines, signOutMachine } from '../activation/machines.server.ts'
import { Machines } from '../activation/machines.tsx'
import { OwnCodeLink } from '../activation/own-code-link.tsx'
import { notShown, refused, signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { FallbackPicture } from '../licenses/fallback-picture.tsx'
import { loadFallbacks } from '../licenses/fallbacks.server.ts'
import { Button } from '../ui/button.tsx'
import { DayText, ExactText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { NumberedList } from '../ui/steps.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useRoot } from '../use-root.ts'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-license'
import { MeLicenseState } from './me-license-state.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const own = await app.views.ownLicenses(actor, {})
  if (!own.ok) throw signIn(request)
  const license = own.plan.licenses.find(
    (one) => String(one.organizationId) === params.organization && one.licenseId === params.license,
  )
  if (!license) throw notShown(notYours(params.license, actor).refusal)
  return {
    license,
    fallbacks: await loadFallbacks(app, actor, license),
    machines: await loadMachines({ app, actor }, license),
  }
}

const notYours = (licenseId: string, actor: Actor) =>
  refuseBy('license_not_found', 'license_is_yours', { licenseId, account: actorAddress(actor) })

export async function action({ context, params, request, url }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const form = await request.formData()
  if (form.get('act') === 'connect') {
    await app.operations.connectLicenses(actor, {})
    throw redirect(url.pathname)
  }
  if (form.get('act') === 'sign_out_machine') {
    const signedOut = await signOutMachine({ app, actor }, Number(params.organization), form)
    if (!signedOut.ok) return refused(signedOut.refusal)
    throw redirect(url.pathname)
  }
  const given = { organizationId: Number(params.organization), licenseId: params.license }
  const decision = await app.operations.returnLicense(actor, given)
  throw redirect(decision.ok ? '/me?returned' : '/me?gone')
}

/** One license of one's own: what it is, how to use it, and the way to give it back. */
export default function MeLicense({ loaderData, actionData }: Route.ComponentProps) {
  const { license, fallbacks, machines } = loaderData
  const words = useWords('me')
  const root = useRoot()
  const { product, organization, address, from, licenseId } = license
  return (
    <Stack>
      <PageHead
        title={product}
        summary={words.rich('license_from', { organization, from }, { b: <bdi /> })}
        back={<Link to="/me">{words('licenses_title')}</Link>}
      />
      <Refused refusal={actionData?.refusal} />
      <KeyValue
        entries={[
          { key: words('status'), value: <MeLicenseState license={license} /> },
          { key: words('for_address'), value: <bdi>{address}</bdi> },
          { key: words('license_id'), value: <code>{formatLicenseId(licenseId)}</code> },
          { key: words('assigned'), value: <ExactText at={license.assignedAt.toISOString()} /> },
          ...(license.endsOn
            ? [{ key: words('yours_until'), value: <DayText day={license.endsOn} length="long" /> }]
            : []),
          { key: words('paid_through'), value: <DayText day={license.paidThrough} length="long" /> },
        ]}
      />
      {license.connectedAt === null ? (
        <Form method="post">
          <Button variant="primary" name="act" value="connect">
            {words('connect')}
          </Button>
        </Form>
      ) : (
        <Section title={words('use_title')}>
          <NumberedList>
            {words('use_get', { product, vendor: root.vendorName })}
            {words('use_open', { product })}
            {words('use_sign_in', { address })}
          </NumberedList>
        </Section>
      )}
      <Section title={words('code_title')}>
        <OwnCodeLink license={license} />
      </Section>
      {machines && (
        <Section title={words('machines_title')}>
          <Machines machines={machines} />
        </Section>
      )}
      <Section title={words('fallback_title')}>
        {fallbacks.map((fallback) => (
          <FallbackPicture key={fallback.code} fallback={fallback} />
        ))}
      </Section>
      <Section title={words('give_back')}>
        <p>{words('give_back_what', { product, organization })}</p>
        <Form method="post">
          <Button name="act" value="return">
            {words('give_back_button', { product })}
          </Button>
        </Form>
      </Section>
    </Stack>
  )
}
