import { parseArgs } from 'node:util'

/** What somebody wants of Loomwright. */
export type Command =
  | { readonly kind: 'weave'; readonly rows: number }
  | { readonly kind: 'license' | 'connect' | 'release' | 'help' }
  /** An activation code in this file, or on standard input. */
  | { readonly kind: 'enter'; readonly file: string | null }

/** What was typed, or set in a variable, makes no sense. */
export class Misuse extends Error {}

export const usage = `loomwright weave [ROWS]          weave a piece of twill
loomwright license               what license this copy has, and until when
loomwright activate              connect this machine by a short code in the browser
loomwright activate --code FILE  enter an activation code from a file, or from standard input with -
loomwright release               give this machine's place back`

/** Reads what was typed; throws a {@link Misuse} that says what is wrong with it. */
export function readCommand(args: readonly string[]): Command {
  const { name, rest, code } = readArguments(args)
  const [rows = '8', ...more] = rest
  const mayHave = name === 'weave' ? more : rest
  if (mayHave.length > 0 || (code !== undefined && name !== 'activate')) throw new Misuse(usage)
  switch (name) {
    case 'weave':
      return { kind: 'weave', rows: readRows(rows) }
    case 'activate':
      return code === undefined ? { kind: 'connect' } : { kind: 'enter', file: code === '-' ? null : code }
    case 'license':
    case 'release':
    case 'help':
      return { kind: name }
    default:
      throw new Misuse(usage)
  }
}

function readArguments(args: readonly string[]) {
  try {
    const options = { code: { type: 'string' } } as const
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [name = 'help', ...rest] = positionals
    return { name, rest, code: values.code }
  } catch (fault) {
    throw new Misuse(`${(fault as Error).message}\n${usage}`)
  }
}

function readRows(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Misuse(`${text}: a number of rows from 1 to 999`)
  return Number(text)
}
