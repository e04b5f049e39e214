import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

// Asks one address over and over from a thread of its own, as many products would, and tells how often it was answered.

/** What is asked, and how hard. */
export interface Knocking {
  readonly port: number
  readonly path: string
  /** Each question carries the next of these. */
  readonly tokens: readonly string[]
  readonly body: string
  readonly connections: number
  readonly ms: number
}

const { port, path, tokens, body, connections, ms }: Knocking = workerData
const agent = new Agent({ keepAlive: true, maxSockets: connections })
const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
const end = performance.now() + ms
let [asked, answered] = [0, 0]

await Promise.all(Array.from({ length: connections }, askAgain))
agent.destroy()
parentPort?.postMessage(answered)

async function askAgain(): Promise<void> {
  while (performance.now() < end) {
    const token = tokens[asked++ % tokens.length] ?? ''
    const status = await ask(token)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    answered += 1
  }
}

function ask(token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        agent,
        headers: { ...headers, Authorization: `Bearer ${token}` },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
}
