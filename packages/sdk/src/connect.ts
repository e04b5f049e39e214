import { noted } from './clock.ts'
import { connectByCode } from './device-flow.ts'
import { isTakenBack, statusNow, statusOf } from './holding.ts'
import type { Activated, License } from './license.ts'
import { newerNotice, onlineDocument } from './online.ts'
import type { Parts } from './parts.ts'
import { type Answer, openWire } from './wire.ts'

/** Connects this machine by a short code and the yes of a person. */
export async function activate(
  parts: Parts,
  { onPrompt, signal }: Parameters<License['activate']>[0],
): Promise<Activated> {
  const { product, release = '' } = parts.looking
  const machine = await parts.machine()
  const wire = openWire(parts.server, parts.fetch, signal)
  const form = {
    client_id: product,
    machine: machine.id,
    machine_name: machine.name,
    system: machine.system,
    release,
  }
  const sleep = (ms: number) => parts.sleep(ms, signal)
  const connected = await connectByCode({ wire, now: parts.now, sleep, onPrompt }, form)
  if (connected.kind !== 'granted') {
    const reason = 'reason' in connected ? connected.reason : undefined
    return { outcome: connected.kind, reason, status: await statusNow(parts) }
  }
  const { token, license, retired } = connected
  const document = await onlineDocument(parts, license)
  const { ended } = await parts.book.read()
  const isOld = ended !== undefined && isTakenBack(document, await onlineDocument(parts, ended))
  if (!document || isOld) return { outcome: 'not-genuine', status: await statusNow(parts) }
  const notice = await newerNotice(parts, retired)
  const state = await parts.book.change((kept) => ({
    ...noted(kept, document),
    ...{ token, online: license, ended: undefined, ask: undefined, trouble: undefined },
    retired: notice ?? kept.retired,
  }))
  return { outcome: 'connected', status: await statusOf(parts, state) }
}

/** Gives the place of this machine back and forgets the license; that it was taken back is not forgotten. */
export async function release(parts: Parts, force: boolean): ReturnType<License['release']> {
  const { token } = await parts.book.read()
  const wire = openWire(parts.server, parts.fetch)
  const reason =
    token === undefined ? undefined : keptBy(await wire.post('/activation/release', { json: {} }, token))
  if (reason !== undefined && !force) return { released: false, status: await statusNow(parts), reason }
  const state = await parts.book.change(({ seen, newest, retired, ended, ask }) => ({
    ...{ seen, newest, retired, ended, ask },
  }))
  const status = await statusOf(parts, state)
  return reason === undefined ? { released: true, status } : { released: false, status, reason }
}

/** Why the place is still taken; nothing when the vendor has it back, or knows of none. */
function keptBy(answer: Answer): string | undefined {
  if (answer.kind === 'trouble') return answer.reason
  const isBack = answer.status === 200 || (answer.status === 401 && answer.body.error === 'invalid_token')
  return isBack ? undefined : `the server answered ${answer.status}`
}
