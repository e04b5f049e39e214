import type { Connection } from '../api/call-api.ts'
import { textOfFile } from '../code-text.ts'
import { settings } from '../config.ts'
import { Misuse } from '../misuse.ts'

/** Where to call and as whom, as far as it is said on the command line. */
export interface ConnectionOptions {
  readonly url?: string
  readonly customer?: string
  readonly tokenFile?: string
}

/** Finds the API and its token: what the command line says comes before what the environment says. */
export async function connectionOf(options: ConnectionOptions): Promise<Connection> {
  const known = settings()
  const url = options.url ?? known.url
  const customer = options.customer ?? known.customer
  const token = options.tokenFile ? (await textOfFile(options.tokenFile)).trim() : known.token
  if (!url) throw new Misuse('Say where Claviger is: CLAVIGER_URL, or --url https://licenses.example.com.')
  if (!customer) throw new Misuse('Say which customer it is: CLAVIGER_CUSTOMER, or --customer 1234567.')
  if (!token) throw new Misuse('Give the token: CLAVIGER_TOKEN, or --token-file with a file that holds it.')
  if (!/^[\x21-\x7e]+$/.test(token + customer))
    throw new Misuse('A token and a customer code are letters and digits: these have something else in them.')
  return { root: rootIn(url), token, customer }
}

function rootIn(url: string): string {
  const address = URL.parse(url)
  if (!address || !/^https?:$/.test(address.protocol))
    throw new Misuse(`${url} is not an address: write it as https://licenses.example.com`)
  return `${address.origin}${address.pathname.replace(/(\/api\/v1)?\/*$/, '')}/api/v1`
}
