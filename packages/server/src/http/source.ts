import { isIPv6 } from 'node:net'

/**
 * Where a request comes from, for limits. With TLS in front of us the peer is our own proxy, and the last address it
 * noted is the client's; anything before it the client could have written. Of IPv6 the first 64 bits count, because
 * whoever has one such address has them all.
 */
export function sourceOf(
  peer: string | undefined,
  forwarded: string | undefined,
  behindProxy: boolean,
): string {
  const noted = behindProxy ? forwarded?.split(',').at(-1)?.trim() : undefined
  const address = (noted || peer || 'unknown').replace(/^::ffff:/i, '')
  return isIPv6(address) ? network(address) : address.slice(0, 64)
}

function network(address: string): string {
  const [head = '', tail] = address.split('::')
  const start = head === '' ? [] : head.split(':')
  const end = tail ? tail.split(':') : []
  const whole =
    tail === undefined ? start : [...start, ...Array(8 - start.length - end.length).fill('0'), ...end]
  return `${whole
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
