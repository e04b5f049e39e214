import { useWords } from '../words/use-words.ts'
import { type ActivityWords, activitySentence, type Told } from './activity-sentence.ts'

/** Tells entries of the log in the reader's language. */
export function useActivityWords() {
  const activity = useWords('activity')
  const common = useWords()
  const words = { activity, common } as ActivityWords
  return {
    sentence: (told: Told) => activitySentence(told, words),
    actor: (actor: string) => actorWord(actor, words),
  }
}

const unnamed = ['operator', 'claviger', 'somebody']

/** Whoever did it: by name, and by what they are where there is none. */
export function actorWord(actor: string, { activity }: ActivityWords): string {
  return unnamed.includes(actor) ? activity(`actor_${actor}`) : actor
}
