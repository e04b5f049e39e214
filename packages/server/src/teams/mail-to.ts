import { readAddress } from '@claviger/core/kernel/email'

/** The form of a person's address that mail servers know. */
export function mailToOf(address: string): string {
  const read = readAddress(address)
  return read.ok ? read.plan.mailTo : address
}
