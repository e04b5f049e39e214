import { describe, expect, test } from 'vitest'
import { sentFixes, sentGiving, sentReading } from './list-form.server.ts'
import { choicesOf, fixesOf, keptFixes, noChoices, noFixes } from './list-state.ts'

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

describe('what somebody says about a list', () => {
  test('is kept beside what they said before', () => {
    const before = {
      ...noChoices,
      file: { encoding: 'windows-1252', roles: { 0: 'address' } },
      until: '2027-01-01',
    } as const
    const said = sentReading(formOf({ 'role.2': 'team', dates: 'day_first', 'meant.team blue': '7' }), before)
    expect(said).toEqual({
      ...before,
      file: { encoding: 'windows-1252', dateOrder: 'day_first', roles: { 0: 'address', 2: 'team' } },
      meant: { 'team blue': '7' },
    })
  })

  test('about columns is dropped when the file is cut otherwise, for then they are other columns', () => {
    const before = { ...noChoices, file: { roles: { 0: 'address' } } } as const
    const said = sentReading(formOf({ 'read.separator': ',', separator: ';' }), before)
    expect(said.file).toMatchObject({ separator: ';', roles: {} })
  })

  test('about a name is taken back by choosing none of ours', () => {
    const before = { ...noChoices, meant: { 'team blue': '7', 'product draw': 'DRAW' } }
    expect(sentReading(formOf({ 'meant.team blue': '' }), before).meant).toEqual({ 'product draw': 'DRAW' })
  })

  test('is nothing when it is no choice there is', () => {
    const said = sentReading(formOf({ 'role.0': 'owner', dates: 'year_first', separator: 'x' }), noChoices)
    expect(said.file).toMatchObject({ roles: {}, dateOrder: undefined, separator: undefined })
  })

  test('about what is given stays when the form does not ask for it', () => {
    const before = { ...noChoices, pool: 'LOOM 1', until: '2027-01-01' }
    expect(sentGiving(formOf({ until: '' }), before)).toEqual({ ...before, until: '' })
  })
})

describe('what somebody puts right in a list', () => {
  test('holds for rows that are not on the page, and is taken back for those that are', () => {
    const fix = { raw: 'a@', address: 'a@harrowvale.example', anyway: false }
    const before = {
      ...noFixes,
      fixes: new Map([
        [1, fix],
        [300, fix],
      ]),
    }
    const after = sentFixes(formOf({ 'raw.1': 'a@', 'edit.1': 'a@' }), before)
    expect([...after.fixes.keys()]).toEqual([300])
  })

  test('leaves out the rows whose tick was taken away, and no row that was not on the page', () => {
    const before = { ...noFixes, out: new Set([2, 300]) }
    const after = sentFixes(formOf({ 'seen.1': '1', 'seen.2': '1', 'keep.2': 'on' }), before)
    expect([...after.out].sort()).toEqual([1, 300])
  })

  test('is read back as it was kept', () => {
    const fixes = {
      fixes: new Map([[7, { raw: 'x', address: '', anyway: true }]]),
      out: new Set([9]),
      choosing: true,
    }
    expect(fixesOf(JSON.parse(JSON.stringify(keptFixes(fixes))))).toEqual(fixes)
    expect([fixesOf({}), choicesOf({})]).toEqual([noFixes, noChoices])
  })
})
