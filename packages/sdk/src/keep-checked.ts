import { check } from './check.ts'
import { statusNow } from './holding.ts'
import type { Parts } from './parts.ts'
import type { LicenseStatus } from './status.ts'

const lookEveryMs = 60_000

/** Checks whenever it is time, until it is ended, and tells when the verdict has become another kind. */
export function keepChecked(parts: Parts, onChange?: (status: LicenseStatus) => void): () => void {
  const end = new AbortController()
  void watch(parts, end.signal, onChange)
  return () => end.abort()
}

async function watch(
  parts: Parts,
  signal: AbortSignal,
  onChange?: (status: LicenseStatus) => void,
): Promise<void> {
  let { kind } = (await statusNow(parts)).verdict
  while (!signal.aborted) {
    const status = await check(parts, false)
    if (status.verdict.kind !== kind && !signal.aborted) tell(onChange, status)
    kind = status.verdict.kind
    await parts.rest(soon(), signal).catch(() => undefined)
  }
}

/** A fault of whoever listens is theirs, and ends nothing here. */
function tell(onChange: ((status: LicenseStatus) => void) | undefined, status: LicenseStatus): void {
  void Promise.resolve(status).then(onChange)
}

/** About once a minute, so that a machine that slept is on time; products that start together drift apart. */
function soon(): number {
  return lookEveryMs * (0.75 + Math.random() / 2)
}
