import { operator } from '@claviger/core/teams/actor'
import { randomIds } from '../db/new-id.ts'
import { writer } from '../db/unit-of-work.ts'
import { changeApi } from '../teams/change-api.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

await runCommand(async ({ config, args }) => {
  const [state = '', customer = ''] = args
  const changed = await withDatabase(config, ({ db }) => {
    const write = writer({ db, clock: () => new Date(), newId: randomIds })
    return write(operator, (tx) => changeApi(tx, { organizationId: Number(customer), state }))
  })
  if (changed.ok) return console.log(`The API of customer ${customer} is ${changed.plan.state}.`)
  throw new Error(
    changed.refusal.code === 'fields_wrong'
      ? 'Say on or off and the number of the customer, such as: claviger api on 1000001'
      : `There is no customer ${customer}.`,
  )
})
