import { Link } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { useWords } from '../words/use-words.ts'
import style from './roles-table.module.css'
import type { TokenShown } from './tokens.server.ts'

/** The tokens that are alive: what each is for, whose it is, and when it was last used. */
export function TokensTable({ tokens, home }: { tokens: readonly TokenShown[]; home: string }) {
  const words = useWords('tokens')
  const columns: readonly Column<TokenShown>[] = [
    { key: 'name', head: words('token'), cell: (row) => <Named row={row} /> },
    { key: 'role', head: words('may'), cell: (row) => <MayDo row={row} /> },
    { key: 'owner', head: words('owner'), cell: (row) => <Owner row={row} /> },
    { key: 'made', head: words('made'), cell: (row) => <MomentText at={row.createdAt} />, priority: 3 },
    { key: 'used', head: words('last_used'), cell: (row) => <LastUsed row={row} /> },
    {
      ...{ key: 'acts', head: words('acts'), nowrap: true, priority: 1 },
      cell: (row) => <Acts row={row} home={home} />,
    },
  ]
  return <DataTable caption={words('tokens')} columns={columns} rows={tokens} rowKey={(row) => row.id} />
}

interface RowProps {
  row: TokenShown
}

function Named({ row }: RowProps) {
  const words = useWords('tokens')
  return (
    <span className={style.cell}>
      <bdi>{row.name}</bdi>
      <span className={style.small}>
        {words.rich('starts_with', {}, { key: <code dir="ltr">{row.hint}</code> })}
      </span>
      <NarrowOnly>
        <MayDo row={row} />
        <Owner row={row} />
        <span className={style.small}>{words.rich('used_when', {}, { when: <LastUsed row={row} /> })}</span>
      </NarrowOnly>
    </span>
  )
}

/** What it was made for; where its owner may no longer do that, what is left of it. */
function MayDo({ row }: RowProps) {
  const words = useWords('tokens')
  return (
    <span className={style.cell}>
      <span>{words(`is_${row.role}`)}</span>
      <bdi className={style.small}>{row.team?.name ?? words('whole_organization')}</bdi>
      {row.actsAs !== row.role && (
        <StatusChip shape={row.actsAs ? 'half-dot' : 'cross'} tone={row.actsAs ? 'warn' : 'neutral'}>
          {words(row.actsAs ? 'only_reads_now' : 'does_nothing_now')}
        </StatusChip>
      )}
    </span>
  )
}

function Owner({ row }: RowProps) {
  const words = useWords('tokens')
  return (
    <span className={style.cell}>
      <PersonName person={row.owner} nobody="" />
      {row.own && <span className={style.small}>{words('you')}</span>}
    </span>
  )
}

function LastUsed({ row }: RowProps) {
  const words = useWords('tokens')
  if (row.lastUsedAt) return <MomentText at={row.lastUsedAt} />
  return <span className={style.small}>{words(row.rotatedAt ? 'not_used_since_new_key' : 'not_used')}</span>
}

function Acts({ row, home }: RowProps & { home: string }) {
  const words = useWords('tokens')
  const at = `${home}/api/${row.id}`
  return (
    <span className={style.cell}>
      {row.own && (
        <Link to={`${at}/rotate`} aria-label={words('rotate_of', { token: row.name })}>
          {words('rotate')}
        </Link>
      )}
      <Link to={`${at}/revoke`} aria-label={words('revoke_of', { token: row.name })}>
        {words('revoke')}
      </Link>
    </span>
  )
}
