import { parseArgs } from 'node:util'
import { operator } from '@claviger/core/teams/actor'
import { importOrganization } from '../assignment/import-organization.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { importAnswer, importLines, type NotImported, refusedAnswer, refusedLines } from './import-words.ts'
import { readJsonFile } from './read-json-file.ts'
import { onlyArgument, runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

await runCommand(async ({ config, args }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'dry-run': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const file = await readJsonFile(onlyArgument(positionals, 'file'))
  const dryRun = values['dry-run']
  const done = await withDatabase(config, ({ db }) => {
    const write = writer({ db, clock: () => new Date(), newId: randomIds })
    return write(operator, (tx) => importOrganization(tx, { file, dryRun }))
  })
  if (!done.ok) return refused(done.refusal, values.json)
  if (values.json) console.log(JSON.stringify(importAnswer(done.plan, dryRun), null, 2))
  else for (const line of importLines(done.plan, dryRun)) console.log(line)
})

function refused(refusal: NotImported, json: boolean): void {
  process.exitCode = 1
  if (json) console.log(JSON.stringify(refusedAnswer(refusal), null, 2))
  else for (const line of refusedLines(refusal)) console.error(line)
}
