import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotOpen } from './cannot-open.ts'
import type { RunningServer } from './embedded-server.ts'

/** A held data folder: kept by an open session, so the system itself gives it up when this process dies. */
export interface Ownership {
  /** False once the server has died; its process id must not be used any more. */
  readonly alive: boolean
  /** Settles when the session ends, by `release` or because the server died. */
  readonly ended: Promise<void>
  release(): Promise<void>
}

const lock = [0x636c6176, 0x69676572] as const
const patienceMs = 500

/** Becomes the one owner of the server's data folder, or fails naming who owns it and since when. */
export async function takeOwnership(server: RunningServer, dataDir: string): Promise<Ownership> {
  const since = new Date().toISOString()
  const client = new pg.Client({ ...server.connection, application_name: `claviger ${process.pid} ${since}` })
  client.on('error', () => {})
  const ended = Promise.withResolvers<void>()
  let alive = true
  client.once('end', () => {
    alive = false
    ended.resolve()
  })
  await client.connect()
  if (await tryLock(client)) {
    return {
      get alive() {
        return alive
      },
      ended: ended.promise,
      release: () => client.end(),
    }
  }

  const holder = await holderOf(client)
  await client.end()
  throw new CannotOpen('held', heldBy(holder, dataDir))
}

/** An owner that was just killed leaves its session open for a few milliseconds more. */
async function tryLock(client: pg.Client): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; ; await delay(25)) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [
      ...lock,
    ])
    if (rows[0]?.held) return true
    if (Date.now() > deadline) return false
  }
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [...lock],
  )
  return rows[0]?.name ?? ''
}

function heldBy(holder: string, dataDir: string): string {
  const [, pid = 'unknown', since = ''] = holder.split(' ')
  const when = since.slice(0, 19).replace('T', ' ')
  return (
    `The data folder ${dataDir} is in use by process ${pid}${when && ` since ${when} UTC`}. ` +
    'Stop that process first, or start this one with another DATA_DIR.'
  )
}
