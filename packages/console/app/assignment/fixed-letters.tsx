import { fixedLetters } from '@claviger/core/assignment/letter-kinds'
import { DataTable } from '../ui/data-table.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'

/** The letters nobody can switch off, each with the reason. */
export function FixedLetters() {
  const words = useWords('letters')
  return (
    <Section title={words('always')}>
      <p>{words('always_why')}</p>
      <DataTable
        caption={words('always')}
        columns={[
          { key: 'letter', head: words('letter'), cell: (kind) => words(`kind_${kind}`) },
          { key: 'why', head: words('fixed_because'), cell: (kind) => words(`because_${kind}`), priority: 1 },
        ]}
        rows={fixedLetters}
        rowKey={(kind) => kind}
      />
    </Section>
  )
}
