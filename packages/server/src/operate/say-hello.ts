import { connect as connectPlain, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { connect as connectSecure } from 'node:tls'

/** Greets a mail server and takes leave; answers how it introduced itself, and sends no letter. */
export async function sayHello(smtpUrl: string, patienceMs = 5_000): Promise<string> {
  const { hostname: host, port, protocol } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const target = { host, port: Number(port) || (secure ? 465 : 587) }
  const socket = secure ? connectSecure({ ...target, servername: host }) : connectPlain(target)
  const broken = Promise.withResolvers<never>()
  socket.on('error', broken.reject)
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer in time')))
  try {
    return await Promise.race([converse(socket), broken.promise])
  } finally {
    socket.destroy()
  }
}

async function converse(socket: Socket): Promise<string> {
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  const greeting = await answer(lines, '220')
  socket.write('EHLO localhost\r\n')
  await answer(lines, '250')
  socket.end('QUIT\r\n')
  return greeting
}

/** Reads one answer, whose last line has a space behind its number. */
async function answer(lines: AsyncIterator<string>, expected: string): Promise<string> {
  for (;;) {
    const { value: line, done } = await lines.next()
    if (done) throw new Error('it hung up')
    if (!line.startsWith(expected)) throw new Error(`it said "${line}"`)
    if (line[3] !== '-') return line.slice(4)
  }
}
