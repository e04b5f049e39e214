import { dateFrom } from '@claviger/core/kernel/calendar'
import type { LicenseRow } from '@claviger/server/assignment/license-row-views'
import { expect, test } from 'vitest'
import { columnKeys } from './column-keys.ts'
import { exportColumns } from './export-columns.ts'

const row: LicenseRow = {
  ...{ licenseId: 'A02M7F3H16', position: 7, status: 'connected', suspended: false, perUser: true },
  product: { code: 'LOOM', name: 'Loomwright' },
  team: { id: 2_000_001, name: 'Platform' },
  person: { id: 'p', name: '=HYPERLINK("x")', address: 'ada@harrowvale.example' },
  ...{ assignedAt: new Date('2026-01-03T23:30:00Z'), assignedBy: 'Ines Okafor', cameBy: 'list' },
  ...{ connectedAt: new Date('2026-01-04T10:00:00Z'), lastSeenAt: null, hasCode: true },
  ...{ paidThrough: '2027-03-14', payment: 'paid', graceDays: 7, kept: null, placement: null },
  ...{ transferable: true, trial: false, perpetual: false, machines: 2, release: '6.4.1' },
  ...{ codeIssuedAt: new Date('2026-02-01T08:00:00Z'), endsOn: '2026-12-31' },
  fallback: { version: '6.0', products: 1 },
}

const cells = (changes: Partial<LicenseRow> = {}) => {
  const say = (key: string, facts = {}) => [key, ...Object.values(facts)].join(' ')
  const columns = exportColumns(columnKeys, { say, today: dateFrom('2026-11-25'), timeZone: 'Europe/Berlin' })
  return Object.fromEntries(columns.map(({ heading, cell }) => [heading, cell({ ...row, ...changes })]))
}

test('a line of a file holds words, numbers and days of their own kind, and what was typed as it was typed', () => {
  expect(cells()).toEqual({
    ...{ column_name: '=HYPERLINK("x")', column_address: 'ada@harrowvale.example', product: 'Loomwright' },
    ...{ team: 'Platform', status: 'status_connected', last_used: 'used_not_recorded' },
    ...{ renews: { day: '2027-03-15' }, license_id: 'A02M7F3H16', version_in_use: '6.4.1' },
    ...{ assigned: { day: '2026-01-04' }, assigned_by: 'Ines Okafor', came_by: 'came_by_list' },
    ...{ fallback_title: '6.0', machines: 2, code_issued: { day: '2026-02-01' } },
    given_until: { day: '2026-12-31' },
  })
})

test('nobody’s license has no use, no machines and no address; one bought for good does not renew', () => {
  const free = { status: 'free', person: null, assignedAt: null, hasCode: false, codeIssuedAt: null } as const
  expect(cells({ ...free, perpetual: true, endsOn: null, fallback: null })).toMatchObject({
    ...{ column_name: '', column_address: '', status: 'status_free', last_used: null, machines: null },
    ...{ renews: null, assigned: null, code_issued: null, given_until: null, fallback_title: null },
  })
})
