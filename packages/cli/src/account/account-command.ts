import { type Command, type CommanderError, InvalidArgumentError } from 'commander'
import {
  type AnswerOf,
  callApi,
  type OperationName,
  Refused,
  type RequestOf,
  Unreachable,
} from '../api/call-api.ts'
import { Misuse } from '../misuse.ts'
import { type ConnectionOptions, connectionOf } from './connection.ts'
import { type ListName, type Paging, printJson, printTable, type RowOf } from './print-list.ts'
import { refusalWords } from './refusal-words.ts'
import type { Columns } from './table.ts'

/** What a command does its work with. */
export interface Account {
  readonly call: <Name extends OperationName>(name: Name, request: RequestOf<Name>) => Promise<AnswerOf<Name>>
  /** Prints an answer: as it came for programs, in lines for people. */
  readonly say: (answer: unknown, lines: readonly string[]) => void
  /** Prints a page of a list, or all of them. */
  readonly list: <Name extends ListName>(
    name: Name,
    request: RequestOf<Name>,
    columns: Columns<RowOf<Name>>,
  ) => Promise<void>
}

/** Does a command's work and answers whether all of it was done: `false` ends it as a refusal does. */
type Act<Options> = (account: Account, args: readonly string[], options: Options) => Promise<boolean>

interface Common extends ConnectionOptions, Paging {
  readonly json?: true
}

/** A group of commands that call the account API. */
export function accountGroup(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).exitOverride(endOfMisuse)
}

/** One command of the account API: finds where to call, does its work, and ends with 0, 1, 2 or 3. */
export function accountCommand<Options extends object>(
  group: Command,
  usage: string,
  description: string,
  act: Act<Options>,
): Command {
  return group
    .command(usage)
    .description(description)
    .option('--url <url>', 'where Claviger is, before CLAVIGER_URL')
    .option('--customer <code>', 'the customer code, before CLAVIGER_CUSTOMER')
    .option('--token-file <file>', 'a file that holds the token, before CLAVIGER_TOKEN')
    .option('--json', 'answer as JSON')
    .exitOverride(endOfMisuse)
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const options = command.opts<Options & Common>()
      await ending(options, async () => act(await accountOf(options), command.args, options))
    })
}

/** Adds the options of a list. */
export function paged(command: Command): Command {
  return command
    .option('--page <number>', 'the page, from 1', wholeNumber)
    .option('--per-page <number>', 'rows on a page, up to 200', wholeNumber)
    .option('--all', 'every page, one after the other')
}

/** Reads what must be a whole number. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

/** Reads an option that may be given several times. */
export function several(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

async function accountOf(options: Common): Promise<Account> {
  const connection = await connectionOf(options)
  const { json, page, perPage, all } = options
  return {
    call: async (name, request) => (await callApi(connection, name, request)).body,
    say(answer, lines) {
      if (json) console.log(JSON.stringify(answer ?? {}, null, 2))
      else for (const line of lines) console.log(line)
    },
    list(name, request, columns) {
      const wanted = { name, request, page, perPage, all } as const
      return json ? printJson(connection, wanted) : printTable(connection, wanted, columns)
    },
  }
}

/** 0: done. 1: refused. 2: wrongly asked. 3: nobody has answered, so nobody knows. */
async function ending({ json }: Common, run: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await run()) ? 0 : 1
  } catch (fault) {
    const error = fault instanceof InvalidArgumentError ? new Misuse(fault.message) : fault
    if (!(error instanceof Refused || error instanceof Misuse || error instanceof Unreachable)) throw error
    console.error(json ? jsonOf(error) : wordsOf(error))
    process.exitCode = error instanceof Refused ? 1 : error instanceof Misuse ? 2 : 3
  }
}

type Told = Refused | Misuse | Unreachable

const wordsOf = (error: Told) => (error instanceof Refused ? refusalWords(error) : error.message)

function jsonOf(error: Told): string {
  const said =
    error instanceof Refused
      ? { code: error.code, description: error.description }
      : { code: error instanceof Misuse ? 'MISUSE' : 'UNREACHABLE', description: error.message }
  return JSON.stringify(said)
}

/** Whoever wrote a command wrongly is told by another end than a refusal's. */
function endOfMisuse({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2)
}
