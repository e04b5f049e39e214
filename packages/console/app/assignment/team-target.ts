import { searchKey } from '@claviger/core/kernel/text'

/** A team licenses can be moved to. */
export interface TeamTarget {
  readonly id: number
  readonly name: string
  readonly free: number
  readonly total: number
}

/** What the list's last entry sends: a team yet to be made. */
export const newTeam = 'new'

/** The teams whose name contains what was typed; all of them while nothing is. */
export function matchingTeams<Team extends { readonly name: string }>(
  teams: readonly Team[],
  typed: string,
): readonly Team[] {
  const wanted = searchKey(typed)
  return teams.filter((team) => searchKey(team.name).includes(wanted))
}

/** The team of exactly this name, however it is spelled. */
export function teamCalled<Team extends { readonly name: string }>(
  teams: readonly Team[],
  typed: string,
): Team | undefined {
  const wanted = searchKey(typed)
  return wanted === '' ? undefined : teams.find((team) => searchKey(team.name) === wanted)
}

/** What is chosen when somebody has just typed: the team of that name, else the first that fits, else a new one. */
export function chosenWhileTyping(teams: readonly TeamTarget[], typed: string, mayCreate: boolean): string {
  if (searchKey(typed) === '') return ''
  const found = teamCalled(teams, typed) ?? matchingTeams(teams, typed)[0]
  if (found) return String(found.id)
  return mayCreate ? newTeam : ''
}

/** Where a sent form wants the licenses: in the team that was ticked, else in the one of that name, else in a new one. */
export function targetOf(
  teams: readonly TeamTarget[],
  { team = '', name = '' }: Readonly<Partial<Record<'team' | 'name', string>>>,
): { readonly teamId: number } | { readonly name: string } {
  const found = teams.find((one) => String(one.id) === team) ?? teamCalled(teams, name)
  return found ? { teamId: found.id } : { name }
}
