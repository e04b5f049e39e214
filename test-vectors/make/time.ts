import { first, zeroth } from './fixed-keys.ts'
import { asked, code, document, online, product, type Vector, type VectorFile } from './vector.ts'

const year = { paidUpTo: '2027-11-01', until: '2027-11-08' }
const keeps = { by: 'release', release: '6.2' }

function at(name: string, now: string, verdict: Vector['verdict'], text = code): Vector {
  return { name, text, asked: asked({ now }), verdict }
}

/** A code "through 26 June 2026", asked at the edges of that day in its zone (O-44). */
function edges(timeZone: string, last: string, next: string): Vector[] {
  const issuedAt = Date.parse('2026-06-01T00:00:00Z') / 1000
  const text = zeroth.sign(document({ timeZone, issuedAt, products: [product({ paidUpTo: '2026-06-26' })] }))
  const span = { paidUpTo: '2026-06-26', until: '2026-07-03' }
  return [
    at(`the last second of 26 June in ${timeZone}`, last, { kind: 'valid', ...span, daysLeft: 1 }, text),
    at(`the first second of 27 June in ${timeZone}`, next, { kind: 'grace', ...span, daysLeft: 7 }, text),
  ]
}

const noGrace = first.sign(document({ policy: { graceDays: 0, checkHours: 24, offlineDays: 30 } }))
const connected = first.sign(online())
const connectedNewer = (name: string, now: string, verdict: Vector['verdict']): Vector => ({
  ...{ name, text: connected, verdict },
  asked: asked({ now, release: '6.4' }),
})

/** A license on the days of its life. */
export const time: VectorFile = {
  about: 'A license through its days: paid, in grace, over, too early; and in the time zone it names.',
  vectors: [
    at('the moment it is issued', '2026-11-02T09:00:00Z', { kind: 'valid', ...year, daysLeft: 365 }),
    at('a week later', '2026-11-09T12:00:00Z', { kind: 'valid', daysLeft: 358, person: 'Ines Okafor' }),
    at('the last paid second in Berlin', '2027-11-01T22:59:59Z', { kind: 'valid', ...year, daysLeft: 1 }),
    at('the first second of grace', '2027-11-01T23:00:00Z', { kind: 'grace', ...year, daysLeft: 7 }),
    at('the last second of grace', '2027-11-08T22:59:59Z', { kind: 'grace', ...year, daysLeft: 1 }),
    at('the first second after', '2027-11-08T23:00:00Z', { kind: 'fallback', reason: 'ended', kept: keeps }),
    at('a hundred years later', '2127-11-08T23:00:00Z', { kind: 'fallback', reason: 'ended', kept: keeps }),
    at(
      'a house without grace, the day after',
      '2027-11-02T12:00:00Z',
      { kind: 'fallback', until: '2027-11-01' },
      noGrace,
    ),
    at('a clock a day behind is no reason to refuse', '2026-11-01T09:00:00Z', {
      kind: 'valid',
      daysLeft: 366,
    }),
    at('a clock more than a day behind is', '2026-11-01T08:59:59Z', {
      kind: 'not-yet',
      issuedAt: 1793610000,
    }),
    at('a clock years behind is', '2020-01-01T00:00:00Z', { kind: 'not-yet', licenseId: 'CL7K3M9QXW' }),
    ...edges('America/Los_Angeles', '2026-06-27T06:59:59Z', '2026-06-27T07:00:00Z'),
    ...edges('Asia/Tokyo', '2026-06-26T14:59:59Z', '2026-06-26T15:00:00Z'),
    ...edges('UTC', '2026-06-26T23:59:59Z', '2026-06-27T00:00:00Z'),
    ...edges('Pacific/Kiritimati', '2026-06-26T09:59:59Z', '2026-06-26T10:00:00Z'),
    ...edges('Nowhere/Unknown', '2026-06-27T11:59:59Z', '2026-06-27T12:00:00Z'),
    at(
      'a connected product within its days without network',
      '2026-12-02T09:00:00Z',
      { kind: 'valid', document: 'online' },
      connected,
    ),
    at(
      'a connected product a second too long without an answer',
      '2026-12-02T09:00:01Z',
      { kind: 'fallback', reason: 'not-checked' },
      connected,
    ),
    connectedNewer('a newer release of it', '2026-12-02T09:00:01Z', {
      kind: 'expired',
      reason: 'not-checked',
      kept: keeps,
    }),
    connectedNewer(
      'a newer release of it, when the paid time is over as far as it knows',
      '2027-12-02T09:00:00Z',
      {
        kind: 'expired',
        reason: 'not-checked',
      },
    ),
    connectedNewer('a newer release of it that was checked in time', '2026-12-02T08:00:00Z', {
      kind: 'valid',
    }),
  ],
}
