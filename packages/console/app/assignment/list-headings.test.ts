import type { ReadColumn } from '@claviger/core/assignment/people-reading'
import { expect, test } from 'vitest'
import { headingsChosen } from './list-headings.ts'

const column = (index: number, heading: string): ReadColumn => ({
  ...{ index, heading, key: heading.toLowerCase(), samples: [], role: null, doubled: false },
})

test('what unknown headings were said to mean is remembered, and nothing that headings say themselves', () => {
  const columns = [column(0, 'E-mail'), column(1, 'Abteilung'), column(2, 'Kostenstelle'), column(3, '')]
  const roles = { 0: 'address', 1: 'team', 2: 'ignore', 3: 'note' } as const
  expect(headingsChosen(columns, { roles })).toEqual({ abteilung: 'team', kostenstelle: 'ignore' })
})
