import type { InvitationRow } from '@claviger/server/assignment/invitation-views'
import { Link } from 'react-router'
import { notShown } from '../answers.ts'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/links-page'
import { LinkChip } from './link-chip.tsx'
import { LinkTaken } from './link-taken.tsx'
import { placeOf } from './place.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { app, actor, place, scope } = await placeOf(args)
  const found = await app.views.invitationsPage(actor, scope)
  if (!found.ok) throw notShown(found.refusal)
  return { home: place.home, mayManage: place.mayManageLinks, links: found.plan.invitations }
}

/** Every link by which people take a license themselves. */
export default function LinksPage({ loaderData: { home, links, mayManage } }: Route.ComponentProps) {
  const words = useWords('assignment')
  const columns = useColumns(home)
  const create = mayManage && (
    <LinkButton to={`${home}/links/new`} variant="primary">
      {words('create_link')}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title={words('links')}
        summary={links.length > 0 && words('links_summary')}
        actions={links.length > 0 && create}
      />
      {links.length === 0 ? (
        <EmptyState title={words('no_links_title')} action={create}>
          {words('no_links')}
        </EmptyState>
      ) : (
        <DataTable caption={words('links')} columns={columns} rows={links} rowKey={(link) => link.id} />
      )}
    </>
  )
}

function useColumns(home: string): Column<InvitationRow>[] {
  const words = useWords('assignment')
  const format = useFormat()
  return [
    {
      key: 'name',
      head: words('name'),
      cell: (link) => (
        <Link to={`${home}/links/${link.id}`}>
          {link.name || words('unnamed_link', { product: link.product.name })}
        </Link>
      ),
    },
    {
      key: 'gives',
      head: words('gives'),
      priority: 3,
      cell: (link) => words('from_team', { product: link.product.name, team: link.team.name }),
    },
    {
      key: 'used',
      head: words('taken'),
      priority: 1,
      nowrap: true,
      cell: (link) => <LinkTaken link={link} />,
    },
    {
      key: 'who',
      head: words('who_may'),
      priority: 3,
      cell: (link) => (link.domains.length === 0 ? words('anybody') : format.list(link.domains)),
    },
    {
      key: 'ends',
      head: words('ends'),
      nowrap: true,
      cell: (link) => (link.endsOn ? <DayText day={link.endsOn} /> : words('never')),
    },
    {
      key: 'status',
      head: words('status'),
      priority: 1,
      nowrap: true,
      cell: (link) => <LinkChip refusal={link.refusal} />,
    },
  ]
}
