import { expect, test } from 'vitest'
import { money } from '../kernel/money.ts'
import { keepStep, readSetup, readSetupStep, type SetupAnswers, stepToShow } from './read-setup.ts'

const answers: SetupAnswers = {
  you: { name: 'Maud Fenwick', email: 'maud@fenwick.example' },
  vendor: {
    name: 'Fenwick Tools',
    country: 'de',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    locale: 'en-GB',
  },
  mail: { replyTo: 'sales@fenwick.example' },
  product: { name: 'Loomwright', code: '', version: '6.2', releasedOn: '2026-03-01' },
  price: { price: '219', continuity: 'on', yearTwoPercent: '20', yearThreePercent: '40' },
}

test('five answered steps make a vendor, a product with its release, and a price', () => {
  expect(readSetup(answers)).toMatchObject({
    ok: true,
    plan: {
      you: { name: 'Maud Fenwick', email: { key: 'maud@fenwick.example' } },
      vendor: { name: 'Fenwick Tools', country: 'DE', currency: 'EUR' },
      mail: { replyTo: { key: 'sales@fenwick.example' } },
      product: { name: 'Loomwright', code: 'LOOM', version: '6.2', releasedOn: '2026-03-01' },
      price: [money(21900, 'EUR'), money(17520, 'EUR'), money(13140, 'EUR')],
    },
  })
})

test('a product may start without a version', () => {
  const read = readSetup({ ...answers, product: { name: 'Loomwright', code: 'lw2', version: '' } })
  expect(read).toMatchObject({ plan: { product: { code: 'LW2', version: null, releasedOn: null } } })
})

test('one press clears the steps for staying', () => {
  const cleared = { ...answers.price, continuity: '' }
  const read = readSetup({ ...answers, price: cleared })
  expect(read).toMatchObject({ plan: { price: [{ minor: 21900n }, { minor: 21900n }, { minor: 21900n }] } })
})

test('a currency changed afterwards is held against the price', () => {
  const yen = { ...answers.vendor, currency: 'JPY' }
  const read = readSetup({ ...answers, vendor: yen, price: { price: '219.50' } })
  expect(read).toMatchObject({
    refusal: {
      code: 'setup_incomplete',
      step: 'price',
      fields: [{ field: 'price', code: 'amount_too_precise' }],
    },
  })
})

test('the first step without an answer is shown, the last when all have one', () => {
  expect(stepToShow({})).toBe('you')
  expect(stepToShow({ you: { name: 'Maud' } })).toBe('vendor')
  expect(stepToShow(answers)).toBe('price')
})

test.each([
  ['you', { name: '\u200b', email: 'maud' }, ['text_missing', 'address_without_at']],
  [
    'vendor',
    { name: 'F\u0000', country: 'XX', currency: 'ABC', timeZone: 'Mars/Base', locale: 'tlh' },
    ['text_hidden_character', 'not_a_country', 'not_a_currency', 'not_a_time_zone', 'not_a_choice'],
  ],
  ['mail', { replyTo: '' }, ['address_empty']],
  [
    'product',
    { name: '', code: '1', version: 'six', releasedOn: 'soon' },
    ['text_missing', 'product_code_malformed', 'version_malformed', 'not_a_calendar_date'],
  ],
  ['price', { price: '-1' }, ['amount_negative']],
] as const)('step %s names every wrong field', (step, typed, codes) => {
  const read = readSetupStep(step, typed, answers)
  expect(read.ok ? [] : read.refusal.fields.map((problem) => problem.code)).toEqual(codes)
})

test('only the fields of the step are kept, as text every database takes', () => {
  const typed = { price: '2\u000019', continuity: '\ud800', extra: 'x'.repeat(1_000_000) }
  expect(keepStep('price', typed)).toEqual({
    price: '219',
    continuity: '\ufffd',
    yearTwoPercent: '',
    yearThreePercent: '',
  })
})
