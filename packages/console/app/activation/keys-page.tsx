import { Link } from 'react-router'
import { useActResult } from '../act.ts'
import { applicationContext } from '../context.server.ts'
import { shown } from '../shown.ts'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { useWords, type Words } from '../words/use-words.ts'
import type { Route } from './+types/keys-page'
import { KeyBackup } from './key-backup.tsx'
import { KeyRoot } from './key-root.tsx'
import { KeysTable } from './keys-table.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
  const { app, actor } = context.get(applicationContext)
  return shown(await app.views.keysPage(actor, {}), request)
}

/** The root that products trust, and the keys that sign codes on its word. */
export default function KeysPage({ loaderData: { root, keys } }: Route.ComponentProps) {
  const words = useWords('keys')
  const done = useActResult(undefined)?.act
  const said = done === undefined ? undefined : saidOf(done, words)
  return (
    <Stack>
      <PageHead
        title={words('title')}
        summary={words('summary')}
        actions={<LinkButton to="/vendor/keys/rotate">{words('rotate')}</LinkButton>}
      />
      {said && (
        <Banner tone="ok" focus>
          {said}
        </Banner>
      )}
      <Section title={words('root')}>
        <KeyRoot root={root} />
        {root.here && root.backedUpAt !== null && (
          <p>
            <Link to="/vendor/keys/offline">{words('take_offline')}</Link>
          </p>
        )}
      </Section>
      {root.here && (
        <Section title={words('backup_title')}>
          <KeyBackup first={root.backedUpAt === null} />
        </Section>
      )}
      <Section title={words('signing')}>
        <p>{words('signing_help')}</p>
        <KeysTable keys={keys} />
      </Section>
    </Stack>
  )
}

function saidOf(act: string, words: Words<'keys'>): string | undefined {
  if (act === 'rotate') return words('rotated')
  if (act === 'retire') return words('retired_now')
  return act === 'offline' ? words('offline_now') : undefined
}
