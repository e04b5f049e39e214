import { DataTable } from '../ui/data-table.tsx'
import { DayText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { CodeChecks } from './code-checks.tsx'
import { fieldWords } from './code-fields.ts'
import type { Inspected } from './inspected.server.ts'
import style from './inspected-code.module.css'
import { VerdictChip } from './verdict-chip.tsx'

/** What a product would say, why, and everything the code says. */
export function InspectedCode({ inspection }: { inspection: Inspected }) {
  const words = useWords('dev')
  const proved = inspection.steps.every(({ result }) => result === 'passed')
  return (
    <Stack>
      <Section title={words('what_product_says')}>
        <Asked asked={inspection.asked} />
        <p>
          <VerdictChip kind={inspection.verdict.kind} /> {inspection.verdict.message}
        </p>
      </Section>
      <Section title={words('checks')}>
        <CodeChecks inspection={inspection} />
      </Section>
      {inspection.fields.length > 0 && (
        <Section title={words('what_it_says')}>
          <p>{words(proved ? 'fields_proved' : 'fields_not_proved')}</p>
          <Fields fields={inspection.fields} />
        </Section>
      )}
    </Stack>
  )
}

function Asked({ asked }: Pick<Inspected, 'asked'>) {
  const words = useWords('dev')
  const { product, release, day } = asked
  if (product === '') return null
  return (
    <p>
      {words.rich(
        release === null ? 'asked_without_release' : 'asked_with_release',
        { product, release: release ?? '' },
        { day: <DayText day={day} length="long" /> },
      )}
    </p>
  )
}

function Fields({ fields }: { fields: Inspected['fields'] }) {
  const words = useWords('dev')
  const format = useFormat()
  return (
    <DataTable
      caption={words('what_it_says')}
      columns={[
        {
          key: 'name',
          head: words('field'),
          cell: ({ part, name }) => <code>{`${part}.${name}`}</code>,
          nowrap: true,
        },
        {
          key: 'value',
          head: words('value'),
          cell: (field) => (
            <>
              <code className={style.value}>
                <bdi>{field.value}</bdi>
              </code>
              <NarrowOnly>{fieldWords(words, format, field)}</NarrowOnly>
            </>
          ),
          priority: 1,
        },
        { key: 'means', head: words('meaning'), cell: (field) => fieldWords(words, format, field) },
      ]}
      rows={fields}
      rowKey={({ part, name }) => `${part}.${name}`}
    />
  )
}
