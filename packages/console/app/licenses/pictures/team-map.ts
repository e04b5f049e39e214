import type { SeatCount } from '@claviger/server/assignment/seat-views'

/** The seats of one team, of all products in sight. */
export interface TeamRoom {
  readonly team: { readonly id: number; readonly name: string }
  readonly total: number
  readonly free: number
  readonly invited: number
  readonly connected: number
  readonly placed: number
  readonly withheld: number
  readonly ended: number
}

/** What the teams beside each other say. */
export type RoomTold =
  | { readonly kind: 'no_room'; readonly teams: number }
  | { readonly kind: 'most_room'; readonly team: string; readonly free: number; readonly total: number }

/** Adds the seats of each team up and puts those with the most room first. */
export function roomOfTeams(seats: readonly SeatCount[]): readonly TeamRoom[] {
  const teams = [...Map.groupBy(seats, ({ team }) => team.id).values()].flatMap(sumOf)
  return teams.sort((one, other) => other.free - one.free || one.team.name.localeCompare(other.team.name))
}

const parts = ['total', 'free', 'invited', 'connected', 'placed', 'withheld', 'ended'] as const

function sumOf(seats: readonly SeatCount[]): TeamRoom[] {
  const [first] = seats
  if (!first) return []
  const sum = (part: (typeof parts)[number]) => seats.reduce((whole, seat) => whole + seat[part], 0)
  const counts = Object.fromEntries(parts.map((part) => [part, sum(part)]))
  return [{ team: first.team, ...(counts as Omit<TeamRoom, 'team'>) }]
}

/** Answers who has room. */
export function tellRoom(rooms: readonly TeamRoom[]): RoomTold {
  const [most] = rooms
  if (!most || most.free === 0) return { kind: 'no_room', teams: rooms.length }
  return { kind: 'most_room', team: most.team.name, free: most.free, total: most.total }
}
