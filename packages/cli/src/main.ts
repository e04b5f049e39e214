import { Command } from 'commander'
import { runLauncher, runOperation } from './run-operation.ts'

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
operation('sign-in <address>', 'print a link that signs this person in, once, within ten minutes')
operation('setup-key', 'print a new link to the set-up page')

await program.parseAsync()

/** A command that an entry point of the same name in the server's `operate` folder carries out. */
function operation(usage: string, description: string): void {
  program
    .command(usage)
    .description(description)
    .option('--demo', "act on the demo company's data instead")
    .action(async (...given: unknown[]) => {
      const command = given.at(-1) as Command
      const demo = command.opts<{ demo?: boolean }>().demo ? ['--demo'] : []
      await runOperation(command.name(), [...demo, '--', ...command.args])
    })
}
