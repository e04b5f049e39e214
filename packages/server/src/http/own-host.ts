const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a request was meant for this installation. With a public address the Host is not looked at, because nothing
 * is ever built from it. Without one only this machine's own names are answered, so that a page elsewhere cannot
 * reach it under a name of its own.
 */
export function isMeantForUs(host: string | undefined, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return true
  const url = URL.parse(`http://${host ?? ''}`)
  return url !== null && url.pathname === '/' && url.username === '' && ownMachine.has(url.hostname)
}

/** Where people reach the installation: the configured address, or this machine's own. */
export function publicOriginOf(publicUrl: string | undefined, port: number): string {
  return publicUrl ?? `http://localhost:${port}`
}
