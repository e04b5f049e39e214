import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { Misuse } from './misuse.ts'

/** What may be on a command line, in a file or in a pipe: the code itself, whatever stands around it. */
export async function codeText(given: string): Promise<string> {
  if (given === '-') return text(process.stdin)
  if (given.includes('.') && given.length > 200) return given
  return textOfFile(given)
}

/** Reads a small file, or says which one is missing. */
export async function textOfFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Misuse(
      `${path} cannot be read: ${(error as Error).message}. Give a code, a file that holds one, or -.`,
    )
  }
}
