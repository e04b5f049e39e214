import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Actor } from '@claviger/core/teams/actor'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Application } from '../packages/server/src/application.ts'
import { type Connection, connect, type Database } from '../packages/server/src/db/connect.ts'
import { openLog } from '../packages/server/src/http/log.ts'
import { type Service, startService } from '../packages/server/src/start-service.ts'
import { freshDatabase, type TestDatabase } from '../packages/server/src/testing/database.ts'
import { openChromium } from './chromium.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { type MovedClock, moveClock } from './moved-clock.ts'
import { seatVisitor, type Visitor, type VisitorWishes } from './visitor.ts'

/** The whole product, running: real server, real database, real browser. Only the clock is the story's own. */
export interface House {
  readonly app: Application
  /** Where the house answers; nothing a visitor does may lead elsewhere. */
  readonly origin: string
  /** The path of the first run, while there is one. */
  readonly setupPath: string
  readonly clock: MovedClock
  readonly mail: Mailbox
  /** A look at the rows themselves, past the service. */
  readonly database: Database
  /** Lets every letter leave that is due by now. */
  deliver(): Promise<void>
  /** Every line the service has logged, at the most talkative level. */
  readonly logged: readonly string[]
  /** Seats somebody at a browser of their own, signed in as this address or as nobody. */
  visitor(wishes?: VisitorWishes, signedInAs?: string): Promise<Visitor>
  /** Who this address is to the application, with the rights of this moment. */
  actor(address: string): Promise<Actor>
}

const builtConsole = fileURLToPath(new URL('../packages/console/build', import.meta.url))

/** Opens a house for the tests of one file. Whatever went wrong unseen in a browser fails the test that was running. */
export function openHouse(): { readonly house: House } {
  const opened: { house?: House; close?: () => Promise<void> } = {}
  const guests: Visitor[] = []
  beforeAll(async () => Object.assign(opened, await open(guests)))
  afterEach(async () => {
    const faults = guests.flatMap((guest) => guest.faults)
    await Promise.all(guests.splice(0).map((guest) => guest.context.close()))
    expect(faults, 'what went wrong unseen').toEqual([])
  })
  afterAll(() => opened.close?.())
  return {
    get house() {
      if (!opened.house) throw new Error('the house is not open yet')
      return opened.house
    },
  }
}

async function open(guests: Visitor[]): Promise<{ house: House; close: () => Promise<void> }> {
  if (!existsSync(join(builtConsole, 'server', 'index.js')))
    throw new Error('The console is not built: `npm test` builds it, or run `node tools/start.mjs` once.')
  const clock = moveClock()
  const [place, browser] = await Promise.all([freshDatabase(), openChromium()])
  const logged: string[] = []
  const { service, dataDir } = await serve(place, logged)
  const database = connect(place.connection, () => {}, 2)
  const house = houseOf({ service, browser, clock, database, logged, guests })
  const close = async () => {
    await Promise.all([browser.close(), service.stop(), database.close()])
    await place.drop()
    clock.restore()
    rmSync(dataDir, { recursive: true })
  }
  return { house, close }
}

async function serve(place: TestDatabase, logged: string[]): Promise<{ service: Service; dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'claviger-story-'))
  const databaseUrl = urlOf(place.connection)
  const service = await startService({
    config: {
      ...{ port: 0, host: '127.0.0.1', dataDir, databaseUrl, logLevel: 'debug', apiAssignStatus: 200 },
      ...{ publicUrl: undefined, smtpUrl: undefined, mailFrom: undefined, passphrase: undefined },
    },
    log: openLog('debug', { write: (line) => void logged.push(line) }),
    say: (line) => void logged.push(line),
    clock: () => new Date(),
  })
  return { service, dataDir }
}

function urlOf(connection: Exclude<Connection, { url: string }>): string {
  const { host, port, user, database } = connection
  return `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
}

interface Parts {
  readonly service: Service
  readonly browser: Browser
  readonly clock: MovedClock
  readonly database: Database
  readonly logged: readonly string[]
  readonly guests: Visitor[]
}

function houseOf({ service, browser, clock, database, logged, guests }: Parts): House {
  const { app, publicOrigin: origin, setupLink, delivery } = service
  const signIn = async (address: string): Promise<string> => {
    const signedIn = await app.access.signInAs({ address, from: new Headers() })
    if (!signedIn.ok) throw new Error(`${address}: ${signedIn.refusal.code}`)
    return signedIn.plan.setCookie.split(';')[0] ?? ''
  }
  return {
    ...{ app, origin, clock, database, logged, mail: openMailbox(app) },
    deliver: () => delivery.deliverDue(),
    setupPath: setupLink?.slice(origin.length) ?? '',
    async visitor(wishes = {}, signedInAs = '') {
      const guest = await seatVisitor(browser, origin, wishes)
      guests.push(guest)
      if (signedInAs) {
        const [name = '', value = ''] = (await signIn(signedInAs)).split('=', 2)
        await guest.context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
      }
      return guest
    },
    actor: async (address) =>
      app.access.actorOf(new Request(origin, { headers: { cookie: await signIn(address) } })),
  }
}
