import type { SessionPlace } from '@claviger/server/access/views'
import { Form, redirect } from 'react-router'
import { signIn } from '../answers.ts'
import { applicationContext } from '../context.server.ts'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { MomentText } from '../ui/date-text.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatusChip } from '../ui/status-chip.tsx'
import { Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { Route } from './+types/me-sessions'
import under from './me-under.module.css'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  return { sessions: await app.access.sessions(actor) }
}

export async function action({ context, request }: Route.ActionArgs) {
  const { app, actor } = context.get(applicationContext)
  if (actor.kind !== 'account') throw signIn(request)
  const session = (await request.formData()).get('session')
  if (typeof session === 'string') await app.access.endSession(actor, session)
  else await app.access.endOtherSessions(actor)
  throw redirect('/me/sessions')
}

/** Every browser somebody is signed in with, this one first, and how to end the others. */
export default function MeSessions({ loaderData: { sessions } }: Route.ComponentProps) {
  const words = useWords('me')
  const others = sessions.filter((one) => !one.current).length
  return (
    <Stack>
      <PageHead
        title={words('sessions_title')}
        summary={words('sessions_summary', { count: sessions.length })}
      />
      <Sessions sessions={sessions} />
      {others > 0 && (
        <Form method="post">
          <Button>{words('sessions_end_others', { count: others })}</Button>
        </Form>
      )}
    </Stack>
  )
}

function Sessions({ sessions }: { sessions: readonly SessionPlace[] }) {
  const words = useWords('me')
  const format = useFormat()
  const deviceOf = ({ browser, system }: SessionPlace) =>
    words('session_device', {
      browser: browser ?? words('session_browser'),
      system: system ?? words('session_system'),
    })
  const columns: Column<SessionPlace>[] = [
    {
      key: 'device',
      head: words('session_where'),
      cell: (one) => (
        <>
          {deviceOf(one)}
          <span className={under.under}>{format.relative(one.usedAt)}</span>
        </>
      ),
    },
    {
      key: 'since',
      head: words('session_since'),
      nowrap: true,
      cell: (one) => <MomentText at={one.since.toISOString()} />,
    },
    {
      key: 'used',
      head: words('session_used'),
      nowrap: true,
      cell: (one) => <MomentText at={one.usedAt.toISOString()} />,
    },
    {
      key: 'end',
      head: words('session_end_column'),
      priority: 1,
      nowrap: true,
      cell: (one) =>
        one.current ? (
          <StatusChip shape="dot" tone="ok">
            {words('session_this')}
          </StatusChip>
        ) : (
          <Form method="post">
            <Button
              name="session"
              value={one.id}
              aria-label={words('session_end_named', { device: deviceOf(one) })}
            >
              {words('session_end')}
            </Button>
          </Form>
        ),
    },
  ]
  return (
    <DataTable caption={words('sessions_title')} columns={columns} rows={sessions} rowKey={(one) => one.id} />
  )
}
