import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Config } from '../config.ts'
import type { Database } from '../db/connect.ts'
import { hasEmbedded } from '../db/embedded.ts'
import { appliedMigrations, migrations } from '../db/migrate.ts'
import { sayHello } from './say-hello.ts'
import { withDatabase } from './with-database.ts'

/** What was found about one part of the installation, and what to do if it is not as it should be. */
export interface Finding {
  readonly state: 'good' | 'note' | 'bad'
  readonly part: string
  readonly sentence: string
}

const oldestPostgres = 150_000

/** Examines everything an installation stands on, changing nothing. */
export async function examine(config: Config): Promise<Finding[]> {
  const [database, mail, port] = await Promise.all([
    examineDatabase(config),
    examineMail(config),
    examinePort(config),
  ])
  return [examineNode(), examineConsole(), ...database, port, examinePublicUrl(config), mail]
}

function examineNode(): Finding {
  const fine = Number(process.versions.node.split('.')[0]) >= 24
  return fine
    ? good('Node', process.version)
    : bad('Node', `${process.version} is too old. Install Node 24 or newer.`)
}

function examineConsole(): Finding {
  const script = fileURLToPath(new URL('../../../../tools/console-state.mjs', import.meta.url))
  const state = spawnSync(process.execPath, [script], { encoding: 'utf8' }).stdout.trim()
  return state === 'fresh'
    ? good('console', 'built from the present sources')
    : note('console', `its build is ${state}; "npm start" makes it`)
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  if (!config.databaseUrl && !hasEmbedded(config.dataDir)) {
    return [note('database', `none yet; the first start makes one in ${config.dataDir}`)]
  }
  try {
    return await withDatabase(config, examineSchema)
  } catch (error) {
    const fix = config.databaseUrl
      ? ' Check DATABASE_URL, and that the server takes connections from here.'
      : ''
    return [bad('database', `${(error as Error).message}${fix}`)]
  }
}

async function examineSchema({ pool, db }: Database): Promise<Finding[]> {
  const { rows } = await pool.query<{ version: string; number: string }>(
    "select current_setting('server_version') as version, current_setting('server_version_num') as number",
  )
  const { version = '', number = '0' } = rows[0] ?? {}
  if (Number(number) < oldestPostgres)
    return [bad('database', `PostgreSQL ${version} is too old. Use 15 or newer.`)]
  const applied = new Set(await appliedMigrations(db))
  const pending = migrations.filter(({ name }) => !applied.has(name)).length
  if (pending > 0) {
    const schema = `${pending} migrations pending; the next start applies them`
    return [note('database', `PostgreSQL ${version}, ${schema}`)]
  }
  return [good('database', `PostgreSQL ${version}, schema up to date`), await examineKeys(db)]
}

async function examineKeys(db: Database['db']): Promise<Finding> {
  const root = await db.selectFrom('signing_key').selectAll().where('role', '=', 'root').executeTakeFirst()
  if (!root) return note('keys', 'none yet; the next start makes them')
  if (!root.backed_up_at)
    return note('keys', 'the root key has no backup. Make one: claviger keys backup FILE')
  const place = root.private_key === null ? 'kept elsewhere' : 'kept here'
  return good(
    'keys',
    `the root key is ${place}, backed up on ${root.backed_up_at.toISOString().slice(0, 10)}`,
  )
}

async function examineMail({ smtpUrl, mailFrom }: Config): Promise<Finding> {
  if (!smtpUrl) return note('mail', 'no SMTP_URL: letters are not sent, but can be read at /vendor/mail')
  try {
    const greeting = `the server answers: ${await sayHello(smtpUrl)}`
    if (mailFrom) return good('mail', greeting)
    return note(
      'mail',
      `${greeting}. No MAIL_FROM: letters come from the vendor's address; see that it may send them`,
    )
  } catch (error) {
    return bad(
      'mail',
      `the server does not answer (${(error as Error).message}). Check host and port of SMTP_URL.`,
    )
  }
}

async function examinePort({ port, host }: Config): Promise<Finding> {
  if (await isFree(port, host)) return good('port', `${port} is free`)
  const here = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const answer = await fetch(`http://${here.includes(':') ? `[${here}]` : here}:${port}/healthz`, {
    signal: AbortSignal.timeout(3_000),
  }).catch(() => undefined)
  return answer?.ok
    ? good('port', `Claviger is serving on ${port}`)
    : bad('port', `${port} on ${host} is taken by another program. Stop it, or set another PORT.`)
}

function isFree(port: number, host: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
    .once('error', () => resolve(false))
    .once('listening', () => server.close(() => resolve(true)))
    .listen(port, host)
  return promise
}

function examinePublicUrl({ publicUrl, host }: Config): Finding {
  if (!publicUrl) {
    const alone = ['127.0.0.1', 'localhost', '::1'].includes(host)
    return note(
      'address',
      `no PUBLIC_URL: links in letters ${alone ? 'open on this machine only' : `name ${host}`}`,
    )
  }
  if (publicUrl.startsWith('https:')) return good('address', publicUrl)
  return note('address', `${publicUrl} is not encrypted; put a proxy with TLS before it and use https`)
}

function good(part: string, sentence: string): Finding {
  return { state: 'good', part, sentence }
}

function note(part: string, sentence: string): Finding {
  return { state: 'note', part, sentence }
}

function bad(part: string, sentence: string): Finding {
  return { state: 'bad', part, sentence }
}
