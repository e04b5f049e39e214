import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { restoreBackup } from './restore-backup.ts'
import { counted, onlyArgument, runCommand } from './run-command.ts'
import { withNewDatabase } from './with-database.ts'

await runCommand(async ({ config, args }) => {
  const file = resolve(onlyArgument(args, 'backup file'))
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  const holder = `restore ${process.pid}`
  const { tables, rows } = await withNewDatabase(config, (database) => restoreBackup(database, file, holder))
  console.log(`Restored ${counted(rows, 'row')} of ${counted(tables, 'table')} from ${file}`)
})
