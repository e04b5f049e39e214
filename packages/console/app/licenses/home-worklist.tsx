import type { OrganizationHome } from '@claviger/server/assignment/home-views'
import { Link } from 'react-router'
import type { Format } from '../words/format.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import style from './home-worklist.module.css'
import type { SeatTotals } from './seat-totals.ts'

interface Task {
  readonly key: string
  readonly what: string
  readonly to: string
  readonly do: string
}

interface Work {
  work: OrganizationHome
  totals: SeatTotals
  home: string
}

/** How many days before a renewal it is worth a line. */
const renewalDays = 30

/** What needs somebody, most pressing first, each line with the way to it; or that nothing does. */
export function Worklist(props: Work) {
  const words = useWords('licenses')
  const format = useFormat()
  const tasks = [
    ...renewalTasks(props, words, format),
    ...letterTasks(props, words),
    ...requestTasks(props, words),
    ...linkTasks(props, words, format),
    ...codeTasks(props, words),
    ...idleTasks(props, words),
    ...waitingTasks(props, words),
    ...administratorTasks(props, words),
  ]
  if (tasks.length === 0) return <Quiet renewal={props.totals.renewal} />
  return (
    <ul className={style.list}>
      {tasks.map((task) => (
        <li key={task.key} className={style.task}>
          <p>{task.what}</p>
          <Link to={task.to}>{task.do}</Link>
        </li>
      ))}
    </ul>
  )
}

function Quiet({ renewal }: Pick<SeatTotals, 'renewal'>) {
  const words = useWords('licenses')
  return (
    <p className={style.quiet}>
      {words('quiet')} {renewal && renewal.days > 0 && words('renewal_in', { count: renewal.days })}
    </p>
  )
}

type Say = Words<'licenses'>

function renewalTasks({ totals: { renewal }, home }: Work, words: Say, format: Format): Task[] {
  if (!renewal || renewal.days > renewalDays) return []
  const date = format.date(renewal.on, 'long')
  const what =
    renewal.days > 0 ? words('work_renewal', { count: renewal.days, date }) : words('work_expired', { date })
  return [{ key: 'renewal', what, to: `${home}/licenses?sort=renews`, do: words('do_renewal') }]
}

function letterTasks({ work: { lettersFailed: count }, home }: Work, words: Say): Task[] {
  if (count === 0) return []
  const to = `${home}/licenses?letter=failed`
  return [{ key: 'letters', what: words('work_letters', { count }), to, do: words('do_letters') }]
}

function linkTasks({ work, home }: Work, words: Say, format: Format): Task[] {
  return work.links.map(({ id, name, product, refusal, endsOn }) => {
    const link = name || product.name
    const state = () => {
      if (refusal?.code === 'link_used_up') return words('work_link_used_up', { link })
      if (refusal) return words('work_link_no_seat', { link })
      return words('work_link_ends', { link, date: endsOn ? format.date(endsOn) : '' })
    }
    return { key: id, what: state(), to: `${home}/links/${id}`, do: words('do_link') }
  })
}

function requestTasks({ work: { requestsWaiting: count }, home }: Work, words: Say): Task[] {
  if (count === 0) return []
  const to = `${home}/requests`
  return [{ key: 'requests', what: words('work_requests', { count }), to, do: words('do_requests') }]
}

function codeTasks({ work: { codesAsked: count }, home }: Work, words: Say): Task[] {
  if (count === 0) return []
  const to = `${home}/code-requests`
  return [{ key: 'codes', what: words('work_codes_asked', { count }), to, do: words('do_codes_asked') }]
}

function idleTasks({ work: { idle: count }, home }: Work, words: Say): Task[] {
  if (count === 0) return []
  const to = `${home}/licenses?status=idle&idle=60&select=all`
  return [{ key: 'idle', what: words('work_idle', { count }), to, do: words('do_idle') }]
}

function waitingTasks({ work: { waiting }, home }: Work, words: Say): Task[] {
  const line = (days: number, what: string) => ({
    ...{ key: `waiting ${days}`, what, do: words('do_waiting') },
    to: `${home}/licenses?status=invited&waiting=${days}&select=all`,
  })
  const { days14, days60 } = waiting
  return [
    ...(days60 > 0 ? [line(60, words('work_waiting', { count: days60 }))] : []),
    ...(days14 > days60 ? [line(14, words('work_waiting_14', { count: days14 }))] : []),
  ]
}

function administratorTasks({ work, home }: Work, words: Say): Task[] {
  if (!work.onlyOneAdministrator) return []
  return [{ key: 'admins', what: words('work_one_admin'), to: `${home}/admins`, do: words('do_one_admin') }]
}
