import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { createLicense, fileStorage, type License, type LicenseStatus } from '@claviger/sdk'
import { toString as qrOf } from 'qrcode'
import { type Build, readBuild } from './build.ts'
import { type Command, Misuse, readCommand, usage } from './command-line.ts'
import { weave } from './weave.ts'

/** Says something to whoever sits at the terminal. */
type Say = (line: string) => void

/** Runs one command and answers the exit code: 0 done, 1 not licensed, 2 not understood. */
export async function main(args: readonly string[], say: Say = console.log): Promise<number> {
  try {
    return await run(readCommand(args), say)
  } catch (fault) {
    if (!(fault instanceof Misuse)) throw fault
    say(fault.message)
    return 2
  }
}

async function run(command: Command, say: Say): Promise<number> {
  if (command.kind === 'help') {
    say(usage)
    return 0
  }
  const license = openLicense(readBuild())
  switch (command.kind) {
    case 'weave':
      return weaveIfLicensed(license, command.rows, say)
    case 'license':
      return tell(await license.status(), say)
    case 'connect':
      return connect(license, say)
    case 'enter':
      return tell(await license.enter(await readCode(command.file)), say)
    case 'release':
      return giveBack(license, say)
  }
}

function openLicense({ home, ...build }: Build): License {
  try {
    return createLicense({ ...build, storage: home === undefined ? undefined : fileStorage(home) })
  } catch (fault) {
    // The SDK throws only for what the program itself got wrong; here, variables may have.
    throw new Misuse(`${(fault as Error).message} (see the variables in README.md)`)
  }
}

/** The one thing the product is for. It asks the vendor when that is due, and works when nobody answers. */
async function weaveIfLicensed(license: License, rows: number, say: Say): Promise<number> {
  const status = await license.check()
  if (!status.runs) {
    tell(status, say)
    return 1
  }
  if (isNews(status)) say(status.words)
  say(weave(48, rows))
  return 0
}

/** Whoever keeps a release for good is not told at every start that the subscription is over. */
function isNews({ verdict, network, clock, storage }: LicenseStatus): boolean {
  const isKept = verdict.kind === 'fallback' && verdict.reason === 'ended'
  const isUsual = verdict.kind === 'valid' || isKept
  return !isUsual || [network, clock, storage].some((one) => one !== undefined)
}

async function connect(license: License, say: Say): Promise<number> {
  const { outcome, reason, status } = await license.activate({
    onPrompt: async ({ userCode, verificationUri, verificationUriComplete }) => {
      say(await qrOf(verificationUriComplete, { type: 'utf8', errorCorrectionLevel: 'L' }))
      say(`Open ${verificationUriComplete}`)
      say(`or type ${userCode} at ${verificationUri}`)
    },
  })
  if (outcome === 'connected') return tell(status, say)
  say(sentences[outcome](reason ?? ''))
  return 1
}

const sentences = {
  denied: () => 'Somebody answered that it was not them. Nothing was connected.',
  'too-late': () => 'Nobody answered in time. Run loomwright activate again for a new code.',
  refused: (reason: string) => `The license service refused: ${reason}`,
  unreachable: (reason: string) =>
    `The license service cannot be reached (${reason}). Without a network, use: loomwright activate --code FILE`,
  'not-genuine': () => 'What answered is not the license service of the vendor. Nothing was connected.',
} as const

async function readCode(file: string | null): Promise<string> {
  try {
    return file === null ? await text(process.stdin) : await readFile(file, 'utf8')
  } catch (fault) {
    throw new Misuse(`The code cannot be read: ${(fault as Error).message}`)
  }
}

async function giveBack(license: License, say: Say): Promise<number> {
  const { source } = await license.status()
  const { released, reason } = await license.release()
  say(released ? farewells[source ?? 'none'] : stillTaken(reason ?? 'no answer'))
  return released ? 0 : 1
}

const farewells = {
  connected: 'This machine has given its place back. Connect it again whenever you like.',
  code: 'This copy has forgotten its activation code. Enter it again whenever you like.',
  none: 'This copy has no license that it could give back.',
} as const

function stillTaken(reason: string): string {
  return `The license service cannot be reached (${reason}): nothing was given back. Try again with a network, or sign this machine out on your license page.`
}

function tell({ words, runs, source }: LicenseStatus, say: Say): number {
  say(words)
  if (source === null)
    say('Connect it: loomwright activate. Or enter a code: loomwright activate --code FILE')
  return runs ? 0 : 1
}
