import { expect, test } from 'vitest'
import { chosenWhileTyping, matchingTeams, newTeam, targetOf } from './team-target.ts'

const team = (id: number, name: string) => ({ id, name, free: 1, total: 2 })
const teams = [team(1, 'Platform'), team(2, 'Mobile apps'), team(3, 'Büro Zürich')]

test('typing narrows the list, whatever the case and the accents', () => {
  expect(matchingTeams(teams, 'buro').map(({ id }) => id)).toEqual([3])
  expect(matchingTeams(teams, ' ')).toEqual(teams)
})

test('while typing, the team of that name is chosen before one that only contains it', () => {
  const both = [team(4, 'Mobile apps'), team(5, 'Mobile')]
  expect(chosenWhileTyping(both, 'mobile', true)).toBe('5')
})

test('a name no team bears chooses a new team, for those who may make one', () => {
  expect(chosenWhileTyping(teams, 'Research', true)).toBe(newTeam)
  expect(chosenWhileTyping(teams, 'Research', false)).toBe('')
})

test('an emptied field chooses nothing', () => {
  expect(chosenWhileTyping(teams, '', true)).toBe('')
})

test('what was ticked counts before what was typed', () => {
  expect(targetOf(teams, { team: '1', name: 'mob' })).toEqual({ teamId: 1 })
})

test('a new team is not made while one of that name is there', () => {
  expect(targetOf(teams, { team: newTeam, name: 'PLATFORM' })).toEqual({ teamId: 1 })
  expect(targetOf(teams, { team: newTeam, name: 'Plat' })).toEqual({ name: 'Plat' })
})

test('a team that is not in sight is not used', () => {
  expect(targetOf(teams, { team: '99', name: '' })).toEqual({ name: '' })
})
