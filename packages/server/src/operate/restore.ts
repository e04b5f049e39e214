import { resolve } from 'node:path'
import { restoreBackup } from './restore-backup.ts'
import { onlyArgument, runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

await runCommand(async ({ config, args }) => {
  const file = resolve(onlyArgument(args, 'backup file'))
  const holder = `restore ${process.pid}`
  const { tables, rows } = await withDatabase(config, (database) => restoreBackup(database, file, holder))
  console.log(`${rows.toLocaleString('en-US')} rows of ${tables} tables were restored from ${file}`)
})
