import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { operator, system } from '@claviger/core/teams/actor'
import { createAccess } from './access/access.ts'
import { openCallLog } from './activation/call-log.ts'
import { sweepCalls } from './activation/call-store.ts'
import { encloseCodes } from './activation/enclose-codes.ts'
import { startRenewal } from './activation/renewal.ts'
import { createApplication, createRoutes, renderLetter } from './app.ts'
import type { Application } from './application.ts'
import { sweepPeopleFiles } from './assignment/people-file-store.ts'
import { keepSeatDays } from './assignment/seat-day-store.ts'
import type { Config } from './config.ts'
import { type Connection, connect, type Database } from './db/connect.ts'
import { openEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { randomIds } from './db/new-id.ts'
import { type Doors, type Write, writer } from './db/unit-of-work.ts'
import { sweepAnswers } from './http/api/answer-store.ts'
import { loadConsole } from './http/console.ts'
import { createHttp } from './http/create-http.ts'
import { type Listener, listen } from './http/listen.ts'
import type { Log } from './http/log.ts'
import { publicOriginOf } from './http/own-host.ts'
import { openJobQueue } from './job-queue.ts'
import { startJobs } from './jobs/run-jobs.ts'
import { type Delivery, startDelivery } from './outbox/deliver.ts'
import { coverKeptSecrets } from './outbox/letter-store.ts'
import { smtpCarrier } from './outbox/smtp.ts'
import { startRounds } from './rounds.ts'
import { roundsOf } from './rounds-of.ts'

/** A running installation. */
export interface Service {
  readonly app: Application
  /** The start of every address people open. */
  readonly publicOrigin: string
  readonly delivery: Delivery
  /** Where the first run begins; nothing once it is finished. */
  readonly setupLink: string | null
  /** Answers what is under way, sends what is on its way, and closes everything. */
  stop(): Promise<void>
}

export interface ServiceParts {
  readonly config: Config
  readonly log: Log
  /** Is given lines for whoever started the service. */
  readonly say: (line: string) => void
  readonly clock?: () => Date
  /** Runs when the application works and before anybody is let in. */
  readonly prepare?: (app: Application) => Promise<void>
  readonly consoleFolder?: string
}

const builtConsole = fileURLToPath(new URL('../../console/build', import.meta.url))
const hourMs = 3_600_000
const notKept = 'how many seats are in use could not be kept'

/** Opens database, identity, outbox and console, and serves them. */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { config } = parts
  const listener = await listen(config.host, config.port)
  const closing: (() => Promise<unknown>)[] = [() => listener.close()]
  const stop = async () => {
    for (const close of closing.splice(0)) await close()
  }
  try {
    const place = await openDatabase(parts)
    closing.push(place.close)
    return { ...(await serve(parts, listener, place.database, closing)), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

async function serve(
  parts: ServiceParts,
  listener: Listener,
  { db }: Database,
  closing: (() => Promise<unknown>)[],
): Promise<Omit<Service, 'stop'>> {
  const { config, log, clock = () => new Date() } = parts
  const publicOrigin = publicOriginOf(config.publicUrl, listener.port)
  const doors: Doors = { db, clock, newId: randomIds }
  const delivery = startDelivery({
    ...{ db, clock, publicOrigin, log },
    render: renderLetter,
    enclose: (letters) => writer(doors)(system, (tx) => encloseCodes(tx, letters)),
    carrier: config.smtpUrl === undefined ? null : smtpCarrier({ url: config.smtpUrl }),
    from: config.mailFrom,
    jitter: Math.random,
  })
  closing.splice(1, 0, () => delivery.stop())
  const access = await createAccess(doors, waking(writer(doors), delivery), publicOrigin)
  const onWritten = () => {
    delivery.wake()
    renewal.wake()
    jobs.wake()
  }
  const app = createApplication({ config, doors, access, publicOrigin, onWritten })
  const renewal = startRenewal({ renew: () => renewSome(app), log })
  closing.splice(1, 0, () => renewal.stop())
  const jobs = startJobs({ queue: openJobQueue(doors), log })
  closing.splice(1, 0, () => jobs.stop())
  const rounds = startRounds({ rounds: roundsOf(app), log })
  closing.splice(1, 0, () => rounds.stop())
  closing.splice(
    1,
    0,
    sweepEveryHour(async () => {
      await access.sweep()
      await coverKeptSecrets(db, clock())
      await sweepCalls(db, clock())
      await sweepAnswers(db, clock())
      await keepSeatDays(db, clock())
      await sweepPeopleFiles(db, clock())
    }, log),
  )
  await parts.prepare?.(app)
  await app.operations.ensureKeys(system, {})
  const days = keepSeatDays(db, clock()).catch((fault) => log.warn({ fault }, notKept))
  closing.splice(1, 0, () => days)
  const console = await loadConsole(parts.consoleFolder ?? builtConsole)
  const setupLink = await makeSetupLink(app, publicOrigin)
  const calls = openCallLog(doors, log)
  closing.splice(1, 0, () => Promise.all([calls.drained(), access.tokensNoted()]))
  const routes = createRoutes({ app, publicOrigin, log, note: calls.note })
  listener.serve(createHttp({ app, console, publicOrigin, log, routes }).fetch)
  return { app, publicOrigin, delivery, setupLink }
}

/** Gives new codes to a bounded number of people whose codes say what is no longer true; answers how many. */
async function renewSome(app: Application): Promise<number> {
  const renewing = await app.operations.renewCodes(system, {})
  return renewing.ok ? renewing.plan.renewed : 0
}

/** Codes are written past the application's operations, and nobody likes to wait for one. */
function waking(write: Write, delivery: Delivery): Write {
  return async (actor, run) => {
    const answer = await write(actor, run)
    delivery.wake()
    return answer
  }
}

interface OpenDatabase {
  readonly database: Database
  readonly close: () => Promise<void>
}

/** Opens the configured database, embedded or a server's, with its schema up to date. */
async function openDatabase({ config, log, say }: ServiceParts): Promise<OpenDatabase> {
  const embedded =
    config.databaseUrl === undefined
      ? await openEmbedded({ dataDir: config.dataDir, log: say, onLost: endProcess })
      : null
  const connection: Connection = embedded?.connection ?? { url: config.databaseUrl ?? '' }
  const database = connect(connection, (fault) => log.warn({ fault }, 'a database connection broke'))
  const close = async () => {
    await database.close()
    await embedded?.stop()
  }
  try {
    await migrate(database.db, `${hostname()} ${process.pid}`)
  } catch (fault) {
    await close()
    throw fault
  }
  return { database, close }
}

/** The folder is somebody else's now: nothing this process could still do would be right. */
function endProcess(reason: Error): void {
  console.error(reason.message)
  process.exit(1)
}

async function makeSetupLink(app: Application, publicOrigin: string): Promise<string | null> {
  const made = await app.operations.makeSetupKey(operator, {})
  return made.ok ? `${publicOrigin}/setup?key=${made.plan.key}` : null
}

/** Forgets, every hour, what has run out. */
function sweepEveryHour(sweep: () => Promise<void>, log: Log): () => Promise<void> {
  const sweepOnce = () =>
    sweep().catch((fault) => log.warn({ fault }, 'what has run out could not be forgotten'))
  const timer = setInterval(sweepOnce, hourMs)
  timer.unref()
  return async () => clearInterval(timer)
}
