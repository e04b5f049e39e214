import type { Activity } from '@claviger/server/assignment/activity-views'
import { Link } from 'react-router'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { NarrowOnly } from '../ui/narrow-only.tsx'
import { useWords } from '../words/use-words.ts'
import style from './activity-table.module.css'
import { LicenseId } from './license-id.tsx'
import { useActivityWords } from './use-activity-words.ts'

/** An entry as a page is given it. */
export type ShownActivity = Omit<Activity, 'at'> & { readonly at: string }

interface ActivityTableProps {
  entries: readonly ShownActivity[]
  home: string
  /** The pages are of one team, which need not be named. */
  locked: boolean
}

/** Entries of the log, newest first. */
export function ActivityTable({ entries, home, locked }: ActivityTableProps) {
  const words = useWords('activity')
  return (
    <DataTable
      caption={words('activity')}
      columns={useColumns(home, locked)}
      rows={entries}
      rowKey={(entry) => entry.id}
    />
  )
}

function useColumns(home: string, locked: boolean): Column<ShownActivity>[] {
  const words = useWords('activity')
  const { sentence, actor } = useActivityWords()
  return [
    { key: 'when', head: words('when'), nowrap: true, cell: ({ at }) => <MomentText at={at} /> },
    { key: 'who', head: words('who'), cell: (entry) => <bdi>{actor(entry.actor)}</bdi> },
    {
      key: 'what',
      head: words('what'),
      priority: 1,
      cell: (entry) => (
        <span className={style.what}>
          {sentence(entry)}
          {typeof entry.facts.note === 'string' && entry.facts.note !== '' && (
            <q className={style.note}>{entry.facts.note}</q>
          )}
          <NarrowOnly>
            <span>
              <bdi>{actor(entry.actor)}</bdi> · {words(`origin_${entry.origin}`)}
            </span>
            <Things {...{ entry, home, locked }} />
          </NarrowOnly>
        </span>
      ),
    },
    { key: 'on', head: words('on_what'), cell: (entry) => <Things {...{ entry, home, locked }} /> },
    {
      key: 'from',
      head: words('from'),
      priority: 3,
      nowrap: true,
      cell: ({ origin }) => words(`origin_${origin}`),
    },
  ]
}

/** What it happened to, each leading to its own page. */
function Things({ entry, home, locked }: { entry: ShownActivity; home: string; locked: boolean }) {
  const words = useWords('activity')
  const { licenseId, person, team, link, jobId } = entry
  return (
    <ul className={style.things}>
      {licenseId && (
        <li>
          <Link to={`${home}/licenses?open=${licenseId}`}>
            <LicenseId id={licenseId} />
          </Link>
        </li>
      )}
      {person && (
        <li>
          <Link to={`${home}/people/${person.id}`}>
            <bdi>{person.name || person.address}</bdi>
          </Link>
        </li>
      )}
      {team && !locked && (
        <li>
          <Link to={`${home}/teams/${team.id}`}>
            <bdi>{team.name}</bdi>
          </Link>
        </li>
      )}
      {link && (
        <li>
          <Link to={`${home}/links/${link.id}`}>
            <bdi>{link.name || words('a_link')}</bdi>
          </Link>
        </li>
      )}
      {jobId && (
        <li>
          <Link to={`${home}/jobs/${jobId}`}>{words('job')}</Link>
        </li>
      )}
    </ul>
  )
}
