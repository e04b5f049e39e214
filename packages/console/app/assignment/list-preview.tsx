import type { Refusal } from '@claviger/core/kernel/decision'
import { Form, Link } from 'react-router'
import { Button } from '../ui/button.tsx'
import { Pager } from '../ui/pager.tsx'
import { Actions, Section, Stack } from '../ui/task.tsx'
import { useHere } from '../ui/use-here.ts'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import { AssignLook } from './assign-look.tsx'
import style from './assign-preview.module.css'
import type { Group, Preview } from './assign-preview.server.ts'
import { GivingFields } from './giving-fields.tsx'
import { ListNotes } from './list-notes.tsx'
import { ListTicks } from './list-ticks.tsx'
import type { ReadingShown, TickLine } from './list-view.server.ts'
import type { PoolChoice } from './pool.server.ts'
import { PreviewSummary } from './preview-summary.tsx'
import { PreviewTable } from './preview-table.tsx'

/** What the page of a list knows of what would happen. */
export interface SeenList {
  readonly group: Group | null
  readonly page: number
  readonly rowsPerPage: number
  readonly reading: ReadingShown
  readonly preview: Preview
  /** Set while somebody chooses who gets one. */
  readonly ticks: { readonly lines: readonly TickLine[]; readonly total: number } | null
  readonly pools: PoolChoice
}

interface ListPreviewProps {
  seen: SeenList
  until: string
  today: string
  mayOrder: boolean
  jobId: string
  busy: boolean
  refusal: Refusal | undefined
}

/** What would happen to a list, doubts first, with the button that does it. Nothing has happened yet. */
export function ListPreview({ seen, until, today, mayOrder, jobId, busy, refusal }: ListPreviewProps) {
  const errors = useFieldErrors(refusal)
  const lists = useWords('lists')
  const words = useWords('assignment')
  const { preview, ticks, pools, group, page } = seen
  const part = new URLSearchParams({ ...(group && { show: group }), ...(page > 1 && { page: String(page) }) })
  return (
    <Form method="post" preventScrollReset>
      {/* Enter in a field presses the first button: it looks again, it does not assign. */}
      <button type="submit" name="act" value="look" hidden tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="jobId" value={jobId} />
      <input type="hidden" name="part" value={part.size === 0 ? '' : `?${part}`} />
      <Stack>
        <PreviewSummary
          {...{ preview, mayOrder, busy }}
          choose={
            ticks === null && (
              <Button name="act" value="choose">
                {words('choose_who')}
              </Button>
            )
          }
        />
        <div className={style.pool}>
          <GivingFields {...{ pools, until, today }} error={errors?.until} />
        </div>
        <ListNotes seen={seen} />
      </Stack>
      {preview.counts.look > 0 && (group === null || group === 'look') && <Looks seen={seen} />}
      {ticks ? (
        <ListTicks ticks={ticks} page={page} rowsPerPage={seen.rowsPerPage} />
      ) : (
        (['short', 'ready'] as const).map((one) => <Rows key={one} seen={seen} group={one} />)
      )}
      <Rows seen={seen} group="skipped" />
      {group !== null && (
        <p>
          <Link to=".">{lists('show_whole')}</Link>
        </p>
      )}
    </Form>
  )
}

function Looks({ seen }: { seen: SeenList }) {
  const words = useWords('assignment')
  const { shown, counts } = seen.preview
  return (
    <Section title={words('group_look', { count: counts.look })}>
      <AssignLook lines={shown.look} of="row" />
      <Rest seen={seen} group="look" />
      <Actions>
        <Button name="act" value="look">
          {words('look_again')}
        </Button>
      </Actions>
    </Section>
  )
}

function Rows({ seen, group }: { seen: SeenList; group: 'short' | 'ready' | 'skipped' }) {
  const words = useWords('assignment')
  const { shown, counts } = seen.preview
  if (counts[group] === 0 || (seen.group !== null && seen.group !== group)) return null
  const title = words(`group_${group}`, { count: counts[group] })
  return (
    <Section title={title}>
      <PreviewTable lines={shown[group]} caption={title} of="row" />
      <Rest seen={seen} group={group} />
    </Section>
  )
}

/** The way to the rest of a group: its pages, or the page that has it alone. */
function Rest({ seen, group }: { seen: SeenList; group: Group }) {
  const lists = useWords('lists')
  const here = useHere()
  const { counts, shown } = seen.preview
  if (seen.group === group) return <Pager page={seen.page} perPage={seen.rowsPerPage} total={counts[group]} />
  if (counts[group] <= shown[group].length) return null
  return (
    <p>
      <Link to={here({ show: group, page: null })}>{lists('show_all', { count: counts[group] })}</Link>
    </p>
  )
}
