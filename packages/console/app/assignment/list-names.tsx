import { SelectField } from '../ui/select-field.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { ReadingShown } from './list-view.server.ts'

const mostShown = 20

/** Names of teams and products that match nothing of ours: what each was meant to be, all at once. */
export function ListNames({ reading: { names, teams, products } }: { reading: ReadingShown }) {
  const lists = useWords('lists')
  return (
    <Section title={lists('names_open', { count: names.length })}>
      <p>{lists('names_open_help')}</p>
      <Stack>
        {names.slice(0, mostShown).map(({ kind, name, key, rows }) => (
          <SelectField
            key={key}
            name={`meant.${key}`}
            label={<bdi>{name}</bdi>}
            help={lists(`rows_with_${kind}`, { count: rows })}
            defaultValue=""
            options={[{ value: '', label: lists('name_undecided') }, ...(kind === 'team' ? teams : products)]}
          />
        ))}
      </Stack>
      {names.length > mostShown && <p>{lists('names_more', { count: names.length - mostShown })}</p>}
    </Section>
  )
}
