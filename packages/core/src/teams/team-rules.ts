import type { Decision } from '../kernel/decision.ts'
import { check, passing, type ReasonedRefusal } from '../kernel/rules.ts'
import { readName, searchKey } from '../kernel/text.ts'

/** The longest name of a team, in characters. */
export const longestTeamName = 120

interface KnownTeam {
  readonly id: number
  readonly name: string
}

/** Reads the name of a team as somebody typed it. */
export function readTeamName(typed: unknown, field = 'name'): Decision<string> {
  return readName(typed, { field, max: longestTeamName })
}

/** Decides whether a team may bear this name: no two teams of an organization have names that read alike. */
export function decideTeamName(
  name: string,
  others: readonly KnownTeam[],
  field = 'name',
): Decision<'pass', ReasonedRefusal<'team_name_taken'>> {
  const wanted = searchKey(name)
  const bearer = others.find((team) => searchKey(team.name) === wanted)
  const facts = { field, name: bearer?.name ?? name, teamId: bearer?.id ?? null }
  return passing([check('team_name_taken', 'team_name_is_new', bearer === undefined, facts)])
}

/** What stands in the way of a team's end. */
export interface TeamContents {
  readonly teamId: number
  readonly licenses: number
  /** Invitation links people can still open. */
  readonly links: number
  /** Orders whose licenses are to go there. */
  readonly orders: number
}

/** Decides whether a team may be deleted: it is empty, and not the only one. */
export function decideTeamEnd(
  contents: TeamContents,
  teams: number,
): Decision<'pass', ReasonedRefusal<'last_team' | 'team_not_empty'>> {
  const { teamId, licenses, links, orders } = contents
  const facts = { teamId, licenses, links, orders }
  return passing([
    check('last_team', 'another_team_remains', teams > 1),
    check('team_not_empty', 'nothing_in_team', licenses + links + orders === 0, facts),
  ])
}

/** Decides whether one team may go into another. */
export function decideMerge(
  teamId: number,
  intoTeamId: number,
): Decision<'pass', ReasonedRefusal<'same_team'>> {
  return passing([check('same_team', 'teams_differ', teamId !== intoTeamId)])
}
