import { type Option, SelectField } from '../ui/select-field.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './list-reading.module.css'
import type { ReadingShown } from './list-view.server.ts'

const mostShown = 20

/** Names of teams and products that match nothing of ours: what each was meant to be, all at once. */
export function ListNames({ reading: { names, teams, products } }: { reading: ReadingShown }) {
  const lists = useWords('lists')
  return (
    <Section title={lists('names_open', { count: names.length })}>
      <p>{lists('names_open_help')}</p>
      <div className={style.narrow}>
        {names.slice(0, mostShown).map(({ kind, name, key, rows }) => (
          <MeantField
            key={key}
            {...{ name, of: key, value: '', help: lists(`rows_with_${kind}`, { count: rows }) }}
            options={kind === 'team' ? teams : products}
          />
        ))}
      </div>
      {names.length > mostShown && <p>{lists('names_more', { count: names.length - mostShown })}</p>}
    </Section>
  )
}

/** What names were said to mean, to be changed. */
export function MeantNames({ reading: { meant, teams, products } }: { reading: ReadingShown }) {
  return meant.map(({ key, kind, name, value }) => (
    <MeantField key={key} {...{ name, of: key, value }} options={kind === 'team' ? teams : products} />
  ))
}

interface MeantFieldProps {
  /** As the list has it, and under which it is kept. */
  name: string
  of: string
  value: string
  help?: string
  options: readonly Option[]
}

function MeantField({ name, of, value, help, options }: MeantFieldProps) {
  const lists = useWords('lists')
  return (
    <SelectField
      name={`meant.${of}`}
      label={<bdi>{name}</bdi>}
      help={help}
      defaultValue={value}
      options={[{ value: '', label: lists('name_undecided') }, ...options]}
    />
  )
}
