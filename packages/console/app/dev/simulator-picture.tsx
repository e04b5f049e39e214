import { TermLine } from '../ui/term-line.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Simulated } from './simulated.server.ts'

interface SimulatorPictureProps {
  played: NonNullable<Simulated['played']>
  product: Simulated['product']
}

/** The license as a line of time with the day that is looked at; its title is the answer of that day. */
export function SimulatorPicture({ played, product }: SimulatorPictureProps) {
  const words = useWords('dev')
  const format = useFormat()
  const { first, last, day, release, terms, answers } = played
  const at = (date: string) => (Date.parse(date) - Date.parse(first)) / (Date.parse(last) - Date.parse(first))
  const kind = answers.find((answer) => answer.release === release)?.kind ?? 'expired'
  const sentence = words(`answer_of_day_${kind}`, {
    ...{ product: product?.name ?? '', release, day: format.date(day, 'long') },
  })
  return (
    <TermLine
      sentence={sentence}
      spans={[{ kind: 'paid', from: at(terms.start), to: at(terms.paidThrough), label: words('paid_time') }]}
      marks={[{ at: at(day), label: format.date(day) }]}
    />
  )
}
