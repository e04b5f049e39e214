import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type ApiCaller, type OpenApi, openApi } from '@claviger/server/testing/account-api'
import { askBy, newLink, seatsOf } from '@claviger/server/testing/acts'
import { freshDatabase, type TestDatabase } from '@claviger/server/testing/database'
import { withKeys } from '@claviger/server/testing/keys'
import { type Customer, newCustomer, newTeam, openStory, type Story } from '@claviger/server/testing/story'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
let place: TestDatabase
let story: Story
let api: OpenApi
let customer: Customer
let admin: ApiCaller

beforeAll(async () => {
  place = await freshDatabase()
  story = await withKeys(await openStory(place.connection))
  api = await openApi(story)
})

afterAll(async () => {
  await api.close()
  await story.close()
  await place.drop()
})

beforeEach(async () => {
  customer = await newCustomer(story, 5)
  admin = await api.tokenFor(customer, { role: 'administrator' })
})

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command as a shell does; the environment says where to call and as whom. */
async function claviger(
  args: readonly string[],
  { piped = '', ...changes }: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const env = {
    ...{ PATH: process.env.PATH, CLAVIGER_URL: api.url, CLAVIGER_TOKEN: admin.token },
    ...{ CLAVIGER_CUSTOMER: String(admin.customer), ...changes },
  }
  const child = spawn(process.execPath, [main, ...args], { env })
  child.stdin.end(piped)
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

const from = () => ['--team', String(customer.teamId), '--product', 'LOOM']
const roman = ['roman@harrowvale.example', '--first-name', 'Roman', '--last-name', 'Loskutov']

test('one person gets a license, and gives it back', async () => {
  expect(await claviger(['licenses', 'assign', ...roman, ...from()])).toMatchObject({ code: 0, err: '' })
  expect((await seatsOf(story, customer)).holders).toEqual(['roman@harrowvale.example'])
  const revoked = await claviger(['licenses', 'revoke', '--email', 'roman@harrowvale.example'])
  expect(revoked).toMatchObject({ code: 0, err: '' })
  expect(revoked.out).toContain('1 taken back, 0 skipped, 0 refused.')
  expect((await seatsOf(story, customer)).holders).toEqual([])
  const [, job = ''] = /claviger jobs undo (\S+)/.exec(revoked.out) ?? []
  expect(await claviger(['jobs', 'undo', job])).toMatchObject({ code: 0, err: '' })
  expect((await seatsOf(story, customer)).holders).toEqual(['roman@harrowvale.example'])
})

test('a pasted list is judged line by line, and one refused line is told by the end', async () => {
  const piped = 'Anna Berg <anna@harrowvale.example>\nnot-an-address\n'
  const said = await claviger(['licenses', 'assign-many', '-', ...from()], { piped })
  expect(said.code).toBe(1)
  expect(said.out).toContain('1 assigned, 0 skipped, 1 refused.')
  expect(said.out).toContain('(INVALID_CONTACT_EMAIL)')
  expect((await seatsOf(story, customer)).holders).toEqual(['anna@harrowvale.example'])
})

test('with --preview nothing is given', async () => {
  const piped = 'Anna Berg <anna@harrowvale.example>'
  const said = await claviger(['licenses', 'assign-many', '-', ...from(), '--preview'], { piped })
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(said.out).toContain('1 would be assigned')
  expect((await seatsOf(story, customer)).holders).toEqual([])
})

test('a list is a table for people, and with --all and --json every row for programs', async () => {
  const page = await claviger(['licenses', 'list', '--per-page', '2'])
  expect(page.out).toMatch(/^LICENSE +PRODUCT +TEAM/)
  expect(page.out).toContain('2 of 5; the rest with --page or --all')
  const all = await claviger(['licenses', 'list', '--per-page', '2', '--all', '--json'])
  expect(JSON.parse(all.out)).toHaveLength(5)
})

test('with --all the log is read on from where it was, each event once', async () => {
  const piped = Array.from({ length: 5 }, (_, n) => `Anna Berg <anna.${n}@harrowvale.example>`).join('\n')
  await claviger(['licenses', 'assign-many', '-', ...from()], { piped })
  const given = ['events', '--what', 'license_assigned', '--json', '--all']
  const said = await claviger([...given, '--per-page', '2'])
  const events = (JSON.parse(said.out) as { eventId: string }[]).map((event) => event.eventId)
  expect([events.length, new Set(events).size]).toEqual([5, 5])
})

test('a team is made, filled by number and merged', async () => {
  const made = await claviger(['teams', 'create', 'Night shift', '--json'])
  const night = String(JSON.parse(made.out).id)
  const moving = ['--product', 'LOOM', '--count', '3', '--from', String(customer.teamId), '--to', night]
  expect((await claviger(['teams', 'transfer', ...moving])).out).toContain('3 moved')
  const merging = ['teams', 'merge', night, '--into', String(customer.teamId)]
  expect((await claviger([...merging, '--preview'])).out).toContain('would become part of')
  expect((await claviger(merging)).code).toBe(0)
  expect((await claviger(['teams', 'list'])).out).not.toContain('Night shift')
})

test('licenses named go to another team', async () => {
  const other = await newTeam(story, customer, 0)
  const listed = await claviger(['licenses', 'list', '--per-page', '2', '--json'])
  const ids = (JSON.parse(listed.out) as { licenseId: string }[]).map((one) => one.licenseId)
  const said = await claviger(['licenses', 'move', ...ids, 'NOPE123456', '--to', String(other.teamId)])
  expect(said.out).toContain('2 of 3 moved.')
})

test('a link, people, the log and products are listed', async () => {
  await claviger(['licenses', 'assign', ...roman, ...from()])
  const link = await claviger(['invitations', 'create', ...from(), '--cap', '3', '--json'])
  const { invitationId, address } = JSON.parse(link.out)
  expect(address).toMatch(/^https:\/\/licenses\.fenwick\.example\/i\//)
  expect((await claviger(['invitations', 'pause', invitationId])).out).toBe('Paused.\n')
  expect((await claviger(['invitations', 'list'])).out).toContain('paused')
  expect((await claviger(['people', 'list', '--search', 'roman'])).out).toContain('LOOM')
  expect((await claviger(['events', '--what', 'license_assigned'])).out).toContain('license assigned')
  expect((await claviger(['products'])).out).toContain('Loomwright')
})

test('who asks for a license is listed, given one or told no', async () => {
  const link = await newLink(story, customer, { asksFirst: 'after' })
  const yes = await askBy(story, link, 'noor@harrowvale.example')
  const no = await askBy(story, link, 'ben@harrowvale.example')
  expect((await claviger(['requests', 'approve', yes])).out).toContain('1 approved, 0 not.')
  expect((await claviger(['requests', 'decline', no, '--note', 'In spring'])).out).toBe('1 declined.\n')
  expect((await claviger(['requests', 'list', '--state', 'all'])).out).toMatch(/granted[\s\S]*declined/)
  expect((await claviger(['requests', 'decline', no])).err).toContain('REQUEST_ANSWERED')
})

test('a token is made, shown once, and ended', async () => {
  const made = await claviger(['tokens', 'create', 'Nightly', '--role', 'viewer', '--json'])
  const { token, tokenId } = JSON.parse(made.out)
  const asViewer = { CLAVIGER_TOKEN: token }
  expect((await claviger(['tokens', 'show'], asViewer)).out).toContain('VIEWER')
  expect((await claviger(['tokens', 'list'])).out).not.toContain(token)
  expect((await claviger(['tokens', 'revoke', tokenId])).code).toBe(0)
  expect(await claviger(['tokens', 'show'], asViewer)).toMatchObject({ code: 1 })
})

describe('the end of a command tells a program what happened', () => {
  test('1: refused, in words with the code of the API', async () => {
    const said = await claviger(['licenses', 'show', 'NOPE123456'])
    expect(said).toEqual({ code: 1, out: '', err: 'There is no license NOPE123456. (LICENSE_NOT_FOUND)\n' })
    const json = await claviger(['licenses', 'show', 'NOPE123456', '--json'])
    expect(JSON.parse(json.err)).toEqual({ code: 'LICENSE_NOT_FOUND', description: 'NOPE123456' })
  })

  test.each([
    ['without a token', ['teams', 'list'], { CLAVIGER_TOKEN: '' }, 'CLAVIGER_TOKEN'],
    ['without an address', ['teams', 'list'], { CLAVIGER_URL: '' }, 'CLAVIGER_URL'],
    ['with a word for a number', ['teams', 'show', 'two'], {}, 'whole number'],
    ['with half of what is needed', ['licenses', 'assign', ...roman], {}, '--license'],
    ['with an unknown option', ['teams', 'list', '--token', 'abc'], {}, '--token'],
  ])('2: wrongly asked, %s', async (_, args, changes, named) => {
    const said = await claviger(args, changes)
    expect(said.code).toBe(2)
    expect(said.err).toContain(named)
  })

  test('3: nobody has answered', async () => {
    const said = await claviger(['teams', 'list'], { CLAVIGER_URL: 'http://127.0.0.1:9' })
    expect(said.code).toBe(3)
    expect(said.err).toContain('does not answer')
  })
})
