import { noted } from './clock.ts'
import { connectByCode } from './device-flow.ts'
import { judgeText } from './genuine.ts'
import { lookingOf, statusNow, statusOf } from './holding.ts'
import type { Activated, License } from './license.ts'
import { newerNotice, onlineDocument } from './online.ts'
import type { Parts } from './parts.ts'
import { type LicenseStatus, worded } from './status.ts'
import { type Answer, openWire } from './wire.ts'

/** Keeps an activation code, if it is one for this product. */
export async function enter(parts: Parts, code: string): Promise<LicenseStatus> {
  const now = parts.now()
  const before = await parts.book.read()
  const first = await judgeText(code, lookingOf(parts, before), parts.checkSeal)
  if (!first.document) return worded({ verdict: first.verdict, source: null }, parts.language)
  const { document, verdict } = first
  if (verdict.kind === 'other-product' || verdict.kind === 'not-yet')
    return worded({ verdict, source: 'code' }, parts.language)
  return statusOf(
    parts,
    await parts.book.change((state) => ({ ...noted(state, document, now, false), code })),
  )
}

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
  if (!document) return { outcome: 'not-genuine', status: await statusNow(parts) }
  const notice = await newerNotice(parts, retired)
  const state = await parts.book.change((kept) => ({
    ...noted(kept, document, parts.now(), true),
    ...{ token, online: license, ended: undefined, ask: undefined, trouble: undefined },
    retired: notice ?? kept.retired,
  }))
  return { outcome: 'connected', status: await statusOf(parts, state) }
}

/** Gives the place of this machine back and forgets the license. */
export async function release(parts: Parts, force: boolean): ReturnType<License['release']> {
  const { token } = await parts.book.read()
  const wire = openWire(parts.server, parts.fetch)
  const answer: Answer | undefined =
    token === undefined ? undefined : await wire.post('/activation/release', { json: {} }, token)
  const over = answer?.kind === 'answer' && [200, 401, 403].includes(answer.status)
  if (!over && !force && answer) {
    const reason = answer.kind === 'trouble' ? answer.reason : `the server answered ${answer.status}`
    return { released: false, status: await statusNow(parts), reason }
  }
  const state = await parts.book.change(({ seen, newest, retired }) => ({ seen, newest, retired }))
  return { released: over || answer === undefined, status: await statusOf(parts, state) }
}
