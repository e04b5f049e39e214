import { shown } from '@claviger/core/activation/read-copy'
import { z } from 'zod'

/** What products send over the network, read field by field; names and numbers are only ever shown. */

const name = z.string().max(400).default('').transform(shown)
const secret = z.string().max(120)

export const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code'

/** RFC 8628, 3.1, with what the person is shown of the machine. */
export const authorizationForm = z.object({
  client_id: z.string().max(40),
  machine: z.string().regex(/^[\w-]{22,100}$/),
  machine_name: name,
  system: name,
  release: name,
})

/** RFC 8628, 3.4. */
export const tokenForm = z.object({
  grant_type: z.string().max(100),
  device_code: secret.regex(/^[0-9a-z]+$/),
  client_id: z.string().max(40),
})

export const checkBody = z.object({
  product: z.string().max(40).regex(/^\w+$/),
  release: name,
  releasedOn: z.iso.date().optional(),
})

/** Which fields could not be read, in one sentence for whoever develops the product. */
export function unreadable(error: z.ZodError): string {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.') || 'the body'))]
  return `Missing or malformed: ${fields.join(', ')}.`
}
