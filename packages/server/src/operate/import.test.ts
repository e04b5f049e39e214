import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../db/connect.ts'
import { type Embedded, openEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { openStory, type Story } from '../testing/story.ts'

const example = new URL('../../../../docs/guides/import.example.json', import.meta.url)
const bin = fileURLToPath(new URL('../../../cli/bin/claviger.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'claviger-import-'))
let embedded: Embedded
let story: Story

beforeAll(async () => {
  chmodSync(folder, 0o711)
  embedded = await openEmbedded({ dataDir: folder, log: () => {}, fsync: false })
  const database = connect(embedded.connection, () => {})
  await migrate(database.db, 'test')
  await database.close()
  story = await openStory(embedded.connection)
})

afterAll(async () => {
  await story.close()
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function bring(args: readonly string[], input?: string) {
  const child = spawn(process.execPath, [bin, 'import', ...args], {
    cwd: folder,
    env: { DATA_DIR: folder },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input ?? '')
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

const told = readFileSync(example, 'utf8')

/** The example as another customer's, changed. */
function written(name: string, change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(told.replaceAll('7104777', '7104778').replaceAll('HV7K2M9Q', 'HV8K2M9Q'))
  change(file)
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(file))
  return path
}

describe('claviger import', () => {
  test('--dry-run says what would come, and saves nothing', async () => {
    const { code, out, err } = await bring([fileURLToPath(example), '--dry-run'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      'This would be brought in, and nothing was saved. Harrow & Vale (customer code 7104777): ' +
        '1 organization, 2 teams, 2 new names, 1 account, 1 role, 4 licenses, 1 API token\n',
    )
  })

  test('brings an organization in from a pipe, and prints each token once', async () => {
    const { code, out, err } = await bring(['-'], told)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(
      /^Brought in Harrow & Vale \(customer code 7104777\): 1 organization, .*1 API token\n/,
    )
    const [token] =
      /^[0-9a-z]{25}(?= {2}ines\.okafor@harrowvale\.example {2}administrator {2}Onboarding script)/m.exec(
        out,
      ) ?? []
    expect(token).toBeDefined()
    const again = await bring([fileURLToPath(example)])
    expect(again).toEqual({
      ...{ code: 0, err: '' },
      out: 'Everything of Harrow & Vale (customer code 7104777) is here already. Nothing was changed.\n',
    })
  })

  test('--json answers the same for programs', async () => {
    const { code, out } = await bring([written('json.json', () => {}), '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      ...{ customerCode: 7_104_778, dryRun: false, organizationIsNew: true },
      brought: {
        ...{ products: 0, teams: 2, people: 2, accounts: 0, roles: 1, licenses: 4, tokens: 1 },
        ...{ subscriptions: 3, pools: 3 },
      },
      tokens: [
        {
          ...{ email: 'ines.okafor@harrowvale.example', role: 'administrator', name: 'Onboarding script' },
          token: expect.stringMatching(/^[0-9a-z]{25}$/),
        },
      ],
    })
  })

  test('tells every mistake by its place, and ends with 1', async () => {
    const path = written('wrong.json', (file) => {
      Object.assign(file, { roles: [{ email: 'ines.okafor@harrowvale.example', role: 'viewer' }] })
      Object.assign((file.licenses as object[])[2] ?? {}, { team: 2_000_009 })
      Object.assign(file.organization as object, { code: 7_104_779 })
    })
    const { code, out, err } = await bring([path])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    const lines = err.split('\n')
    expect(lines).toContain('licenses[2].team: There is no team 2000009.')
    expect(lines).toContain(
      'roles: Somebody must be administrator, or nobody could look after the organization.',
    )
    expect(lines).toContain('licenses[0].licenseId: License HV8K2M9Q01 is with customer 7104778.')
    expect(lines).toContain(
      "tokens[0].role: The person's roles do not allow administrator there, only viewer.",
    )
    expect(lines.at(-2)).toBe('Nothing was saved.')
    const program = await bring([path, '--json'])
    expect(program.code).toBe(1)
    expect(JSON.parse(program.out)).toMatchObject({
      code: 'import_wrong',
      problems: expect.arrayContaining([
        { path: 'licenses[2].team', code: 'team_unknown', description: 'There is no team 2000009.' },
      ]),
    })
  })

  test.each<[string, () => string, RegExp]>([
    ['a file that is not there', () => 'none.json', /^There is no file none\.json\.\n$/],
    ['what is no JSON', () => fileURLToPath(import.meta.url), /is not JSON: /],
    ['what is no text', () => bytes('bytes.json', 4), /is not a text in UTF-8\.\n$/],
    ['more than 200 MB', () => bytes('large.json', 201 * 1024 * 1024), /is larger than 200 MB\.\n$/],
  ])('refuses %s with a sentence', async (_, file, sentence) => {
    const { code, out, err } = await bring([file()])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
  })

  function bytes(name: string, size: number): string {
    const path = join(folder, name)
    writeFileSync(path, Buffer.from([0xff, 0xfe]))
    truncateSync(path, size)
    return path
  }
})
