import { DataTable } from '../ui/data-table.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Simulated } from './simulated.server.ts'
import style from './simulator-answer.module.css'
import { VerdictChip } from './verdict-chip.tsx'

interface SimulatorAnswerProps {
  played: NonNullable<Simulated['played']>
  product: Simulated['product']
}

/** What the product says on the day: its own words, and which versions of it run. */
export function SimulatorAnswer({ played, product }: SimulatorAnswerProps) {
  const words = useWords('dev')
  const { answers, release, terms } = played
  const asked = answers.find((answer) => answer.release === release)
  return (
    <Stack>
      {asked && (
        <div className={style.message} role="status">
          <p className={style.who}>
            {words('says', { product: product?.name ?? '', release })} <VerdictChip kind={asked.kind} />
          </p>
          <blockquote>{asked.message}</blockquote>
        </div>
      )}
      {terms.kind === 'offline' && (terms.revokedOn || terms.unreachableSince) && (
        <p>{words('code_knows_nothing')}</p>
      )}
      <Versions answers={answers} releases={terms.releases} />
    </Stack>
  )
}

function Versions({
  answers,
  releases,
}: {
  answers: SimulatorAnswerProps['played']['answers']
  releases: SimulatorAnswerProps['played']['terms']['releases']
}) {
  const words = useWords('dev')
  const format = useFormat()
  const releasedOn = new Map<string, string>(releases.map((one) => [one.version, one.releasedOn]))
  return (
    <DataTable
      caption={words('versions')}
      columns={[
        { key: 'version', head: words('version'), cell: (answer) => answer.release, nowrap: true },
        {
          key: 'released',
          head: words('released_on'),
          nowrap: true,
          cell: (answer) => format.date(releasedOn.get(answer.release) ?? ''),
        },
        {
          key: 'runs',
          head: words('runs'),
          nowrap: true,
          priority: 1,
          cell: (answer) => words(answer.runs ? 'it_runs' : 'it_stops'),
        },
        {
          key: 'answer',
          head: words('answer'),
          nowrap: true,
          priority: 1,
          cell: (answer) => <VerdictChip kind={answer.kind} />,
        },
      ]}
      rows={answers.toReversed()}
      rowKey={(answer) => answer.release}
    />
  )
}
