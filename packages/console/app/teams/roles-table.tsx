import type { RoleRow } from '@claviger/server/teams/administrators-views'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'

const looks: Record<RoleRow['state'], { shape: Shape; tone: Tone }> = {
  held: { shape: 'dot', tone: 'ok' },
  offered: { shape: 'envelope', tone: 'warn' },
  void: { shape: 'cross', tone: 'neutral' },
}

/** Everybody with a role, or the offer of one, and the way to end it. */
export function RolesTable({ roles }: { roles: readonly RoleRow[] }) {
  const words = useWords('teams')
  const columns: readonly Column<RoleRow>[] = [
    { key: 'name', head: words('person'), cell: (row) => <bdi>{row.name || row.address}</bdi> },
    { key: 'address', head: words('address'), cell: (row) => <bdi dir="ltr">{row.address}</bdi> },
    { key: 'role', head: words('role'), cell: (row) => words(`is_${row.role}`), priority: 1 },
    {
      key: 'scope',
      head: words('scope'),
      cell: (row) => (row.team ? <bdi>{row.team.name}</bdi> : words('whole_organization')),
      priority: 3,
    },
    {
      key: 'state',
      head: words('state'),
      cell: (row) => <StatusChip {...looks[row.state]}>{words(row.state)}</StatusChip>,
    },
    { key: 'by', head: words('granted_by'), cell: (row) => <bdi>{row.grantedBy}</bdi>, priority: 3 },
    { key: 'end', head: words('end_role'), cell: (row) => row.mayEnd && <EndRole row={row} />, priority: 1 },
  ]
  return (
    <DataTable caption={words('administrators')} columns={columns} rows={roles} rowKey={(row) => row.id} />
  )
}

function EndRole({ row }: { row: RoleRow }) {
  const words = useWords('teams')
  const name = row.name || row.address
  const act = row.isYou ? 'leave' : 'take_back'
  return (
    <Form method="post">
      <input type="hidden" name="id" value={row.id} />
      <Button variant="quiet" name="act" value={act} aria-label={words(`${act}_of`, { name })}>
        {words(act)}
      </Button>
    </Form>
  )
}
