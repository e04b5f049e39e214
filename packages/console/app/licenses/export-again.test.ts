import { readTable } from '@claviger/core/assignment/read-table'
import { dateFrom } from '@claviger/core/kernel/calendar'
import { expect, test } from 'vitest'
import { serverWords } from '../words/server-words.server.ts'
import { columnKeys } from './column-keys.ts'
import { exportColumns } from './export-columns.ts'

const files = ['email', 'name', 'product', 'team', 'until', 'last_used', 'license_id'] as const

test.each(['en-US', 'en-GB', 'de'] as const)(
  'our own files are read again without a question, in %s (O-29)',
  (locale) => {
    const say = serverWords(locale).getFixedT(locale, 'licenses')
    const sayer = {
      say: (key: string, facts = {}) => String(say(key as 'licenses', facts)),
      ...{ today: dateFrom('2026-11-25'), timeZone: 'UTC' },
    }
    const people = serverWords(locale).getFixedT(locale, 'people')
    const licenses = exportColumns(columnKeys, sayer).map(({ heading }) => heading)
    for (const heads of [licenses, files.map((key) => people(`file_${key}`))]) {
      const { columns, unsettled } = readTable([{ number: 1, cells: heads }])
      expect(unsettled.columns.map((index) => heads[index])).toEqual([])
      const read = columns.flatMap(({ role }) => (role && role !== 'ignore' ? [role] : []))
      expect(read.toSorted()).toEqual(['address', 'name', 'product', 'team', 'until'])
    }
  },
)
