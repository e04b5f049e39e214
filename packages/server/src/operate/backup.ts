import { resolve } from 'node:path'
import { onlyArgument, runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'
import { writeBackup } from './write-backup.ts'

await runCommand(async ({ config, args }) => {
  const file = resolve(onlyArgument(args, 'file to write'))
  const { tables, rows } = await withDatabase(config, (database) => writeBackup(database, file, new Date()))
  console.log(`${rows.toLocaleString('en-US')} rows of ${tables} tables are in ${file}`)
})
