import { createAccess } from '../access/access.ts'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { publicOriginOf } from '../http/own-host.ts'
import { onlyArgument, runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

await runCommand(async ({ config, args }) => {
  const address = onlyArgument(args, 'address')
  const origin = publicOriginOf(config.publicUrl, config.port)
  const made = await withDatabase(config, async ({ db }) => {
    const doors = { db, clock: () => new Date(), newId: randomIds }
    return (await createAccess(doors, writer(doors), origin)).makeSignInLink(address)
  })
  if (!made.ok) throw new Error(`${address} is not an e-mail address (${made.refusal.code}).`)
  console.log(`Open ${origin}${made.plan.path} within ten minutes and press the button. It works once.`)
})
