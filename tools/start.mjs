import { become, ensureAll } from './runtime.mjs'

const help = `npm start [-- options]

Starts Claviger: installs and builds what is missing, opens the database, and serves.

  --demo   fill a demo company first, in a data folder of its own
  --help   show this

Every setting is optional and read from the environment: PORT, HOST, PUBLIC_URL, DATA_DIR, DATABASE_URL, SMTP_URL,
MAIL_FROM, LOG_LEVEL. "npx claviger doctor" lists them with their values and checks them.
`

const args = process.argv.slice(2)
if (args.includes('--help') || args.includes('-h')) process.stdout.write(help)
else become(ensureAll(), ['packages/server/src/main.ts', ...args])
