import type { CodeCheck } from '@claviger/core/activation/inspect-text'
import { DataTable } from '../ui/data-table.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import type { Inspected } from './inspected.server.ts'
import { keyLine, recordLines } from './record-lines.ts'

type Result = 'passed' | 'failed' | 'not_reached' | 'noted'

interface CheckLine {
  readonly key: string
  readonly name: string
  readonly result: Result
  readonly text: string
}

const chips: Readonly<Record<Result, { shape: Shape; tone: Tone }>> = {
  passed: { shape: 'check', tone: 'ok' },
  failed: { shape: 'cross', tone: 'danger' },
  not_reached: { shape: 'ring', tone: 'none' },
  noted: { shape: 'half-dot', tone: 'warn' },
}

/** Every check in the order in which a product makes it, then what is known here of the key and of the code. */
export function CodeChecks({ inspection }: { inspection: Inspected }) {
  const words = useWords('dev')
  const lines = useLines(inspection)
  return (
    <DataTable
      caption={words('checks')}
      columns={[
        {
          key: 'check',
          head: words('check'),
          cell: ({ name, text }) => (
            <>
              {name}
              <NarrowOnly>{text}</NarrowOnly>
            </>
          ),
        },
        {
          key: 'result',
          head: words('result'),
          nowrap: true,
          priority: 1,
          cell: ({ result }) => <StatusChip {...chips[result]}>{words(`result_${result}`)}</StatusChip>,
        },
        { key: 'text', head: words('what_was_seen'), cell: ({ text }) => text },
      ]}
      rows={lines}
      rowKey={({ key }) => key}
    />
  )
}

function useLines({ steps, key, record, strange }: Inspected): readonly CheckLine[] {
  const words = useWords('dev')
  const format = useFormat()
  const made = steps.map(({ check, result }) => ({
    ...{ key: check, name: words(`check_${check}`), result },
    text: result === 'failed' ? failedText(words, check, strange) : '',
  }))
  const genuine = steps.every(({ result }) => result === 'passed')
  const known = [
    ...(genuine ? [{ key: 'key', name: words('check_key'), ...keyLine(key, { words, format }) }] : []),
    ...recordLines(record, genuine, { words, format }).map((line, index) => ({
      ...{ key: `record ${index}`, name: words('check_record'), ...line },
    })),
  ]
  return [...made, ...known]
}

function failedText(words: Words<'dev'>, check: CodeCheck, strange: Inspected['strange']): string {
  if (check !== 'found') return words(`failed_${check}`)
  return strange ? words('failed_found_at', strange) : words('failed_found')
}
