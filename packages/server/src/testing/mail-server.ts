import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as it arrived: word for word, and as a mail program understands it. */
export interface ArrivedMail {
  readonly raw: string
  readonly mail: ParsedMail
}

/** A mail server of the test's own. */
export interface TestMailServer {
  readonly url: string
  readonly arrived: readonly ArrivedMail[]
  stop(): Promise<void>
}

export interface MailServerHabits {
  /** Answers 550 to these recipients. */
  readonly refuses?: readonly string[]
  /** Accepts everything up to the letter and then never answers. */
  readonly hangs?: boolean
  readonly port?: number
}

/** Starts a mail server on this machine; what it accepts is kept. */
export async function startMailServer({
  refuses = [],
  hangs = false,
  port = 0,
}: MailServerHabits = {}): Promise<TestMailServer> {
  const arrived: ArrivedMail[] = []
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onRcptTo(to, _session, done) {
      const no = Object.assign(new Error('no such mailbox'), { responseCode: 550 })
      done(refuses.includes(to.address) ? no : null)
    },
    onData(stream, _session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', async () => {
        if (hangs) return
        const raw = Buffer.concat(pieces)
        arrived.push({ raw: raw.toString('latin1'), mail: await simpleParser(raw) })
        done(null)
      })
    },
  }
  const server = new SMTPServer(options)
  // A client that gives up on a hanging server resets its connection; that is its good right.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    arrived,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
