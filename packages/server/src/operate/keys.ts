import { parseArgs } from 'node:util'
import { keyCommands } from './keys-commands.ts'
import { runCommand } from './run-command.ts'

await runCommand(async ({ config, args }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { root: { type: 'string' }, at: { type: 'string' } },
    allowPositionals: true,
  })
  const [name = '', ...files] = positionals
  const command = Object.hasOwn(keyCommands, name) ? keyCommands[name] : undefined
  if (!command) throw new Error(`Say what to do with the keys: ${Object.keys(keyCommands).join(', ')}.`)
  if (files.length !== command.takes.length)
    throw new Error(`Write it as: claviger keys ${[name, ...command.takes].join(' ')}`)
  const lines = await command.run({ config, files, root: values.root, at: values.at })
  for (const line of lines) console.log(line)
})
