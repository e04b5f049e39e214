import { useRoot } from '../use-root.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './letter-detail.module.css'
import type { ShownLetter } from './letter-state.ts'

/** What the word for a letter's state leaves out: how often it was tried, when it leaves, what the mail server said. */
export function LetterDetail({ letter }: { letter: ShownLetter }) {
  const sentence = useDetail(letter)
  const wrong = letter.state === 'failed' || letter.state === 'waiting'
  if (sentence === '' && !(wrong && letter.error)) return null
  return (
    <p className={style.detail}>
      {sentence} {wrong && letter.error && <bdi className={style.error}>{letter.error}</bdi>}
    </p>
  )
}

function useDetail({ state, attempts, error, sendAfter }: ShownLetter): string {
  const words = useWords('mail')
  const format = useFormat()
  const { now } = useRoot()
  const at = format.dateTime(sendAfter)
  if (state === 'failed') return words('tries', { count: attempts })
  if (state === 'sent') return attempts > 1 ? words('tries', { count: attempts }) : ''
  if (state !== 'waiting') return ''
  if (error) return `${words('tries', { count: attempts })} ${words('next_try', { at })}`
  return sendAfter > now ? words('leaves', { at }) : ''
}
