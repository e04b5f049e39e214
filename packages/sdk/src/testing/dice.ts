/** Draws a number from 0 up to, but not including, the one given. */
export type Dice = (below: number) => number

/** Dice that fall the same in every run with the same seed (mulberry32). */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Picks one of a list. */
export function pick<Item>(dice: Dice, items: readonly Item[]): Item {
  const item = items[dice(items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}
