import { Link } from 'react-router'
import { MomentText } from '../ui/date-text.tsx'
import { Section } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import style from './lists-begun.module.css'

interface ListsBegunProps {
  lists: readonly { readonly id: string; readonly name: string; readonly madeAt: string }[]
  home: string
}

/** Lists the reader has sent and not handed out; nothing when there are none. */
export function ListsBegun({ lists, home }: ListsBegunProps) {
  const words = useWords('lists')
  if (lists.length === 0) return null
  return (
    <Section title={words('begun')}>
      <ul className={style.lists}>
        {lists.map(({ id, name, madeAt }) => (
          <li key={id}>
            <Link to={`${home}/assign/list/${id}`}>
              {name === '' ? words('pasted_list') : <bdi>{name}</bdi>}
            </Link>{' '}
            <MomentText at={madeAt} />
          </li>
        ))}
      </ul>
      <p>{words('begun_help')}</p>
    </Section>
  )
}
