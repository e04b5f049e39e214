import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { openKeys } from '../activation/key-file.ts'
import type { KeptKey } from '../activation/key-store.ts'
import type { Config } from '../config.ts'
import { askPassphrase } from './keys-passphrase.ts'

/** What travels to the keeper of the root, and what comes back: plain to read, nothing in it is secret. */
const request = z.object({
  claviger: z.literal('key request'),
  root: z.string(),
  publicKey: z.string().length(43),
})
const answer = z.object({ claviger: z.literal('key statement'), statement: z.string() })

export type KeyRequestFile = z.infer<typeof request>
export type KeyStatementFile = z.infer<typeof answer>

/** Reads what another machine asks the root to sign for. */
export async function readKeyRequest(path: string): Promise<KeyRequestFile> {
  return shaped(request, path, 'a request for a key: make one with claviger keys request FILE')
}

/** Reads what the root has signed. */
export async function readKeyStatement(path: string): Promise<KeyStatementFile> {
  return shaped(
    answer,
    path,
    'an answer of the root: make one with claviger keys certify REQUEST ANSWER --root FILE',
  )
}

/** Opens a file of kept keys with the passphrase of whoever sits there. */
export async function openKeyFile(config: Config, path: string): Promise<readonly KeptKey[]> {
  const text = await textOf(path)
  return openKeys(text, await askPassphrase(config, `Passphrase of ${path}: `))
}

/** The private half of the root in a file of kept keys, or nothing when no file was given. */
export async function rootIn(config: Config, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  const root = (await openKeyFile(config, path)).find((key) => key.role === 'root')
  if (!root?.privateKey) throw new Error(`${path} holds no root key.`)
  return root.privateKey
}

/** Writes a file only its owner can read, and never over another one. */
export async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(path), text, { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Error(`${path} exists already. Choose another name, or remove it first.`)
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(resolve(path), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(`There is no file ${path}.`)
  }
}

async function shaped<Shape>(shape: z.ZodType<Shape>, path: string, what: string): Promise<Shape> {
  const read = shape.safeParse(jsonIn(await textOf(path)))
  if (!read.success) throw new Error(`${path} is not ${what}`)
  return read.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
