import { expect, test } from 'vitest'
import { accept, refuse } from './decision.ts'
import { optional, readChoice, readFields } from './fields.ts'

test('a form whose fields can all be read gives their values', () => {
  expect(readFields({ name: accept('Ines'), seats: accept(25) })).toEqual(accept({ name: 'Ines', seats: 25 }))
})

test('a form with wrong fields names every one of them, in order', () => {
  const read = readFields({
    name: refuse('text_missing'),
    seats: accept(25),
    price: refuse('not_an_amount', { typed: 'x' }),
  })

  expect(read).toEqual(
    refuse('fields_wrong', {
      fields: [
        { code: 'text_missing', field: 'name' },
        { code: 'not_an_amount', typed: 'x', field: 'price' },
      ],
    }),
  )
})

test('an optional field may be left out or blank, and is read when it is not', () => {
  const read = (text: string) => (text === 'no' ? refuse('not_a_choice') : accept(text.length))

  expect(optional(undefined, read)).toEqual(accept(null))
  expect(optional('  ', read)).toEqual(accept(null))
  expect(optional('four', read)).toEqual(accept(4))
  expect(optional('no', read)).toEqual(refuse('not_a_choice'))
})

test('a choice outside the list is refused with the list', () => {
  expect(readChoice('year', ['year', 'month'])).toEqual(accept('year'))
  expect(readChoice('week', ['year', 'month'])).toEqual(
    refuse('not_a_choice', { choices: ['year', 'month'] }),
  )
})
