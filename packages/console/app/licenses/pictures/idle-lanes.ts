import type { IdleSpot } from '@claviger/server/assignment/report-views'

/** Where dots of a lane stand: by days since last use, or beside the line of days. */
export type Column = number | 'never' | 'not_recorded'

/** One team's people as dots. */
export interface Lane {
  readonly team: { readonly id: number; readonly name: string }
  readonly people: number
  /** Of them, those who have not used it for so many days or more. */
  readonly idle: number
  readonly never: number
  readonly notRecorded: number
  readonly stacks: readonly { readonly column: Column; readonly people: number; readonly idle: boolean }[]
}

export interface IdleField {
  readonly lanes: readonly Lane[]
  readonly people: number
  readonly idle: number
  readonly never: number
  readonly notRecorded: number
  /** How many people one dot stands for. */
  readonly perDot: number
}

/** Days of one column, and the day from which on all stand in the last one. */
export const columnDays = 5
export const lastDay = 120
/** How many dots stand above each other, and how wide the blocks of people are whose days are not known. */
const highest = 7
export const blockColumns = 10

/** Puts people where they have last used what they hold; from so many days on they count as idle. */
export function idleField(spots: readonly IdleSpot[], from: number): IdleField {
  const lanes = [...Map.groupBy(spots, ({ team }) => team.id).values()]
    .flatMap((own) => laneOf(own, from))
    .sort((one, other) => other.idle - one.idle || other.people - one.people)
  const sum = (part: 'people' | 'idle' | 'never' | 'notRecorded') =>
    lanes.reduce((whole, lane) => whole + lane[part], 0)
  const rooms = lanes.flatMap(({ stacks }) => stacks.map(({ column, people }) => people / roomOf(column)))
  return {
    ...{ lanes, people: sum('people'), idle: sum('idle'), never: sum('never') },
    ...{ notRecorded: sum('notRecorded'), perDot: Math.max(1, Math.ceil(Math.max(0, ...rooms))) },
  }
}

const roomOf = (column: Column) => (typeof column === 'number' ? highest : highest * blockColumns)

function laneOf(spots: readonly IdleSpot[], from: number): Lane[] {
  const [first] = spots
  if (!first) return []
  const count = (where: (spot: IdleSpot) => boolean) =>
    spots.filter(where).reduce((sum, { people }) => sum + people, 0)
  const isIdle = ({ days }: IdleSpot) => days !== null && days >= from
  const byPlace = Map.groupBy(spots, (spot) => `${columnOf(spot)} ${isIdle(spot)}`)
  return [
    {
      team: first.team,
      people: count(() => true),
      idle: count(isIdle),
      never: count(({ days, coded }) => days === null && !coded),
      notRecorded: count(({ days, coded }) => days === null && coded),
      stacks: [...byPlace.values()].flatMap((together) => {
        const [one] = together
        const people = together.reduce((sum, spot) => sum + spot.people, 0)
        return one ? [{ column: columnOf(one), people, idle: isIdle(one) }] : []
      }),
    },
  ]
}

function columnOf({ days, coded }: IdleSpot): Column {
  if (days === null) return coded ? 'not_recorded' : 'never'
  return Math.floor(Math.min(days, lastDay) / columnDays)
}

/** What the field says: how many do not use it, or that everybody does. */
export type IdleTold =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'idle'; readonly idle: number; readonly people: number; readonly days: number }
  | { readonly kind: 'never'; readonly never: number; readonly people: number }
  | { readonly kind: 'not_recorded'; readonly people: number }
  | { readonly kind: 'all_used'; readonly people: number; readonly days: number }

/** Answers who is not using it; people never seen come after those who stopped. */
export function tellIdle({ people, idle, never, notRecorded }: IdleField, days: number): IdleTold {
  if (people === 0) return { kind: 'nobody' }
  if (idle > 0) return { kind: 'idle', idle, people, days }
  if (never > 0) return { kind: 'never', never, people }
  if (notRecorded === people) return { kind: 'not_recorded', people }
  return { kind: 'all_used', people, days }
}
