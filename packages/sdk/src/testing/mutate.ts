import { type Dice, pick } from './dice.ts'
import { type Forgery, forgeries } from './forgeries.ts'
import { type Parts, type PartsMutation, partsMutations } from './mutations-of-parts.ts'
import { type TextMutation, textMutations } from './mutations-of-text.ts'

/** Good licenses, for something to be made of. */
export interface Material {
  /** As people hold them. */
  readonly texts: readonly string[]
  /** The signed part of each. */
  readonly signed: readonly string[]
}

/** One text that was made of good ones, and how. */
export interface Mutant {
  readonly how: string
  readonly text: string
}

type Way = (material: Material, dice: Dice) => string

const ways: readonly (readonly [how: string, way: Way])[] = [
  ...Object.entries(textMutations).flatMap(([how, mutation]) => [
    [how, textWay(mutation, 1)] as const,
    [`${how}, and again`, textWay(mutation, 2)] as const,
  ]),
  ...Object.entries(partsMutations).map(([how, mutation]) => [how, partsWay(mutation)] as const),
  ...Object.entries(forgeries).map(([how, forgery]) => [how, forgedWay(forgery)] as const),
]

/** How many kinds of change there are. */
export const waysCount = ways.length

/** Makes one text of good ones in one of all the ways there are. */
export function mutate(material: Material, dice: Dice): Mutant {
  const [how, way] = pick(dice, ways)
  return { how, text: way(material, dice) }
}

function textWay(mutation: TextMutation, times: number): Way {
  return ({ texts, signed }, dice) => {
    let text = pick(dice, dice(2) === 0 ? texts : signed)
    for (let time = 0; time < times; time++) text = mutation(text, dice)
    return text
  }
}

function partsWay(mutation: PartsMutation): Way {
  return ({ signed }, dice) => {
    const all = signed.map(partsOf)
    return mutation(pick(dice, all), all, dice).join('.')
  }
}

function forgedWay(forgery: Forgery): Way {
  return (_, dice) => forgery(dice)
}

function partsOf(jws: string): Parts {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  return [header, payload, signature]
}
