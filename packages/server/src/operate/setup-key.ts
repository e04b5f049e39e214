import { operator } from '@claviger/core/teams/actor'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { publicOriginOf } from '../http/own-host.ts'
import { makeSetupKey } from '../teams/make-setup-key.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

await runCommand(async ({ config }) => {
  const made = await withDatabase(config, ({ db }) => {
    const write = writer({ db, clock: () => new Date(), newId: randomIds })
    return write(operator, (tx) => makeSetupKey(tx, {}))
  })
  if (!made.ok) throw new Error('The set-up is finished. To get in, run: claviger sign-in ADDRESS')
  console.log(
    `Open ${publicOriginOf(config.publicUrl, config.port)}/setup?key=${made.plan.key} (works for 24 hours)`,
  )
})
