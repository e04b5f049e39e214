import { createServer, type Server } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { problem } from './api/refused.ts'
import { respond } from './api/respond.ts'
import { turnAway } from './turn-away.ts'

type Answer = (request: Request, env: HttpBindings) => Response | Promise<Response>

/** An open port that answers "starting" until it is given something better to say. */
export interface Listener {
  readonly port: number
  serve(answer: Answer): void
  /** Answers what is on its way, within ten seconds, and takes nothing new. */
  close(): Promise<void>
}

const patienceMs = 10_000

const starting: Answer = (request) =>
  turnAway(new URL(request.url).pathname, {
    status: 503,
    code: 'STARTING',
    title: 'Starting',
    sentence: 'Claviger is starting. Load the page again in a moment.',
  })

/** No browser sends what no request can be made of, such as a Host with a path in it: programs read the answer. */
const errorHandler = () =>
  respond(problem(400, 'UNREADABLE_REQUEST', 'This request cannot be read. Check its address and its Host.'))

/** Takes the port before anything slow happens, so that a taken one is known at once. */
export async function listen(host: string, port: number): Promise<Listener> {
  let answer: Answer = starting
  const fetch = (request: Request, env: unknown) => answer(request, env as HttpBindings)
  const server = createServer(getRequestListener(fetch, { errorHandler, overrideGlobalObjects: false }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    serve: (next) => {
      answer = next
    },
    close: () => closeServer(server),
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), patienceMs)
    server.close(() => {
      clearTimeout(impatience)
      resolve()
    })
    server.closeIdleConnections()
  })
}
