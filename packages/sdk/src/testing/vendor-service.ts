import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onlineAt } from './test-product.ts'

type Answering = (request: IncomingMessage, response: ServerResponse) => void

/** A real server on this machine that answers what the test wants. */
export interface VendorService {
  readonly address: string
  /** Everything it was asked so far. */
  readonly asked: {
    readonly path: string
    readonly body: string
    readonly authorization: string | undefined
  }[]
  answer(answering: Answering): void
  answerJson(status: number, body: unknown, headers?: Record<string, string>): void
  /** Lets the person say yes after one question too early and one too fast. */
  grant(license?: string): void
  /** As `grant`, but what is asked at the token address ends this way. */
  grantBut(answering: Answering): void
  close(): Promise<void>
}

/** Answers JSON, as the vendor does. */
export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export async function openVendorService(): Promise<VendorService> {
  const asked: VendorService['asked'] = []
  let answering: Answering = (_request, response) => response.destroy()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += String(part)
    asked.push({ path: request.url ?? '', body, authorization: request.headers.authorization })
    answering(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const grantBut: VendorService['grantBut'] = (atTheToken) => {
    answering = (request, response) =>
      request.url === '/oauth/token' ? atTheToken(request, response) : json(response, 200, offer(address))
  }
  return {
    ...{ address, asked, grantBut },
    answer(act) {
      answering = act
    },
    answerJson(status, body, headers) {
      answering = (_request, response) => json(response, status, body, headers)
    },
    grant(license = onlineAt('2026-02-01T12:00:00Z')) {
      const tooEarly = ['authorization_pending', 'slow_down']
      grantBut((_request, response) => {
        const error = tooEarly.shift()
        if (error) json(response, 400, { error })
        else json(response, 200, { access_token: 't0ken', token_type: 'Bearer', license })
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function offer(address: string) {
  return {
    device_code: 'dc',
    user_code: 'WDJB-MJHT',
    verification_uri: `${address}/activate`,
    verification_uri_complete: `${address}/activate?code=WDJB-MJHT`,
    expires_in: 600,
    interval: 5,
  }
}
