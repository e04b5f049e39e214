import type { Permission } from '@claviger/core/teams/permissions'
import { Outlet } from 'react-router'
import { loadOrganizationFrame } from '../frames.server.ts'
import { Frame, type NavGroup } from '../ui/frame.tsx'
import { TitleContext } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
import type { WordKey } from '../words/catalogs.ts'
import { useWords, type Words } from '../words/use-words.ts'
import type { Route } from './+types/organization-layout'

export const loader = ({ context, params, request }: Route.LoaderArgs) =>
  loadOrganizationFrame(context, request, params.organization, params.team)

/** Everything of one organization, or of one of its teams. */
export default function OrganizationLayout({ loaderData: frame }: Route.ComponentProps) {
  const words = useWords()
  const root = useRoot()
  const place = frame.team ? `${frame.team.name}, ${frame.name}` : frame.name
  return (
    <Frame
      place={place}
      role={words(`role_${frame.role}`)}
      groups={navigation(frame, words)}
      others={frame.others}
      account={frame.account}
      shortcuts={root.shortcuts}
    >
      <TitleContext value={[place, root.vendorName]}>
        <Outlet />
      </TitleContext>
    </Frame>
  )
}

/** Only pages that exist, and that the reader may use. The money belongs to the whole organization, not to a team. */
function navigation(frame: Route.ComponentProps['loaderData'], words: Words<'common'>): readonly NavGroup[] {
  const { home, team, permissions } = frame
  const page = (below: string, label: WordKey<'common'>, right: Permission, here = true) =>
    here && permissions.includes(right) ? [{ to: `${home}${below}`, label: words(label) }] : []
  return [
    {
      key: 'licenses',
      entries: [
        { to: home, label: words('nav_home'), exact: true },
        ...page('/licenses', 'nav_licenses', 'licenses.see'),
        ...page('/people', 'nav_people', 'people.see'),
        ...page('/reports', 'nav_reports', 'licenses.see'),
        ...page('/team', 'nav_team', 'teams.see', team !== null),
        ...page('/teams', 'nav_teams', 'teams.see_all', team === null),
      ],
    },
    {
      key: 'hand_out',
      label: words('group_hand_out'),
      entries: [
        ...page('/assign', 'nav_assign', 'licenses.assign'),
        ...page('/links', 'nav_links', 'invitations.see'),
        ...page('/requests', 'nav_requests', 'people.see').map((entry) => ({
          ...entry,
          count: frame.requestsWaiting,
        })),
        ...page('/code-requests', 'nav_code_requests', 'people.see'),
        ...page('/jobs', 'nav_jobs', 'people.see'),
      ],
    },
    {
      key: 'organization',
      label: words('group_organization'),
      entries: [
        ...page('/orders', 'nav_orders', 'orders.see', team === null),
        ...page('/admins', 'nav_admins', 'roles.see'),
        ...page('/activity', 'nav_activity', 'events.see'),
        ...page('/api', 'nav_api', 'tokens.read'),
        ...page('/letters', 'nav_letters', 'organization.see'),
        ...page('/settings', 'nav_settings', 'organization.settings', team === null),
      ],
    },
  ].filter((group) => group.entries.length > 0)
}
