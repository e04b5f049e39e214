import { isUtf8 } from 'node:buffer'
import { createReadStream, existsSync } from 'node:fs'

const mostBytes = 200 * 1024 * 1024

/** Reads one JSON value from a file, or from standard input where the name is `-`; what is no such thing is told so. */
export async function readJsonFile(name: string): Promise<unknown> {
  const bytes = await readAll(name)
  if (!isUtf8(bytes)) throw new Error(`${name} is not a text in UTF-8.`)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (fault) {
    throw new Error(`${name} is not JSON: ${(fault as Error).message}`)
  }
}

async function readAll(name: string): Promise<Buffer> {
  if (name !== '-' && !existsSync(name)) throw new Error(`There is no file ${name}.`)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of name === '-' ? process.stdin : createReadStream(name)) {
    size += (chunk as Buffer).length
    if (size > mostBytes) throw new Error(`${name} is larger than ${mostBytes / 1024 / 1024} MB.`)
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
