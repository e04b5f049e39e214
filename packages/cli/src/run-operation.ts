import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** Runs an entry point of the server's `operate` folder as a program of its own and ends the way it ends. */
export function runOperation(name: string, args: readonly string[]): Promise<void> {
  return runProgram(`packages/server/src/operate/${name}.ts`, args)
}

/** Runs a launcher of the project. */
export function runLauncher(name: string, args: readonly string[]): Promise<void> {
  return runProgram(`tools/${name}.mjs`, args)
}

function runProgram(path: string, args: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const program = spawn(process.execPath, [fileURLToPath(new URL(path, root)), ...args], { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals) => program.kill(signal)
  process.on('SIGTERM', forward)
  // A terminal sends Ctrl-C to the program as well; only somebody else's signal has to be passed on.
  process.on('SIGINT', (signal) => process.stdin.isTTY || forward(signal))
  program.once('error', reject)
  program.once('exit', (code) => {
    process.exitCode = code ?? 1
    resolve()
  })
  return promise
}
