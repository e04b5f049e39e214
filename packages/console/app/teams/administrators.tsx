import { redirect } from 'react-router'
import { doneAct, refusedAct, resultOf } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { formId } from '../form-ids.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/administrators'
import { changeRoles } from './change-roles.server.ts'
import { RoleForm } from './role-form.tsx'
import { RolesTable } from './roles-table.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  const page = shown(await app.views.administratorsPage(actor, { slug: params.organization }), request)
  return { page, id: formId() }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  const form = await request.formData()
  const { organizationId } = shown(
    await app.views.administratorsPage(actor, { slug: params.organization }),
    request,
  )
  const decision = await changeRoles(context, organizationId, typedIn(form))
  if (!decision.ok) return refusedAct(form, decision.refusal)
  if (form.get('act') === 'leave') throw redirect('/me')
  return doneAct(form)
}

/** Who may do what in an organization. Never empty. */
export default function Administrators({ loaderData: { page, id }, actionData }: Route.ComponentProps) {
  const words = useWords('teams')
  const { roles, offers, administrators, organization } = page
  const offered = resultOf(actionData, 'offer')
  const ended = resultOf(actionData, 'take_back') ?? resultOf(actionData, 'leave')
  const mayOffer = offers.organization || offers.teams.length > 0
  return (
    <>
      <PageHead
        title={words('administrators')}
        summary={words('administrators_summary', { count: administrators, organization })}
      />
      <Stack>
        {offered && !offered.refusal && (
          <Banner tone="ok" focus>
            {words('offer_sent')}
          </Banner>
        )}
        {ended && !ended.refusal && (
          <Banner tone="ok" focus>
            {words('role_ended')}
          </Banner>
        )}
        <Refused refusal={ended?.refusal} />
        {administrators === 1 && offers.organization && (
          <Banner tone="info">{words('only_one_administrator')}</Banner>
        )}
        <RolesTable roles={roles} />
        {mayOffer && (
          <Section title={words('invite_administrator')}>
            <RoleForm key={id} {...{ id, offers }} result={offered} />
          </Section>
        )}
      </Stack>
    </>
  )
}
