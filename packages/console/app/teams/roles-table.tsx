import type { RoleRow } from '@claviger/server/teams/administrators-views'
import { Form, Link } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'
import style from './roles-table.module.css'

const looks: Record<RoleRow['state'], { shape: Shape; tone: Tone }> = {
  held: { shape: 'dot', tone: 'ok' },
  offered: { shape: 'envelope', tone: 'warn' },
  void: { shape: 'cross', tone: 'neutral' },
}

interface RolesTableProps {
  organizationId: number
  roles: readonly RoleRow[]
}

/** Everybody with a role, or the offer of one, and the way to end it. */
export function RolesTable({ organizationId, roles }: RolesTableProps) {
  const words = useWords('teams')
  const columns: readonly Column<RoleRow>[] = [
    { key: 'person', head: words('person'), cell: (row) => <Person row={row} /> },
    { key: 'role', head: words('role'), cell: (row) => <RoleAndScope row={row} /> },
    { key: 'state', head: words('state'), cell: (row) => <StateSince row={row} /> },
    { key: 'by', head: words('granted_by'), cell: (row) => <bdi>{row.grantedBy}</bdi>, priority: 3 },
  ]
  const end: Column<RoleRow> = {
    key: 'end',
    head: words('end_role'),
    cell: (row) => row.mayEnd && <EndRole {...{ row, organizationId }} />,
    nowrap: true,
    priority: 1,
  }
  return (
    <DataTable
      caption={words('administrators')}
      columns={roles.some((row) => row.mayEnd) ? [...columns, end] : columns}
      rows={roles}
      rowKey={(row) => row.id}
    />
  )
}

function Person({ row }: { row: RoleRow }) {
  const words = useWords('teams')
  return (
    <span className={style.cell}>
      <PersonName person={row} nobody="" />
      {row.isYou && <span className={style.small}>{words('admins_you')}</span>}
      <NarrowOnly>
        <RoleAndScope row={row} />
        <StateSince row={row} />
      </NarrowOnly>
    </span>
  )
}

function RoleAndScope({ row }: { row: RoleRow }) {
  const words = useWords('teams')
  return (
    <span className={style.cell}>
      {words(`is_${row.role}`)}
      <bdi className={style.small}>{row.team?.name ?? words('whole_organization')}</bdi>
    </span>
  )
}

function StateSince({ row }: { row: RoleRow }) {
  const words = useWords('teams')
  return (
    <span className={style.cell}>
      <StatusChip {...looks[row.state]}>{words(row.state)}</StatusChip>
      <span className={style.small}>
        {row.state === 'void' ? words('admins_void_why') : <MomentText at={row.since.toISOString()} />}
      </span>
    </span>
  )
}

function EndRole({ organizationId, row }: { organizationId: number; row: RoleRow }) {
  const words = useWords('teams')
  const name = row.name || row.address
  if (row.isYou && row.state !== 'held')
    return <Link to={`/role/${organizationId}/${row.id}`}>{words('admins_answer')}</Link>
  return (
    <Form method="post">
      <input type="hidden" name="id" value={row.id} />
      {row.isYou ? (
        <Button variant="quiet" name="act" value="leave" aria-label={words('leave_of', { name })}>
          {words('leave')}
        </Button>
      ) : (
        <Button variant="quiet" name="act" value="take_back" aria-label={words('take_back_of', { name })}>
          {words('take_back')}
        </Button>
      )}
    </Form>
  )
}
