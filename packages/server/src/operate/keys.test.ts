import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../testing/database.ts'
import { withKeys } from '../testing/keys.ts'
import { openStory, type Story } from '../testing/story.ts'

const entry = fileURLToPath(new URL('keys.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'claviger-keys-'))
let database: TestDatabase
let story: Story

beforeAll(async () => {
  database = await freshDatabase()
  story = await withKeys(await openStory(database.connection))
})
afterAll(async () => {
  await story.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

interface Given {
  readonly passphrase?: string
  readonly piped?: string
}

async function keys(line: string, { passphrase = 'nine brass bobbins', piped }: Given = {}) {
  const { host, port, user, database: name } = database.connection
  const child = spawn(process.execPath, [entry, '--', ...line.split(' ')], {
    cwd: folder,
    env: {
      DATABASE_URL: `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}&port=${port}`,
      ...(piped === undefined ? { CLAVIGER_PASSPHRASE: passphrase } : {}),
    },
  })
  child.stdin.end(piped ?? '')
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const signing = async () => /signing {2}(\S{8}) {2}signs since/.exec((await keys('list')).out)?.[1]

test('a wrong word, a missing file and an unknown key end with a sentence and a failing end', async () => {
  expect(await keys('rotat')).toMatchObject({
    code: 1,
    err: expect.stringContaining('list, rotate, retire, backup'),
  })
  expect((await keys('backup')).err).toBe('Write it as: claviger keys backup FILE\n')
  expect((await keys('restore nothing')).err).toBe('There is no file nothing.\n')
  expect((await keys('retire AAAAAAAA')).err).toBe(
    'There is no signing key AAAAAAAA. See: claviger keys list\n',
  )
  expect((await keys('retire AAAAAAAA --at someday')).err).toMatch(/^Write --at as a day/)
})

test('keys are listed, changed, retired and kept, and the root leaves and signs from its file', async () => {
  expect((await keys('list')).out).toMatch(
    /^root {5}\S{8} {2}kept here, NOT backed up\nsigning {2}\S{8} {2}signs since/,
  )
  const first = await signing()
  expect((await keys('rotate')).out).toContain(`What ${first} has signed stays good.`)
  expect((await keys('take-root-offline root.json')).code).toBe(0)
  expect((await keys('list')).out).toContain('kept elsewhere, backed up')
  expect((await keys('rotate')).err).toContain('Give its file with --root FILE.')

  const second = await signing()
  expect((await keys('rotate --root root.json')).out).toContain('signs from now on')
  expect((await keys(`retire ${second} --at 2199-01-01 --root root.json`)).out).toContain(
    `Nothing ${second} has signed`,
  )
  expect((await keys('list')).out).toContain(`${second}  retired as of 2199-01-01T00:00Z`)
  expect((await keys('restore root.json')).code).toBe(0)
  expect((await keys('list')).out).toContain('kept here, backed up')
})

test('a file of keys is for its owner alone, never written over, and opens with nothing but its passphrase', async () => {
  expect((await keys('backup kept.json')).out).toContain('Keep it where this machine is not')
  expect(statSync(join(folder, 'kept.json')).mode & 0o777).toBe(0o600)
  expect((await keys('backup kept.json')).err).toContain('kept.json exists already')
  expect((await keys('restore kept.json', { passphrase: 'ten brass bobbins' })).err).toMatch(
    /^This passphrase does not/,
  )
  expect((await keys('restore kept.json', { piped: 'nine brass bobbins\n' })).code).toBe(0)
  expect((await keys('backup short.json', { passphrase: 'short' })).err).toContain('at least 12 characters')
})

test('a backup that could not be written does not count as one', async () => {
  const place = await freshDatabase()
  const other = await withKeys(await openStory(place.connection))
  const before = database
  database = place
  writeFileSync(join(folder, 'there.json'), '')
  expect((await keys('backup there.json')).code).toBe(1)
  expect((await keys('list')).out).toContain('NOT backed up')
  database = before
  await other.close()
  await place.drop()
})

test('a root that never comes here signs for a request that is carried to it', async () => {
  expect((await keys('request request.json')).out).toContain('claviger keys certify request.json ANSWER')
  const asked = JSON.parse(read('request.json'))
  expect(Object.keys(asked)).toEqual(['claviger', 'root', 'publicKey'])
  expect((await keys('certify request.json answer.json')).err).toContain('--root FILE')
  expect((await keys('certify kept.json answer.json --root kept.json')).err).toContain(
    'is not a request for a key',
  )
  expect((await keys('certify request.json answer.json --root kept.json')).code).toBe(0)
  expect((await keys('install answer.json')).out).toContain('signs from now on')
  expect(await signing()).toBe(asked.publicKey.slice(0, 8))
})
