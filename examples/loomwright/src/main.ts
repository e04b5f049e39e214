import { readFile } from 'node:fs/promises'
import { createLicense, fileStorage, type License, type LicenseStatus } from '@claviger/sdk'
import { toString as qrOf } from 'qrcode'
import { type Build, readBuild } from './build.ts'
import { weave } from './weave.ts'

/** Says something to whoever sits at the terminal. */
type Say = (line: string) => void

const usage = `loomwright weave [ROWS]          weave a piece of twill
loomwright license               what license this copy has, and until when
loomwright activate              connect this machine by a short code in the browser
loomwright activate --code FILE  enter an activation code from a file, or from standard input with -
loomwright release               give this machine's place back`

/** Runs one command and answers the exit code: 0 done, 1 not licensed, 2 not understood. */
export async function main(args: readonly string[], say: Say = console.log): Promise<number> {
  const [command = '', ...rest] = args
  const build = readBuild()
  const license = openLicense(build)
  switch (command) {
    case 'weave':
      return weaveIfLicensed(license, Number(rest[0] ?? 8), say)
    case 'license':
      return tell(await license.status(), say)
    case 'activate':
      return rest[0] === '--code' ? enter(license, rest[1] ?? '-', say) : connect(license, say)
    case 'release':
      return giveBack(license, say)
    default:
      say(usage)
      return command === '' || command === 'help' ? 0 : 2
  }
}

function openLicense({ home, ...build }: Build): License {
  return createLicense({ ...build, storage: home === undefined ? undefined : fileStorage(home) })
}

/** The one thing the product is for. It asks the vendor when that is due, and works when nobody answers. */
async function weaveIfLicensed(license: License, rows: number, say: Say): Promise<number> {
  const status = await license.check()
  if (!status.runs) {
    say(status.words)
    return 1
  }
  if (status.verdict.kind !== 'valid' || status.network || status.clock) say(status.words)
  say(weave(48, Number.isInteger(rows) && rows > 0 ? Math.min(rows, 1000) : 8))
  return 0
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

async function enter(license: License, file: string, say: Say): Promise<number> {
  const code = file === '-' ? await readInput() : await readFile(file, 'utf8')
  return tell(await license.enter(code), say)
}

async function readInput(): Promise<string> {
  let text = ''
  for await (const part of process.stdin) text += String(part)
  return text
}

async function giveBack(license: License, say: Say): Promise<number> {
  const { released, reason } = await license.release()
  say(
    released
      ? 'This machine has given its place back. Connect it again whenever you like.'
      : `The license service cannot be reached (${reason ?? 'no answer'}): nothing was given back. Try again with a network, or sign this machine out on your license page.`,
  )
  return released ? 0 : 1
}

function tell(status: LicenseStatus, say: Say): number {
  say(status.words)
  return status.runs ? 0 : 1
}
