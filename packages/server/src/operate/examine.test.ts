import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { operator } from '@claviger/core/teams/actor'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { backUpKeys } from '../activation/back-up-keys.ts'
import { type Config, readConfig } from '../config.ts'
import { freshDatabase } from '../testing/database.ts'
import { withKeys } from '../testing/keys.ts'
import { openStory, planOf } from '../testing/story.ts'
import { examine } from './examine.ts'
import { sayHello } from './say-hello.ts'

const servers: (Server | SMTPServer)[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(
    servers.splice(0).map((server) => new Promise<void>((closed) => server.close(() => closed()))),
  )
})

async function listen(greet: (socket: Socket) => void): Promise<number> {
  const server = createServer(greet).on('connection', (socket) => sockets.push(socket))
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

function configOf(env: Record<string, string>): Config {
  const read = readConfig({ PORT: '0', DATA_DIR: '/nowhere', ...env })
  if (!read.ok) throw new Error('a wrong setting in a test')
  return read.config
}

async function finding(env: Record<string, string>, part: string) {
  const found = (await examine(configOf(env))).find((one) => one.part === part)
  return `${found?.state}: ${found?.sentence}`
}

describe('greeting a mail server', () => {
  test('answers its introduction and sends nothing', async () => {
    const letters: string[] = []
    const onMailFrom = ({ address }: { address: string }) => letters.push(address)
    const server = new SMTPServer({
      banner: 'mail.harrowvale.example',
      disabledCommands: ['STARTTLS'],
      onMailFrom,
    })
    servers.push(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.server.address() as AddressInfo
    expect(await sayHello(`smtp://user:secret@127.0.0.1:${port}`)).toContain('mail.harrowvale.example')
    expect(letters).toEqual([])
  })

  test.each<[string, (socket: Socket) => void, string]>([
    ['says no', (socket) => socket.end('554 No service\r\n'), 'it said "554 No service"'],
    ['hangs up', (socket) => socket.end(), 'it hung up'],
    ['breaks off', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['says nothing', () => {}, 'no answer in time'],
  ])('fails when it %s', async (_, greet, reason) => {
    const port = await listen(greet)
    await expect(sayHello(`smtp://127.0.0.1:${port}`, 200)).rejects.toThrow(reason)
  })
})

describe('the doctor', () => {
  test('makes no database where there is none', async () => {
    expect(await finding({}, 'database')).toBe('note: none yet; the first start makes one in /nowhere')
  })

  test('asks for a backup of the root key until there is one', async () => {
    const place = await freshDatabase()
    const { host, port, user, database } = place.connection
    const env = {
      DATABASE_URL: `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    }
    expect(await finding(env, 'keys')).toBe('note: none yet; the next start makes them')
    const story = await withKeys(await openStory(place.connection))
    expect(await finding(env, 'keys')).toMatch(
      /^note: the root key has no backup. .*claviger keys backup FILE$/,
    )
    planOf(await story.write(operator, backUpKeys, { passphrase: 'nine bobbins', again: 'nine bobbins' }))
    expect(await finding(env, 'keys')).toBe('good: the root key is kept here, backed up on 2026-11-02')
    await story.close()
    await place.drop()
  })

  test('names a port that another program has', async () => {
    const port = await listen((socket) => socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'))
    expect(await finding({ PORT: String(port) }, 'port')).toBe(
      `bad: ${port} on 127.0.0.1 is taken by another program. Stop it, or set another PORT.`,
    )
  })

  test('says what to check when the mail server does not answer', async () => {
    expect(await finding({ SMTP_URL: 'smtp://127.0.0.1:1' }, 'mail')).toMatch(
      /^bad: .*ECONNREFUSED.* SMTP_URL/,
    )
  })

  test('says that links without a public address open on this machine only (O-35)', async () => {
    expect(await finding({}, 'address')).toMatch(/^note: no PUBLIC_URL: .* on this machine only/)
    expect(await finding({ PUBLIC_URL: 'https://l.example' }, 'address')).toBe('good: https://l.example')
  })

  test('explains an unreachable database server', async () => {
    const found = await finding({ DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/none' }, 'database')
    expect(found).toMatch(/^bad: .*ECONNREFUSED.* Check DATABASE_URL/)
    expect(found).not.toContain('hunter2')
  })
})
