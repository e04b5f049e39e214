import { describe, expect, test } from 'vitest'
import { refuseBy } from '../kernel/rules.ts'
import { decideMerge, decideTeamEnd, decideTeamName, readTeamName } from './team-rules.ts'

describe('the name of a team', () => {
  test.each([
    ['  Mobile  ', 'Mobile'],
    ['Größe ＆ Gewicht', 'Größe ＆ Gewicht'],
    ['فريق المحمول', 'فريق المحمول'],
    ['x'.repeat(120), 'x'.repeat(120)],
  ])('%j is kept as %j', (typed, name) => {
    expect(readTeamName(typed)).toEqual({ ok: true, plan: name })
  })

  test.each([
    ['', 'text_missing'],
    ['  \u200b ', 'text_missing'],
    ['x'.repeat(121), 'text_too_long'],
    [null, 'text_missing'],
  ])('%j is refused as %s', (typed, code) => {
    expect(readTeamName(typed)).toMatchObject({ ok: false, refusal: { code, field: 'name' } })
  })

  const others = [{ id: 7, name: 'Mobile' }]
  test.each(['mobile', 'MOBILE', 'Mobilé'])('%s reads like one that is taken', (name) => {
    expect(decideTeamName(name, others)).toMatchObject({
      ok: false,
      refusal: { code: 'team_name_taken', name: 'Mobile', teamId: 7 },
    })
  })

  test('is free when no other team has it', () => {
    expect(decideTeamName('Mobile 2', others).ok).toBe(true)
  })
})

describe('the end of a team', () => {
  const empty = { teamId: 7, licenses: 0, links: 0, orders: 0 }

  test('is allowed when it is empty and another remains', () => {
    expect(decideTeamEnd(empty, 2).ok).toBe(true)
  })

  test('is refused to the last one, before anything in it is counted (O-34)', () => {
    expect(decideTeamEnd({ ...empty, licenses: 3 }, 1)).toEqual(refuseBy('last_team', 'another_team_remains'))
  })

  test.each([{ licenses: 1 }, { links: 1 }, { orders: 1 }])('is refused while it has %j', (some) => {
    expect(decideTeamEnd({ ...empty, ...some }, 2)).toMatchObject({
      ok: false,
      refusal: { code: 'team_not_empty', ...empty, ...some },
    })
  })

  test('comes by a merge only into another team', () => {
    expect(decideMerge(7, 8).ok).toBe(true)
    expect(decideMerge(7, 7)).toMatchObject({ refusal: { code: 'same_team' } })
  })
})
