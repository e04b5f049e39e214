import { Link } from 'react-router'
import { LinkChip } from '../assignment/link-chip.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Actions, Section } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedTeam } from './team-page.server.ts'

type TeamLinksProps = Pick<LoadedTeam, 'home' | 'team' | 'links' | 'mayManageLinks'>
type LinkRow = LoadedTeam['links'][number]

/** The links that hand out a team's licenses. */
export function TeamLinks({ home, team, links, mayManageLinks }: TeamLinksProps) {
  const words = useWords('teams')
  const columns = useColumns(home)
  if (links.length === 0 && !mayManageLinks) return null
  return (
    <Section title={words('team_links')}>
      {links.length === 0 ? (
        <p>{words('team_no_links')}</p>
      ) : (
        <DataTable caption={words('team_links')} columns={columns} rows={links} rowKey={(link) => link.id} />
      )}
      {mayManageLinks && team.totals.total > 0 && (
        <Actions>
          <LinkButton to={`${home}/links/new?team=${team.id}`}>{words('team_new_link')}</LinkButton>
        </Actions>
      )}
    </Section>
  )
}

function useColumns(home: string): Column<LinkRow>[] {
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
    { key: 'product', head: words('product'), cell: (link) => link.product.name },
    {
      key: 'used',
      head: words('taken'),
      ...{ priority: 1, nowrap: true },
      cell: ({ taken, cap }) => (cap === null ? format.number(taken) : words('taken_of', { taken, cap })),
    },
    {
      key: 'status',
      head: words('status'),
      ...{ priority: 1, nowrap: true },
      cell: (link) => <LinkChip refusal={link.refusal} />,
    },
  ]
}
