import { parseArgs } from 'node:util'
import { type Config, demoConfig, environment, explainProblems, readConfig } from '../config.ts'

/** What an operator's command is given. */
export interface Command {
  readonly config: Config
  readonly args: readonly string[]
}

/** Runs one operator's command: wrong settings and failures end it with a sentence, not with a stack. */
export async function runCommand(run: (command: Command) => Promise<void>): Promise<void> {
  const read = readConfig(environment())
  if (!read.ok) return fail(explainProblems(read.problems))
  try {
    const { values, positionals } = parseArgs({
      options: { demo: { type: 'boolean' } },
      allowPositionals: true,
    })
    await run({ config: values.demo ? demoConfig(read.config) : read.config, args: positionals })
  } catch (error) {
    fail((error as Error).message)
  }
}

/** Answers the one argument a command takes. */
export function onlyArgument(args: readonly string[], name: string): string {
  const [value] = args
  if (!value || args.length > 1) throw new Error(`Give exactly one ${name}.`)
  return value
}

/** Words a number of things for the operator. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`
}

function fail(reason: string): void {
  console.error(reason)
  process.exitCode = 1
}
