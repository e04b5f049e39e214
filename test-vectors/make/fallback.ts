import { first } from './fixed-keys.ts'
import {
  type Asked,
  asked,
  code,
  document,
  keeps62,
  product,
  type Vector,
  type VectorFile,
} from './vector.ts'

const over = '2028-04-01T12:00:00Z'
const byDate = first.sign(document({ products: [product({ fallbackDate: '2026-11-02' })] }))
const unpaid = first.sign(document({ products: [product({ paidUpTo: '2026-12-02' })] }))
const manyMinors = first.sign(
  document({ products: [product({ fallbackDate: '2026-11-02', fallbackRelease: '6.9' })] }),
)
const pack = first.sign(
  document({
    title: 'All-products pack',
    products: [
      product(keeps62),
      product({ code: 'FERR', fallbackDate: '2026-11-02', fallbackRelease: '2.2' }),
      product({ code: 'WARP', fallbackDate: '2026-11-02' }),
    ],
  }),
)

function lapsed(name: string, changes: Partial<Asked>, verdict: Vector['verdict'], text = code): Vector {
  return { name, text, asked: asked({ now: over, ...changes }), verdict }
}

const keeps = { by: 'release', release: '6.2' }
const keepsDay = { by: 'date', releasedThrough: '2026-11-02' }
const tooNew = { kind: 'expired', reason: 'newer-than-kept' } as const

/** What a lapsed license still runs (O-45). */
export const fallback: VectorFile = {
  about:
    'What runs for good after the paid time: by release, with all its bug-fix releases, or by the day it came out.',
  vectors: [
    lapsed('the release that is kept', { release: '6.2' }, { kind: 'fallback', kept: keeps }),
    lapsed('an older one', { release: '5.8' }, { kind: 'fallback', kept: keeps }),
    lapsed('a bug-fix release of it', { release: '6.2.9' }, { kind: 'fallback', kept: keeps }),
    lapsed(
      'a bug-fix release that came out after the cutoff',
      { release: '6.2.9', releasedOn: '2028-03-01' },
      { kind: 'fallback' },
    ),
    lapsed('a pre-release of it, written with a v', { release: 'v6.2.1-beta.3' }, { kind: 'fallback' }),
    lapsed('the next release', { release: '6.3' }, { ...tooNew, kept: keeps }),
    lapsed(
      'the next release with a day before the cutoff',
      { release: '6.3', releasedOn: '2026-10-01' },
      { ...tooNew },
    ),
    lapsed('6.9 of a license that keeps 6.9', { release: '6.9' }, { kind: 'fallback' }, manyMinors),
    lapsed('6.10 of a license that keeps 6.9', { release: '6.10' }, { ...tooNew }, manyMinors),
    lapsed(
      'by day: on the cutoff',
      { releasedOn: '2026-11-02' },
      { kind: 'fallback', kept: keepsDay },
      byDate,
    ),
    lapsed('by day: the day after', { releasedOn: '2026-11-03' }, { ...tooNew, kept: keepsDay }, byDate),
    lapsed('by day: whoever does not say when it came out', {}, { ...tooNew }, byDate),
    lapsed('an unpaid license keeps nothing', {}, { kind: 'expired', reason: 'ended' }, unpaid),
    {
      name: 'an unpaid license works until its invoice is due',
      text: unpaid,
      asked: asked(),
      verdict: { kind: 'valid', daysLeft: 24 },
    },
    lapsed(
      'an unpaid license in grace',
      { now: '2026-12-09T12:00:00Z' },
      { kind: 'grace', daysLeft: 1 },
      unpaid,
    ),
    lapsed(
      'a pack: its first product',
      {},
      { kind: 'fallback', product: 'LOOM', title: 'All-products pack' },
      pack,
    ),
    lapsed(
      'a pack: another product keeps another release',
      { product: 'FERR', release: '2.3' },
      { ...tooNew, kept: { by: 'release', release: '2.2' } },
      pack,
    ),
    lapsed(
      'a pack: a product without dated releases',
      { product: 'WARP', releasedOn: '2026-10-31' },
      { kind: 'fallback', kept: keepsDay },
      pack,
    ),
    lapsed(
      'a pack: a product that is not in it',
      { product: 'SPIN' },
      { kind: 'other-product', licensed: ['LOOM', 'FERR', 'WARP'] },
      pack,
    ),
    lapsed(
      'another product',
      { product: 'FERR' },
      { kind: 'other-product', product: 'FERR', licensed: ['LOOM'] },
    ),
  ],
}
