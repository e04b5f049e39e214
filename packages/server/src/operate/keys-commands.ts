import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import { operator } from '@claviger/core/teams/actor'
import { backUpKeys } from '../activation/back-up-keys.ts'
import { installKey } from '../activation/install-key.ts'
import { certify } from '../activation/key-certify.ts'
import { type KeysPage, keysPage } from '../activation/keys-views.ts'
import { requestKey } from '../activation/request-key.ts'
import { restoreKeys } from '../activation/restore-keys.ts'
import { retireKey } from '../activation/retire-key.ts'
import { rotateKey } from '../activation/rotate-key.ts'
import { takeRootOffline } from '../activation/take-root-offline.ts'
import type { Config } from '../config.ts'
import { randomIds } from '../db/new-id.ts'
import { reader, type Tx, writer } from '../db/unit-of-work.ts'
import { openKeyFile, readKeyRequest, readKeyStatement, rootIn, writeNew } from './keys-files.ts'
import { askTwice } from './keys-passphrase.ts'
import { keyLines, keyRefusal, moment } from './keys-words.ts'
import { withDatabase } from './with-database.ts'

/** What one command on the keys was given. */
export interface KeyCommand {
  readonly config: Config
  readonly files: readonly string[]
  readonly root: string | undefined
  readonly at: string | undefined
}

interface Told {
  /** What has to be named, in order. */
  readonly takes: readonly string[]
  readonly run: (command: KeyCommand) => Promise<readonly string[]>
}

/** Every act on the keys by its name at the command line; each answers the lines to print. */
export const keyCommands: Readonly<Record<string, Told>> = {
  list: { takes: [], run: async ({ config }) => keyLines(await shownKeys(config)) },
  rotate: { takes: [], run: rotate },
  retire: { takes: ['KID'], run: retire },
  backup: { takes: ['FILE'], run: backUp },
  restore: { takes: ['FILE'], run: restore },
  'take-root-offline': { takes: ['FILE'], run: leave },
  request: { takes: ['FILE'], run: request },
  certify: { takes: ['REQUEST', 'ANSWER'], run: certifyFile },
  install: { takes: ['ANSWER'], run: install },
}

async function rotate({ config, root: file }: KeyCommand) {
  const current = (await shownKeys(config)).keys.find((key) => key.state === 'current')
  const root = await rootIn(config, file)
  const { kid } = await acted(config, (tx) => rotateKey(tx, { replaces: current?.kid ?? '', ...given(root) }))
  return [`${kid} signs from now on. What ${current?.kid} has signed stays good.`]
}

async function retire({ config, files: [kid = ''], at = '', root: file }: KeyCommand) {
  const root = await rootIn(config, file)
  const plan = await acted(config, (tx) => retireKey(tx, { kid, at, ...given(root) }))
  return [
    ...(plan.rotatesFirst ? ['Another key signs from now on.'] : []),
    `Nothing ${kid} has signed counts from ${moment(plan.at)} on. Its codes are issued anew while Claviger runs.`,
  ]
}

async function backUp({ config, files: [file = ''] }: KeyCommand) {
  await keep(config, file)
  return [
    `Wrote root and signing keys to ${file}. Keep it where this machine is not, and the passphrase apart from it.`,
  ]
}

async function restore({ config, files: [file = ''] }: KeyCommand) {
  const keys = await openKeyFile(config, file)
  const { root } = await acted(config, (tx) => restoreKeys(tx, { keys }))
  return [`The keys of ${file} are back; products that trust ${root} accept what is signed from now on.`]
}

async function leave({ config, files: [file = ''] }: KeyCommand) {
  await keep(config, file)
  await acted(config, (tx) => takeRootOffline(tx, {}))
  return [
    `The root key is in ${file} and no longer here. To make a new signing key: claviger keys rotate --root ${file}`,
  ]
}

async function request({ config, files: [file = ''] }: KeyCommand) {
  const { root, publicKey } = await acted(config, (tx) => requestKey(tx, {}))
  await writeNew(file, jsonText({ claviger: 'key request', root, publicKey }))
  return [`Wrote ${file}. Where the root is: claviger keys certify ${file} ANSWER --root FILE`]
}

async function certifyFile({ config, files: [asked = '', file = ''], root: kept }: KeyCommand) {
  const { publicKey } = await readKeyRequest(asked)
  const root = await rootIn(config, kept)
  if (root === undefined) throw new Error('Give the file of the root key with --root FILE.')
  await writeNew(
    file,
    jsonText({ claviger: 'key statement', statement: certify(root, publicKey, new Date()) }),
  )
  return [`Wrote ${file}. Where Claviger runs: claviger keys install ${file}`]
}

async function install({ config, files: [file = ''] }: KeyCommand) {
  const { statement } = await readKeyStatement(file)
  const { kid } = await acted(config, (tx) => installKey(tx, { statement }))
  return [`${kid} signs from now on.`]
}

/** The keys count as kept only once the file is there. */
async function keep(config: Config, file: string): Promise<void> {
  const typed = await askTwice(config)
  await acted(config, async (tx) => {
    const made = await backUpKeys(tx, typed)
    if (made.ok) await writeNew(file, made.plan.text)
    return made
  })
}

async function shownKeys(config: Config): Promise<KeysPage> {
  const looked = await withDatabase(config, ({ db }) =>
    reader({ db, clock: () => new Date(), newId: randomIds })(operator, (read) => keysPage(read, {})),
  )
  return planOf(looked)
}

async function acted<Plan>(config: Config, act: (tx: Tx) => Promise<Decision<Plan, Refusal>>): Promise<Plan> {
  const doors = (db: Parameters<typeof writer>[0]['db']) => ({
    db,
    clock: () => new Date(),
    newId: randomIds,
  })
  return planOf(await withDatabase(config, ({ db }) => writer(doors(db))(operator, act)))
}

function planOf<Plan>(decision: Decision<Plan, Refusal>): Plan {
  if (!decision.ok) throw new Error(keyRefusal(decision.refusal))
  return decision.plan
}

const given = (root: string | undefined) => (root === undefined ? {} : { root })
const jsonText = (content: object) => `${JSON.stringify(content, null, 2)}\n`
