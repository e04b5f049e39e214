import type { AdministratorsPage } from '@claviger/server/teams/administrators-views'
import { redirect, useSearchParams } from 'react-router'
import { doneAct, refusedAct, resultOf, useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { formId } from '../form-ids.server.ts'
import { shown } from '../shown.ts'
import { typedIn } from '../typed.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/administrators'
import { changeRoles } from './change-roles.server.ts'
import { OpenOffers } from './open-offers.tsx'
import { RoleForm } from './role-form.tsx'
import { RolesTable } from './roles-table.tsx'

type Args = Pick<Route.LoaderArgs, 'context' | 'request'> & {
  params: { organization: string; team?: string | undefined }
}

async function pageFor({ context, params, request }: Args): Promise<AdministratorsPage> {
  const { app, actor } = context.get(applicationContext)
  const query = { slug: params.organization, team: params.team }
  return shown(await app.views.administratorsPage(actor, query), request)
}

export async function loader(args: Route.LoaderArgs) {
  return { page: await pageFor(args), id: formId() }
}

export async function action(args: Route.ActionArgs) {
  const form = await args.request.formData()
  const { organizationId, roles } = await pageFor(args)
  const typed = typedIn(form)
  const change = await changeRoles(args.context, organizationId, typed)
  if (!change.ok) return refusedAct(form, change.refusal)
  const remains = roles.some((row) => row.isYou && row.state === 'held' && row.id !== typed.id)
  const { act, role } = change.plan
  if (act === 'left' && !remains) throw redirect('/me')
  return doneAct(args.url, act, { role })
}

/** Who may do what in an organization, or in one of its teams. Never empty. */
export default function Administrators({ loaderData: { page, id }, actionData }: Route.ComponentProps) {
  const words = useWords('teams')
  const { organizationId, team, roles, offers, administrators, organization } = page
  const mayOffer = offers.organization || offers.teams.length > 0
  const result = useActResult(actionData)
  const ended = resultOf(result, 'take_back') ?? resultOf(result, 'leave')
  // A link of the document's own: the browser moves the focus into the field.
  const invite = (
    <LinkButton to="#field-email" reloadDocument>
      {words('admins_invite_second')}
    </LinkButton>
  )
  const count = { count: administrators, organization }
  return (
    <>
      <PageHead
        title={words('administrators')}
        summary={
          team ? words('admins_team_summary', { team: team.name }) : words('administrators_summary', count)
        }
      />
      <Stack>
        {result && !result.refusal && <Done act={result.act} roles={roles} key={id} />}
        <Refused refusal={ended?.refusal} fix={offers.organization && invite} />
        <Standing page={page} mayOffer={mayOffer} />
        <RolesTable {...{ organizationId, roles }} />
        <OpenOffers {...{ organizationId, roles }} />
        {mayOffer && (
          <Section title={words('invite_administrator')}>
            <RoleForm key={id} {...{ id, offers }} result={resultOf(result, 'offer')} />
          </Section>
        )}
      </Stack>
    </>
  )
}

/** What the last form came to, where it happened. */
function Done({ act, roles }: { act: string; roles: AdministratorsPage['roles'] }) {
  const words = useWords('teams')
  const [params] = useSearchParams()
  const address = roles.find((row) => row.id === params.get('role'))?.address ?? ''
  const sentences: Readonly<Record<string, string>> = {
    offered: words('admins_offered', { address }),
    offered_before: words('admins_offered_before', { address }),
    held_before: words('admins_held_before', { address }),
  }
  return (
    <Banner tone="ok" focus>
      {sentences[act] ?? words('role_ended')}
    </Banner>
  )
}

/** Where the reader stands here: alone at the top, or looking on. */
function Standing({ page, mayOffer }: { page: AdministratorsPage; mayOffer: boolean }) {
  const words = useWords('teams')
  const format = useFormat()
  const runs = (state: 'held' | 'offered') =>
    page.roles
      .filter((row) => row.role === 'administrator' && row.state === state)
      .map((row) => row.name || row.address)
  if (!mayOffer) return <p>{words('admins_read_only', { names: format.list(runs('held')) })}</p>
  if (!page.offers.organization || page.administrators !== 1) return null
  const asked = runs('offered')
  return (
    <Banner tone="info">
      {asked.length > 0
        ? words('admins_only_you_asked', { names: format.list(asked) })
        : words('only_one_administrator')}
    </Banner>
  )
}
