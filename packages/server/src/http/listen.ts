import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
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
    sentence: 'Claviger is starting. Try again in a moment.',
  })

/** No browser sends what no request can be made of, such as a Host with a path in it: programs read the answer. */
const errorHandler = () =>
  respond(problem(400, 'UNREADABLE_REQUEST', 'This request cannot be read. Check its address and its Host.'))

/** What is no HTTP, or has more in its head than is read, ends here; programs get an answer they can read. */
function answerNonsense(fault: Unparsed, socket: Duplex): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const tooLarge = fault.code === 'HPE_HEADER_OVERFLOW'
  const body = JSON.stringify(
    tooLarge
      ? { code: 'HEADERS_TOO_LARGE', description: 'The address and the headers are too long.' }
      : { code: 'UNREADABLE_REQUEST', description: 'This is no HTTP request.' },
  )
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request'
  const headers = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${asksForHead(fault) ? '' : body}`)
}

type Unparsed = NodeJS.ErrnoException & { readonly rawPacket?: Buffer }

/** A body in answer to HEAD is nonsense of our own. */
function asksForHead({ rawPacket }: Unparsed): boolean {
  return rawPacket?.toString('latin1', 0, 5) === 'HEAD '
}

/** Takes the port before anything slow happens, so that a taken one is known at once. */
export async function listen(host: string, port: number): Promise<Listener> {
  let answer: Answer = starting
  const fetch = (request: Request, env: unknown) => answer(request, env as HttpBindings)
  const server = createServer(getRequestListener(fetch, { errorHandler, overrideGlobalObjects: false }))
  server.on('clientError', answerNonsense)
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
