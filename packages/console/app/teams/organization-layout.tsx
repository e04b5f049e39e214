import { rolePermissions } from '@claviger/core/teams/permission-matrix'
import { Outlet } from 'react-router'
import { loadOrganizationFrame } from '../frames.server.ts'
import { Frame, type NavGroup } from '../ui/frame.tsx'
import { TitleContext } from '../ui/page-head.tsx'
import { useRoot } from '../use-root.ts'
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

/** The money belongs to the whole organization: a team's people do not see it. */
function seesOrders({ team, role }: Route.ComponentProps['loaderData']): boolean {
  return team === null && (role === 'administrator' || role === 'viewer')
}

/** Only pages that exist; one that waits for a later release is not drawn. */
function navigation(frame: Route.ComponentProps['loaderData'], words: Words<'common'>): readonly NavGroup[] {
  const { home, team, role, maySeeTeams } = frame
  const settings = team === null && role === 'administrator'
  const tokens = rolePermissions[role].includes('tokens.read')
  return [
    {
      key: 'licenses',
      entries: [
        { to: home, label: words('nav_home'), exact: true },
        { to: `${home}/licenses`, label: words('nav_licenses') },
        { to: `${home}/people`, label: words('nav_people') },
        ...(team ? [{ to: `${home}/team`, label: words('nav_team') }] : []),
        ...(!team && maySeeTeams ? [{ to: `${home}/teams`, label: words('nav_teams') }] : []),
      ],
    },
    {
      key: 'hand_out',
      label: words('group_hand_out'),
      entries: [
        { to: `${home}/assign`, label: words('nav_assign') },
        { to: `${home}/links`, label: words('nav_links') },
        { to: `${home}/code-requests`, label: words('nav_code_requests') },
        { to: `${home}/jobs`, label: words('nav_jobs') },
      ],
    },
    {
      key: 'organization',
      label: words('group_organization'),
      entries: [
        ...(seesOrders(frame) ? [{ to: `${home}/orders`, label: words('nav_orders') }] : []),
        { to: `${home}/admins`, label: words('nav_admins') },
        ...(tokens ? [{ to: `${home}/api`, label: words('nav_api') }] : []),
        ...(settings ? [{ to: `${home}/settings`, label: words('nav_settings') }] : []),
      ],
    },
  ]
}
