import { createInterface } from 'node:readline'
import { createInterface as createAsking } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Config } from '../config.ts'

/** Answers the passphrase of a file: from the settings, from the first line of a pipe, or typed unseen. */
export async function askPassphrase({ passphrase }: Config, question: string): Promise<string> {
  if (passphrase !== undefined) return passphrase
  return process.stdin.isTTY ? typedUnseen(question) : firstLine()
}

/** Answers a new passphrase and what was typed the second time; only a keyboard can slip. */
export async function askTwice(config: Config): Promise<{ passphrase: string; again: string }> {
  const passphrase = await askPassphrase(config, 'Passphrase for the file: ')
  const typed = config.passphrase === undefined && process.stdin.isTTY
  return { passphrase, again: typed ? await typedUnseen('The same again: ') : passphrase }
}

async function typedUnseen(question: string): Promise<string> {
  process.stderr.write(question)
  const unseen = new Writable({ write: (_piece, _encoding, done) => done() })
  const asking = createAsking({ input: process.stdin, output: unseen, terminal: true })
  try {
    return await asking.question('')
  } finally {
    asking.close()
    process.stderr.write('\n')
  }
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new Error('Set CLAVIGER_PASSPHRASE, or type the passphrase when asked.')
}
