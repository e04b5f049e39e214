import { type Refusal, refuse } from '@claviger/core/kernel/decision'
import { refuseBy } from '@claviger/core/kernel/rules'
import { expect, test } from 'vitest'
import { refusedAs } from './refused.ts'

const told = (refusal: Refusal) => {
  const { status, body, headers } = refusedAs(refusal)
  return { status, ...(body as { code: string; description: string }), headers }
}

test('a refusal keeps its status and says its code and one sentence', () => {
  expect(told(refuseBy('team_not_found', 'role_opens').refusal)).toEqual({
    ...{ status: 404, code: 'TEAM_NOT_FOUND', description: 'Team not found.', headers: {} },
  })
  expect(told(refuse('out_of_range', { field: 'cap', min: 1, max: 100 }).refusal)).toMatchObject({
    ...{ status: 422, code: 'OUT_OF_RANGE', description: 'cap: must be a whole number from 1 to 100.' },
  })
})

test('every wrong field of a form is named', () => {
  const fields = [
    { code: 'text_missing', field: 'name' },
    { code: 'not_a_date', field: 'endsOn' },
  ] as const
  expect(told(refuse('fields_wrong', { fields }).refusal)).toMatchObject({
    ...{ status: 422, code: 'FIELDS_WRONG', description: 'name: must not be empty. endsOn: not a date.' },
  })
})

test('who may not do something is told so by the code clients know, and nothing of who may', () => {
  const facts = { right: 'teams.delete', place: 'Harrow & Vale', givers: ['Ines Okafor'] }
  expect(told(refuseBy('not_allowed', 'role_allows', facts).refusal)).toEqual({
    ...{ status: 403, code: 'INSUFFICIENT_PERMISSIONS', headers: {} },
    description: 'This token may not do that here.',
  })
})

test('who comes too often is told when to come again', () => {
  const retryAt = new Date('2026-11-02T09:15:00Z')
  expect(told(refuseBy('too_many_attempts', 'tries_left', { retryAt }).refusal)).toMatchObject({
    ...{ status: 429, headers: { 'Retry-After': 'Mon, 02 Nov 2026 09:15:00 GMT' } },
  })
})
