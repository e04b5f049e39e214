import { demoConfig, environment, explainProblems, readConfig } from './config.ts'
import { openLog } from './http/log.ts'
import { startService } from './start-service.ts'

const read = readConfig(environment())
if (read.ok) await main(process.argv.includes('--demo') ? demoConfig(read.config) : read.config)
else refuse(explainProblems(read.problems))

/** Starts the service, tells where it is, and ends it cleanly when asked to. */
async function main(config: Parameters<typeof startService>[0]['config']): Promise<void> {
  const log = openLog(config.logLevel)
  try {
    const service = await startService({ config, log, say: console.log })
    endOnSignal(service.stop)
    if (config.publicUrl === undefined) {
      console.log(`PUBLIC_URL is not set: links in letters start with ${service.publicOrigin}`)
    }
    console.log(
      service.setupLink
        ? `Open ${service.setupLink} (works for 24 hours)`
        : `Claviger is ready at ${service.publicOrigin}`,
    )
  } catch (fault) {
    refuse(reasonOf(fault, config.port))
  }
}

function endOnSignal(stop: () => Promise<void>): void {
  const end = () => {
    process.off('SIGTERM', end).off('SIGINT', end)
    stop().then(
      () => process.exit(0),
      (fault: Error) => refuse(fault.message),
    )
  }
  process.on('SIGTERM', end).on('SIGINT', end)
}

function reasonOf(fault: unknown, port: number): string {
  const { code, message } = fault as { code?: string; message: string }
  return code === 'EADDRINUSE' ? `Port ${port} is taken by another program. Set PORT to a free one.` : message
}

function refuse(reason: string): void {
  console.error(reason)
  process.exit(1)
}
