import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { loadMove } from './move-page.server.ts'

type MoveSummaryProps = Pick<Awaited<ReturnType<typeof loadMove>>, 'held' | 'stays' | 'from'>

/** What goes along with the licenses, who loses sight of them, and what stays where it is. */
export function MoveSummary({ held, stays, from }: MoveSummaryProps) {
  const words = useWords('assignment')
  const format = useFormat()
  return (
    <>
      {from.map(({ team, licenses, losingSight }) => (
        <p key={team.id}>
          <strong>
            <bdi>{words('move_from', { count: licenses, team: team.name })}</bdi>
          </strong>{' '}
          {losingSight.length > 0 &&
            words('move_out_of_sight', {
              ...{ count: losingSight.length, names: format.list(losingSight), team: team.name },
            })}
        </p>
      ))}
      <p>{held > 0 ? words('move_people', { count: held }) : words('move_nobody')}</p>
      {stays > 0 && <p>{words('move_stays', { count: stays })}</p>}
      <p>{words('move_undo')}</p>
    </>
  )
}
