import { Form } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions } from '../ui/task.tsx'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/job-page'

type Loaded = Route.ComponentProps['loaderData']

/** Where to go from a report. */
export function JobWays({ home, job, team, mayAssign, retryId }: Loaded) {
  const words = useWords('assignment')
  const assign = job.kind === 'assign'
  return (
    <Actions>
      {job.mayRetry && <Retry count={job.refused + job.stopped} retryId={retryId} />}
      {assign && job.done > 0 && (
        <LinkButton to={`${home}/licenses?act=${job.id}`}>{words('show_people')}</LinkButton>
      )}
      {team && <TeamWays home={home} team={team} />}
      {assign && mayAssign && job.refused > 0 && job.state === 'ended' && (
        <LinkButton to={`${home}/assign?from=${job.id}`}>
          {words('fix_rest', { count: job.refused })}
        </LinkButton>
      )}
      <LinkButton to={`${home}/jobs/${job.id}/report.csv`} reloadDocument variant="quiet">
        {words('download_csv')}
      </LinkButton>
    </Actions>
  )
}

function Retry({ count, retryId }: { count: number; retryId: string }) {
  const words = useWords('assignment')
  return (
    <Form method="post">
      <input type="hidden" name="retryId" value={retryId} />
      <Button name="act" value="retry">
        {words('retry_failed', { count })}
      </Button>
    </Form>
  )
}

/** To the team the licenses are in now; where nobody looks after it alone, somebody can be asked to. */
function TeamWays({ home, team }: { home: string; team: NonNullable<Loaded['team']> }) {
  const words = useWords('assignment')
  const page = `${home.replace(/\/t\/\d+$/, '')}/teams/${team.id}`
  return (
    <>
      <LinkButton to={page}>{words('moved_see_team')}</LinkButton>
      {team.mayInvite && (
        <LinkButton to={`${page}?invite=yes#field-email`} variant="quiet" reloadDocument>
          {words('moved_invite')}
        </LinkButton>
      )}
    </>
  )
}
