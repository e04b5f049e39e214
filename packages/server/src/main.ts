import type { Application } from './application.ts'
import { type Config, demoConfig, environment, explainProblems, readConfig } from './config.ts'
import { CannotOpen } from './db/cannot-open.ts'
import { openLog } from './http/log.ts'
import { fillDemo, sayWaysIn } from './operate/demo/fill-demo.ts'
import { movableClock } from './operate/demo/stage.ts'
import { type Service, type ServiceParts, startService } from './start-service.ts'

const read = readConfig(environment())
if (!read.ok) refuse(explainProblems(read.problems))
else if (process.argv.includes('--demo')) await startDemo(demoConfig(read.config))
else await main(read.config)

/** The demo company, in a folder of its own, with a clock that goes back while its history is played. */
async function startDemo(config: Config): Promise<void> {
  const clock = movableClock()
  const prepare = (app: Application) => fillDemo(app, clock, console.log)
  const service = await main(config, { clock: clock.now, prepare })
  if (service) await sayWaysIn(service.app, service.publicOrigin, console.log)
}

/** Starts the service, tells where it is, and ends it cleanly when asked to. */
async function main(
  config: Config,
  more: Pick<ServiceParts, 'clock' | 'prepare'> = {},
): Promise<Service | undefined> {
  const log = openLog(config.logLevel)
  try {
    const starting = startService({ config, log, say: console.log, ...more })
    endOnSignal(starting)
    const service = await starting
    if (config.publicUrl === undefined) {
      console.log(`PUBLIC_URL is not set: links in letters start with ${service.publicOrigin}`)
    }
    console.log(
      service.setupLink
        ? `Open ${service.setupLink} (works for 24 hours)`
        : `Claviger is ready at ${service.publicOrigin}`,
    )
    return service
  } catch (fault) {
    return refuse(reasonOf(fault, config.port))
  }
}

/** A signal that comes while the service still starts is obeyed once it has: the database is never left half open. */
function endOnSignal(starting: Promise<Service>): void {
  const end = () => {
    process.off('SIGTERM', end).off('SIGINT', end)
    starting
      .then((service) => service.stop())
      .then(
        () => process.exit(0),
        (fault: Error) => refuse(fault.message),
      )
  }
  process.on('SIGTERM', end).on('SIGINT', end)
}

function reasonOf(fault: unknown, port: number): string {
  const { code, message, stack } = fault as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program. Set PORT to a free one.`
  return fault instanceof CannotOpen ? message : (stack ?? message)
}

function refuse(reason: string): never {
  console.error(reason)
  process.exit(1)
}
