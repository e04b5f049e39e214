import { Form } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions, Section, Stack } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { AssignLook } from './assign-look.tsx'
import style from './assign-preview.module.css'
import type { Preview } from './assign-preview.server.ts'
import type { PoolChoice } from './pool.server.ts'
import { PoolField } from './pool-field.tsx'
import { PreviewTable } from './preview-table.tsx'

interface AssignPreviewProps {
  preview: Preview
  pools: PoolChoice
  home: string
  mayOrder: boolean
  jobId: string
  busy: boolean
}

/** What would happen, doubts first, with the button that does it. Nothing has happened yet. */
export function AssignPreview({ preview, pools, home, mayOrder, jobId, busy }: AssignPreviewProps) {
  const words = useWords('assignment')
  const { counts, shown } = preview
  return (
    <Form method="post" preventScrollReset>
      {/* Enter in a field presses the first button: it looks again, it does not assign. */}
      <button type="submit" name="act" value="preview" hidden tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="jobId" value={jobId} />
      <AppliedFixes preview={preview} />
      <Stack>
        <Summary {...{ preview, mayOrder, busy }} />
        <div className={style.pool}>
          <PoolField {...pools} label={words('gives')} />
        </div>
        <Notes preview={preview} />
      </Stack>
      {counts.look > 0 && (
        <Section title={words('group_look', { count: counts.look })}>
          <AssignLook lines={shown.look} />
          <More shown={shown.look.length} total={counts.look} />
          <Actions>
            <Button name="act" value="preview">
              {words('look_again')}
            </Button>
          </Actions>
        </Section>
      )}
      {(['short', 'ready', 'skipped'] as const).map(
        (group) =>
          counts[group] > 0 && (
            <Section key={group} title={words(`group_${group}`, { count: counts[group] })}>
              <PreviewTable
                lines={shown[group]}
                caption={words(`group_${group}`, { count: counts[group] })}
              />
              <More shown={shown[group].length} total={counts[group]} />
            </Section>
          ),
      )}
      <TheList text={preview.text} home={home} />
    </Form>
  )
}

/** Fixes made before, sent along so that they hold. */
function AppliedFixes({ preview: { fixes, shown } }: { preview: Preview }) {
  const inSight = new Set(shown.look.map((line) => line.line))
  return fixes
    .filter((fix) => !inSight.has(fix.line))
    .map((fix) => (
      <span key={fix.line} hidden>
        <input type="hidden" name={`raw.${fix.line}`} value={fix.raw} />
        {fix.address !== '' && <input type="hidden" name={`fix.${fix.line}`} value={fix.address} />}
        {fix.anyway && <input type="hidden" name={`anyway.${fix.line}`} value="1" />}
      </span>
    ))
}

function Summary({ preview, mayOrder, busy }: Pick<AssignPreviewProps, 'preview' | 'mayOrder' | 'busy'>) {
  const words = useWords('assignment')
  const { counts, people, freeSeats } = preview
  const missing = people - counts.ready
  return (
    <div className={style.summary} role="status">
      <p className={style.sentence}>
        {words('preview_counts', {
          ready: people,
          look: counts.look,
          skipped: counts.skipped,
        })}{' '}
        {missing > 0
          ? words('seats_short', { free: freeSeats, count: people })
          : words('seats_used', { ready: counts.ready, count: freeSeats })}
      </p>
      <Actions>
        {counts.ready > 0 && (
          <Button variant="primary" name="act" value="assign" aria-disabled={busy || undefined}>
            {busy
              ? words('assigning', { count: counts.ready })
              : words(missing > 0 ? 'assign_first' : 'assign_count', { count: counts.ready })}
          </Button>
        )}
        {missing > 0 && <a href="#the-list">{words('choose_who')}</a>}
        {missing > 0 && mayOrder && (
          <LinkButton to="/buy" variant="quiet">
            {words('buy_some_more', { count: missing })}
          </LinkButton>
        )}
      </Actions>
    </div>
  )
}

/** What the reader of a list should know about the reading of it. */
function Notes({ preview: { otherTeams, unreadColumns, truncatedAt } }: { preview: Preview }) {
  const words = useWords('assignment')
  const format = useFormat()
  const notes = [
    truncatedAt !== null && words('list_too_long', { line: truncatedAt }),
    otherTeams.length > 0 && words('other_teams', { teams: format.list(otherTeams) }),
    unreadColumns.length > 0 && words('unread_columns', { columns: format.list(unreadColumns) }),
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className={style.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function More({ shown, total }: { shown: number; total: number }) {
  const words = useWords('assignment')
  return total > shown && <p>{words('and_more', { count: total - shown })}</p>
}

/** The pasted text itself, to be changed; kept in the form so that nothing typed is lost. */
function TheList({ text, home }: { text: string; home: string }) {
  const words = useWords('assignment')
  return (
    <section className={style.list} id="the-list">
      <TextArea
        name="list"
        label={words('your_list')}
        help={words('change_list_help')}
        defaultValue={text}
        rows={8}
        autoComplete="off"
        spellCheck={false}
      />
      <Actions>
        <Button name="act" value="preview">
          {words('look_again')}
        </Button>
        <LinkButton to={`${home}/assign`} variant="quiet" reloadDocument>
          {words('start_over')}
        </LinkButton>
      </Actions>
    </section>
  )
}
