import type { Refusal } from '@claviger/core/kernel/decision'
import { Form, Link } from 'react-router'
import { LicenseChip } from '../licenses/license-chip.tsx'
import { LicenseId } from '../licenses/license-id.tsx'
import { BulkBar } from '../ui/bulk-bar.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { Fold } from '../ui/fold.tsx'
import { Selection } from '../ui/selection.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import { CodeOut } from './code-out.tsx'
import { LastUseText } from './last-use.tsx'
import type { ShownHeld } from './person-page.server.ts'

interface HeldProps {
  readonly person: { readonly held: readonly ShownHeld[] }
  readonly home: string
  readonly today: string
  readonly refusal: Refusal | undefined
}

/** What somebody holds now, in every team the reader sees; some of it can be ticked and passed on. */
export function PersonHeld({ person: { held }, home, today, refusal }: HeldProps) {
  const words = useWords('people')
  if (held.length === 0) return <p>{words('held_none')}</p>
  const mine = held.filter((license) => license.mayRevoke)
  const stays = held.length - mine.length
  return (
    <Stack>
      {mine.length > 0 && (
        <p>
          {words('remove_everything_what', { count: mine.length })}{' '}
          {stays > 0 && words('stays', { count: stays })}
        </p>
      )}
      <HeldTable held={held} home={home} />
      {mine.length > 0 && <EndDays licenses={mine} today={today} refusal={refusal} />}
    </Stack>
  )
}

/** Where several can be passed on, some of them can be ticked for it. */
function HeldTable({ held, home }: { held: readonly ShownHeld[]; home: string }) {
  const words = useWords('people')
  const columns = useHeldColumns(home)
  const movable = held.filter((license) => license.mayRevoke && license.mayAssign)
  const table = (
    <DataTable
      caption={words('held_title')}
      columns={columns}
      rows={held}
      rowKey={(license) => license.licenseId}
      rowName={(license) => (movable.includes(license) ? license.product : null)}
    />
  )
  if (movable.length < 2) return table
  return (
    <Selection total={movable.length} onPage={movable.length} filter="">
      {table}
      <BulkBar>
        {() => (
          <Button variant="primary" name="act" value="reassign">
            {words('reassign_ticked')}
          </Button>
        )}
      </BulkBar>
    </Selection>
  )
}

function useHeldColumns(home: string): Column<ShownHeld>[] {
  const words = useWords('people')
  const format = useFormat()
  return [
    {
      key: 'product',
      head: words('product'),
      cell: (one) => <Link to={`${home}/licenses?open=${one.licenseId}`}>{one.product}</Link>,
    },
    { key: 'team', head: words('team'), cell: (one) => <bdi>{one.team}</bdi> },
    {
      key: 'status',
      head: words('status'),
      priority: 1,
      nowrap: true,
      cell: (one) =>
        one.askedUntil ? (
          words('asked_until', { day: format.date(one.askedUntil) })
        ) : (
          <LicenseChip word={{ kind: one.status }} />
        ),
    },
    {
      key: 'since',
      head: words('given_since'),
      nowrap: true,
      cell: (one) => <MomentText at={one.assignedAt} />,
    },
    { key: 'by', head: words('given_by'), priority: 3, cell: (one) => <bdi>{one.assignedBy}</bdi> },
    { key: 'used', head: words('last_used'), nowrap: true, cell: (one) => <LastUseText used={one.used} /> },
    {
      key: 'ends',
      head: words('ends'),
      nowrap: true,
      priority: 1,
      cell: (one) => <DayText day={one.endsOn ?? one.paidThrough} />,
    },
    {
      key: 'license',
      head: words('license_id'),
      nowrap: true,
      priority: 3,
      cell: (one) => (
        <>
          <LicenseId id={one.licenseId} />
          <CodeOut codes={one.codes} />
        </>
      ),
    },
  ]
}

interface EndDaysProps {
  licenses: readonly ShownHeld[]
  today: string
  refusal: Refusal | undefined
}

/** Until which day each license was given; a date field each, for the few times it changes. */
function EndDays({ licenses, today, refusal }: EndDaysProps) {
  const words = useWords('people')
  const errors = useFieldErrors(refusal)
  return (
    <Fold title={words('end_day_title')} open={errors !== undefined}>
      <Stack>
        {licenses.map(({ licenseId, product, endsOn }) => (
          <Form method="post" key={licenseId} preventScrollReset>
            <input type="hidden" name="license" value={licenseId} />
            <TextField
              name="endsOn"
              type="date"
              min={today}
              defaultValue={endsOn ?? ''}
              label={words('end_day_for', { product })}
              help={words('end_day_help')}
              error={refusal?.licenseId === licenseId ? errors?.endsOn : undefined}
            />
            <Actions>
              <Button name="act" value="end_day">
                {words('end_day_save')}
              </Button>
            </Actions>
          </Form>
        ))}
      </Stack>
    </Fold>
  )
}
