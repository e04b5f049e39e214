import { Command, type CommanderError } from 'commander'
import { eventsCommand } from './account/events-command.ts'
import { invitationsCommands } from './account/invitations-commands.ts'
import { jobsCommands } from './account/jobs-commands.ts'
import { licensesCommands } from './account/licenses-commands.ts'
import { peopleCommands } from './account/people-commands.ts'
import { productsCommand } from './account/products-command.ts'
import { requestsCommands } from './account/requests-commands.ts'
import { teamsCommands } from './account/teams-commands.ts'
import { tokensCommands } from './account/tokens-commands.ts'
import { inspectCode } from './inspect-code.ts'
import { judging } from './misuse.ts'
import { runLauncher, runOperation } from './run-operation.ts'
import { type VerifyCode, verifyCode } from './verify-code.ts'

const rootOption = ['--root <file>', 'the file that holds the root key, when it is not kept here'] as const

const program = new Command('claviger')
  .description('A self-hosted license account.')
  .showHelpAfterError()
  .configureHelp({ showGlobalOptions: true })

program
  .command('start')
  .description('install and build what is missing, open the database, serve')
  .action(() => runLauncher('start', []))

program
  .command('demo')
  .description('serve a demo company from a data folder of its own')
  .action(() => runLauncher('start', ['--demo']))

operation('backup <file>', 'write everything into a new file, while Claviger runs or not')
operation('restore <file>', 'fill an empty database from a backup')
operation('doctor', 'list every setting and examine what the installation stands on')
operation('import <file>', 'let an organization move in with its teams, licenses and people, or add to it')
  .option('--dry-run', 'say what would be brought in, and save nothing')
  .option('--json', 'answer as JSON')
operation('api <state> <customer>', 'turn the API of a customer on or off; their tokens are kept')
operation('sign-in <address>', 'print a link that signs this person in, once, within ten minutes')
operation('setup-key', 'print a new link to the set-up page')

program
  .command('verify <code>')
  .description('say what a product would conclude from a code: itself, in a file, or - for a pipe')
  .option('--root <key>', "the vendor's root key, or a file that holds it")
  .option('--server <url>', 'fetch root key and retired keys from an installation')
  .option('--product <code>', 'the product that asks; without it, the one the code was issued for')
  .option('--release <version>', 'its version, such as 6.2.1')
  .option('--released-on <day>', 'the day that version came out')
  .option('--at <moment>', 'judge by another moment than now')
  .option('--json', 'answer every fact as JSON')
  .exitOverride(endOfMisuse)
  .action((code: string, options: VerifyCode) => judging(() => verifyCode(code, options)))

program
  .command('inspect <code>')
  .description('show every field of a code, unchecked')
  .option('--json', 'as JSON')
  .exitOverride(endOfMisuse)
  .action((code: string, options: { json?: true }) => judging(() => inspectCode(code, options)))

const keys = program.command('keys').description('the keys that sign license documents')
keyCommand('list', 'show root and signing keys')
keyCommand('rotate', 'let a new key sign; what was signed before stays good').option(...rootOption)
keyCommand('retire <kid>', 'end a key for good: nothing it has signed counts any more')
  .option('--at <moment>', 'from this day or moment in UTC on instead of at once')
  .option(...rootOption)
keyCommand('backup <file>', 'seal root and signing keys with a passphrase')
keyCommand('restore <file>', 'bring kept keys back')
keyCommand('take-root-offline <file>', 'keep the root in a file only; this machine cannot make keys any more')
keyCommand('request <file>', 'ask a root that is kept elsewhere to sign for a new key')
keyCommand('certify <request> <answer>', 'sign for a key, on the machine where the root is').option(
  ...rootOption,
)
keyCommand('install <answer>', 'let the key that was asked for sign')

licensesCommands(program)
teamsCommands(program)
invitationsCommands(program)
requestsCommands(program)
peopleCommands(program)
jobsCommands(program)
eventsCommand(program)
tokensCommands(program)
productsCommand(program)

await program.parseAsync()

/** A command that an entry point of the same name in the server's `operate` folder carries out. */
function operation(usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--demo', "act on the demo company's data instead")
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const { demo, ...options } = command.opts<Record<string, boolean>>()
      await runOperation(command.name(), [
        ...(demo ? ['--demo'] : []),
        '--',
        ...command.args,
        ...(options.dryRun ? ['--dry-run'] : []),
        ...(options.json ? ['--json'] : []),
      ])
    })
}

/** A command on the keys; what it was given is read by the server's own entry point. */
function keyCommand(usage: string, description: string): Command {
  return keys
    .command(usage)
    .description(description)
    .option('--demo', "act on the demo company's keys instead")
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const { demo, ...options } = command.opts<Record<string, string | boolean>>()
      const named = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)])
      await runOperation('keys', [
        ...(demo ? ['--demo'] : []),
        '--',
        command.name(),
        ...command.args,
        ...named,
      ])
    })
}

/** A judging command ends with 1 for "no", so whoever wrote it wrongly must be told by another end. */
function endOfMisuse({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2)
}
