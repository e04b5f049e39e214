import { randomUUID } from 'node:crypto'
import type pg from 'pg'

type Row = Readonly<Record<string, unknown>>

/** What one bulk assignment left in the database: the rows a bare copy of the work must write. */
export interface WrittenRows {
  readonly inserts: readonly { readonly table: string; readonly rows: readonly Row[] }[]
  readonly licenses: readonly Row[]
}

const tables = ['person', 'job', 'assignment', 'job_item', 'letter', 'event'] as const

/** Reads what a job wrote, as another organization with as many free licenses would write it. */
export async function rowsForTwin(
  pool: pg.Pool,
  from: { readonly organizationId: number; readonly jobId: string },
  to: { readonly organizationId: number; readonly teamId: number },
): Promise<WrittenRows> {
  const ids = new Map<unknown, string>()
  const fresh = (value: unknown) => ids.get(value) ?? remember(ids, value)
  const licenses = await pairLicenses(pool, from.organizationId, to.organizationId)
  const twin = (row: Row): Row => ({
    ...row,
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, twinValue(name, value)])),
  })
  const twinValue = (name: string, value: unknown): unknown => {
    if (value === null) return null
    if (name === 'organization_id') return to.organizationId
    if (name === 'team_id') return to.teamId
    if (name === 'license_id') return licenses.get(value)
    if (name === 'door') return randomUUID().replaceAll('-', '').slice(0, 26)
    if (name === 'facts') return JSON.stringify(value)
    return name === 'id' || name.endsWith('_id') ? fresh(value) : value
  }
  const inserts = []
  for (const table of tables) {
    const { rows } = await pool.query(written(table), [from.organizationId, from.jobId])
    inserts.push({ table, rows: rows.map(twin) })
  }
  const given = inserts.find((insert) => insert.table === 'assignment')?.rows ?? []
  return { inserts, licenses: given }
}

function remember(ids: Map<unknown, string>, value: unknown): string {
  const id = randomUUID()
  ids.set(value, id)
  return id
}

function written(table: (typeof tables)[number]): string {
  const one = { person: '$2::uuid is not null', job: 'id = $2', event: '$2::uuid is not null' } as const
  const condition = table === 'person' || table === 'job' || table === 'event' ? one[table] : 'job_id = $2'
  return `select * from ${table} where organization_id = $1 and ${condition}`
}

async function pairLicenses(pool: pg.Pool, from: number, to: number): Promise<Map<unknown, unknown>> {
  const { rows } = await pool.query(
    `select a.id as mine, b.id as theirs from license a join license b on b.position = a.position
      where a.organization_id = $1 and b.organization_id = $2`,
    [from, to],
  )
  return new Map(rows.map((row) => [row.mine, row.theirs]))
}

/** Prepares the statements that write these rows, so that only sending and running them is measured. */
export async function prepareBare(pool: pg.Pool, written: WrittenRows): Promise<readonly pg.QueryConfig[]> {
  const inserts = []
  for (const { table, rows } of written.inserts) inserts.push(await insertOf(pool, table, rows))
  return [...inserts, licensesOf(written.licenses), poolOf(written.licenses)]
}

async function insertOf(pool: pg.Pool, table: string, rows: readonly Row[]): Promise<pg.QueryConfig> {
  const { rows: columns } = await pool.query(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  )
  const names = columns.map((column) => column.name)
  const arrays = columns.map((column, index) => `$${index + 1}::${column.type}[]`)
  return {
    text: `insert into ${table} (${names.join(', ')}) select * from unnest(${arrays.join(', ')})`,
    values: names.map((name) => rows.map((row) => row[name])),
  }
}

function licensesOf(given: readonly Row[]): pg.QueryConfig {
  const column = (name: string) => given.map((row) => row[name])
  return {
    text: `update license set status = 'invited', assignment_id = e.a, person_id = e.p
      from unnest($2::text[], $3::uuid[], $4::uuid[]) as e (l, a, p) where organization_id = $1 and license.id = e.l`,
    values: [given[0]?.organization_id, column('license_id'), column('id'), column('person_id')],
  }
}

function poolOf(given: readonly Row[]): pg.QueryConfig {
  return {
    text: 'update pool set free = free - $2, invited = invited + $2 where organization_id = $1',
    values: [given[0]?.organization_id, given.length],
  }
}

/** Runs prepared statements in one transaction. */
export async function runBare(pool: pg.Pool, statements: readonly pg.QueryConfig[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const { text, values } of statements) await client.query(text, values)
    await client.query('commit')
  } finally {
    client.release()
  }
}
