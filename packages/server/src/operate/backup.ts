import { resolve } from 'node:path'
import { counted, onlyArgument, runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'
import { writeBackup } from './write-backup.ts'

await runCommand(async ({ config, args }) => {
  const file = resolve(onlyArgument(args, 'file to write'))
  const { tables, rows } = await withDatabase(config, (database) => writeBackup(database, file, new Date()))
  console.log(`Wrote ${counted(rows, 'row')} of ${counted(tables, 'table')} to ${file}`)
})
