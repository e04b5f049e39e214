import { Form } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions, Section, Stack } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { AssignLook } from './assign-look.tsx'
import type { PastedPreview } from './assign-page.server.ts'
import style from './assign-preview.module.css'
import { GivingFields } from './giving-fields.tsx'
import { KeptFixes } from './kept-fixes.tsx'
import type { PoolChoice } from './pool.server.ts'
import { PreviewSummary } from './preview-summary.tsx'
import { PreviewTable } from './preview-table.tsx'

interface AssignPreviewProps {
  preview: PastedPreview
  pools: PoolChoice
  until: string
  today: string
  home: string
  mayOrder: boolean
  jobId: string
  busy: boolean
}

/** What would happen to a pasted list, doubts first, with the button that does it. Nothing has happened yet. */
export function AssignPreview({ preview, home, mayOrder, jobId, busy, ...giving }: AssignPreviewProps) {
  const words = useWords('assignment')
  const { counts, shown, fixes } = preview
  return (
    <Form method="post" preventScrollReset>
      {/* Enter in a field presses the first button: it looks again, it does not assign. */}
      <button type="submit" name="act" value="preview" hidden tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="jobId" value={jobId} />
      <KeptFixes fixes={fixes} shown={shown.look} />
      <Stack>
        <PreviewSummary
          {...{ preview, mayOrder, busy }}
          choose={
            <Button name="act" value="choose">
              {words('choose_who')}
            </Button>
          }
        />
        <div className={style.pool}>
          <GivingFields {...giving} error={undefined} />
        </div>
        <Notes preview={preview} />
      </Stack>
      {counts.look > 0 && (
        <Section title={words('group_look', { count: counts.look })}>
          <AssignLook lines={shown.look} of="line" />
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

/** What the reader of a list should know about the reading of it. */
function Notes({ preview: { otherTeams, truncatedAt } }: { preview: PastedPreview }) {
  const words = useWords('assignment')
  const format = useFormat()
  const notes = [
    truncatedAt !== null && words('list_too_long', { line: truncatedAt }),
    otherTeams.length > 0 && words('other_teams', { teams: format.list(otherTeams) }),
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
    <section className={style.list}>
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
