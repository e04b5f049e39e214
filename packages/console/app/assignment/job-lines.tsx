import type { JobLine, JobSummary } from '@claviger/server/assignment/job-views'
import { Link } from 'react-router'
import { LicenseId } from '../licenses/license-id.tsx'
import { PersonName } from '../licenses/person-name.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { useHere } from '../ui/use-here.ts'
import { Reason } from '../words/reason.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './job-lines.module.css'

interface JobLinesProps {
  lines: readonly JobLine[]
  home: string
  outcome: JobLine['outcome'] | null
  job: Pick<JobSummary, 'done' | 'skipped' | 'refused' | 'waiting' | 'stopped' | 'total' | 'kind' | 'state'>
}

/** The report line by line: who, what happened, why. */
export function JobLines({ lines, home, outcome, job }: JobLinesProps) {
  const words = useWords('assignment')
  const explained = lines.some((line) => line.reason.code !== undefined)
  const left = new Set([...(explained ? [] : ['why']), ...(job.kind === 'move' ? [] : ['from'])])
  const columns = useColumns(home, job.kind).filter((column) => !left.has(column.key))
  return (
    <>
      <Tabs job={job} outcome={outcome} />
      <DataTable
        caption={words('report')}
        columns={columns}
        rows={lines}
        rowKey={(line) => String(line.line)}
      />
    </>
  )
}

function Tabs({ job, outcome }: Pick<JobLinesProps, 'job' | 'outcome'>) {
  const words = useWords('assignment')
  const here = useHere()
  const { total, waiting, stopped } = job
  const running = job.state === 'running'
  const tabs = [
    { key: null, label: words('tab_all', { count: total }), count: total },
    { key: 'done', label: words('tab_done', { count: job.done }), count: job.done },
    { key: 'refused', label: words('tab_refused', { count: job.refused }), count: job.refused },
    { key: 'skipped', label: words('tab_skipped', { count: job.skipped }), count: job.skipped },
    { key: 'stopped', label: words('tab_stopped', { count: stopped }), count: stopped },
    { key: 'waiting', label: words('tab_waiting', { count: waiting }), count: running ? waiting : 0 },
  ].filter((tab) => tab.count > 0)
  if (tabs.length < 3) return null
  return (
    <nav aria-label={words('report')}>
      <ul className={style.tabs}>
        {tabs.map((tab) => (
          <li key={tab.label}>
            <Link
              to={here({ outcome: tab.key, page: null })}
              aria-current={tab.key === outcome ? 'true' : undefined}
              preventScrollReset
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const chips: Readonly<Record<JobLine['outcome'], { shape: Shape; tone: Tone }>> = {
  waiting: { shape: 'pause', tone: 'neutral' },
  done: { shape: 'check', tone: 'ok' },
  skipped: { shape: 'pause', tone: 'neutral' },
  refused: { shape: 'cross', tone: 'danger' },
  stopped: { shape: 'cross', tone: 'neutral' },
  undone: { shape: 'arrow-back', tone: 'neutral' },
  not_undone: { shape: 'half-dot', tone: 'warn' },
}

function useColumns(home: string, kind: JobSummary['kind']): Column<JobLine>[] {
  const words = useWords('assignment')
  const format = useFormat()
  return [
    {
      key: 'person',
      head: words('person'),
      cell: (line) => (
        <PersonName
          person={line.address === '' ? null : { name: line.name, address: line.address }}
          nobody={words('nobody')}
        />
      ),
    },
    {
      key: 'outcome',
      head: words('what_happened'),
      nowrap: true,
      priority: 1,
      cell: (line) => (
        <StatusChip {...chips[line.outcome]}>
          {line.outcome === 'done' ? words(`line_${kind}`) : words(`line_${line.outcome}`)}
        </StatusChip>
      ),
    },
    {
      key: 'why',
      head: words('why_head'),
      priority: 1,
      cell: ({ reason }) => reason.code !== undefined && <Reason refusal={reason} />,
    },
    {
      key: 'from',
      head: words('moved_from'),
      cell: (line) => <bdi>{line.fromTeam}</bdi>,
    },
    {
      key: 'license',
      head: words('license_id'),
      nowrap: true,
      cell: (line) =>
        line.licenseId && (
          <Link to={`${home}/licenses?open=${line.licenseId}`}>
            <LicenseId id={line.licenseId} />
          </Link>
        ),
    },
    {
      key: 'line',
      head: words('line_head'),
      numeric: true,
      priority: 3,
      cell: (line) => format.number(line.line),
    },
  ]
}
