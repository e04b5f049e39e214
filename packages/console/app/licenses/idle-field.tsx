import type { IdleSpot } from '@claviger/server/assignment/report-views'
import { Form, Link, useLocation } from 'react-router'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './idle-field.module.css'
import { IdleLane, IdleRuler } from './pictures/idle-lane.tsx'
import { type IdleTold, idleField, type Lane, tellIdle } from './pictures/idle-lanes.ts'
import { Picture, type PictureProps } from './pictures/picture.tsx'

export interface IdleFieldProps extends Pick<PictureProps, 'csv' | 'page' | 'open'> {
  spots: readonly IdleSpot[]
  /** From how many days without use on somebody is idle: `?idle=` of the page it stands on. */
  from: number
  /** Where licenses are listed: `/o/harrow-vale/licenses`, with the product and team looked at, if any. */
  list: string
}

const mostLanes = 12

/** Who is not using it: one dot a person by days since the last use, a lane per team. Speaks the words of `pictures`. */
export function IdleField({ spots, from, list, ...frame }: IdleFieldProps) {
  const words = useWords('pictures')
  const field = idleField(spots, from)
  const { lanes, perDot, idle, never } = field
  const hidden = lanes.length - mostLanes
  return (
    <Picture title={useTitle(tellIdle(field, from))} twin={<Twin {...{ lanes, from, list }} />} {...frame}>
      <RangeForm from={from} />
      {field.people > 0 && (
        <div className={style.field}>
          {lanes.slice(0, mostLanes).map((lane) => (
            <IdleLane key={lane.team.id} lane={lane} perDot={perDot} />
          ))}
          <IdleRuler from={from} />
        </div>
      )}
      <p className={style.note}>
        {words('dot_means', { count: perDot })} {hidden > 0 && words('more_teams', { count: hidden })}
      </p>
      <ul className={style.ways}>
        {idle > 0 && (
          <li>
            <Link to={listed(list, { status: 'idle', idle: String(from) })}>
              {words('idle_see', { count: idle })}
            </Link>
          </li>
        )}
        {never > 0 && (
          <li>
            <Link to={listed(list, { status: 'never' })}>{words('never_see')}</Link>
          </li>
        )}
      </ul>
    </Picture>
  )
}

function listed(list: string, filter: Readonly<Record<string, string>>): string {
  return `${list}${list.includes('?') ? '&' : '?'}${new URLSearchParams(filter)}`
}

function ofTeam(list: string, id: number): string {
  const [path = '', query = ''] = list.split('?')
  const params = new URLSearchParams(query)
  params.set('team', String(id))
  return `${path}?${params}`
}

function useTitle(told: IdleTold): string {
  const words = useWords('pictures')
  switch (told.kind) {
    case 'idle':
      return words('idle_idle', { count: told.idle, people: told.people, days: told.days })
    case 'never':
      return words('idle_never', { count: told.never, people: told.people })
    case 'all_used':
      return words('idle_all_used', { count: told.people, days: told.days })
    default:
      return words(`idle_${told.kind}`)
  }
}

/** Marks people from a day on; the other choices of the page stay. */
function RangeForm({ from }: { from: number }) {
  const words = useWords('pictures')
  const { search } = useLocation()
  const kept = [...new URLSearchParams(search)].filter(([name]) => name !== 'idle')
  return (
    <Form method="get" className={style.range} key={search} preventScrollReset>
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <TextField
        {...{ type: 'number', name: 'idle', min: 1, max: 365, inputMode: 'numeric' }}
        label={words('idle_from')}
        defaultValue={from}
      />
      <Button>{words('idle_select')}</Button>
    </Form>
  )
}

interface TwinProps extends Pick<IdleFieldProps, 'from' | 'list'> {
  lanes: readonly Lane[]
}

/** The field in rows; a team leads to its licenses. */
function Twin({ lanes, from, list }: TwinProps) {
  const words = useWords('pictures')
  const format = useFormat()
  const counts = [
    ['people', words('people')],
    ['idle', words('idle_column', { days: from })],
    ['never', words('never_column')],
    ['notRecorded', words('not_recorded_column')],
  ] as const
  return (
    <DataTable
      caption={words('report_idle')}
      columns={[
        {
          key: 'team',
          head: words('team'),
          cell: ({ team }) => (
            <Link to={ofTeam(list, team.id)}>
              <bdi>{team.name}</bdi>
            </Link>
          ),
        },
        ...counts.map(([key, head]) => ({
          ...{ key, head, numeric: true, priority: key === 'idle' ? (1 as const) : (2 as const) },
          cell: (lane: Lane) => format.number(lane[key]),
        })),
      ]}
      rows={lanes}
      rowKey={({ team }) => String(team.id)}
    />
  )
}
