import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { Machines } from '../activation/machines.tsx'
import { OutstandingCodes } from '../activation/outstanding-codes.tsx'
import { ReminderOutlook } from '../assignment/reminder-outlook.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { DayText, ExactText } from '../ui/date-text.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { useFormat } from '../words/use-format.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { FallbackPicture } from './fallback-picture.tsx'
import { LicenseChip } from './license-chip.tsx'
import { productOf } from './license-columns.tsx'
import { LicenseHistory } from './license-history.tsx'
import { LicenseId } from './license-id.tsx'
import type { ShownPanel } from './license-panel.server.ts'
import type { LicenseList } from './licenses-table.tsx'
import { OwnLog } from './own-log.tsx'

/** One license in full, beside the list: who has it, what can be done with it, what happened to it. */
export function LicensePanel({ panel, list }: { panel: ShownPanel; list: LicenseList }) {
  const words = useWords('licenses')
  const place = list.rows.findIndex((row) => row.licenseId === panel.licenseId)
  return (
    <SidePanel
      row={panel.licenseId}
      title={<bdi>{titleOf(panel, words)}</bdi>}
      previous={list.rows[place - 1]?.licenseId}
      next={place < 0 ? undefined : list.rows[place + 1]?.licenseId}
    >
      <Stack>
        <Acts panel={panel} list={list} />
        {panel.bar && <WhyNot bar={panel.bar} />}
        <Facts panel={panel} home={list.home} />
        {panel.legacyKey && <CopyField label={words('legacy_key')} value={panel.legacyKey} />}
        {panel.letter && panel.letter.assignmentId === list.mailed && (
          <Banner tone="ok">{words('mailed_again')}</Banner>
        )}
        {panel.doorAddress && <Waiting panel={panel} door={panel.doorAddress} home={list.home} />}
        <OutstandingCodes codes={panel.codes} />
        {panel.held && panel.machines && (
          <section>
            <Stack>
              <h3>{words('machines')}</h3>
              <Machines machines={panel.machines} />
            </Stack>
          </section>
        )}
        {panel.fallbacks.length > 0 && (
          <section>
            <Stack>
              <h3>{words('fallback_title')}</h3>
              {panel.fallbacks.map((fallback) => (
                <FallbackPicture key={fallback.code} fallback={fallback} />
              ))}
            </Stack>
          </section>
        )}
        <section>
          <h3>{words('history')}</h3>
          {panel.log ? (
            <OwnLog log={panel.log} home={list.home} />
          ) : (
            <LicenseHistory history={panel.history} />
          )}
        </section>
      </Stack>
    </SidePanel>
  )
}

function Acts({ panel, list }: { panel: ShownPanel; list: LicenseList }) {
  const words = useWords('licenses')
  const mayAssign = panel.mayAssign && !panel.held && !panel.bar && panel.word.kind !== 'expired'
  const mayRevoke = panel.mayRevoke && panel.held
  const mayMove = list.mayMove && panel.transferable
  if (!mayAssign && !mayRevoke && !mayMove) return null
  return (
    <Actions>
      {mayAssign && (
        <LinkButton to={panel.assignAddress} variant="primary">
          {words('assign_somebody')}
        </LinkButton>
      )}
      {mayRevoke && (
        <Act act="revoke" fields={{ ticked: panel.licenseId, jobId: list.jobId }}>
          {words('revoke_this')}
        </Act>
      )}
      {mayRevoke && panel.mayAssign && panel.person?.id && (
        <LinkButton
          to={`${list.home}/people/${panel.person.id}/reassign?ticked=${panel.licenseId}`}
          variant="quiet"
        >
          {words('reassign_this')}
        </LinkButton>
      )}
      {mayMove && (
        <LinkButton to={`${list.home}/move?ticked=${panel.licenseId}`} variant="quiet">
          {words('move_to_team')}
        </LinkButton>
      )}
    </Actions>
  )
}

/** Whose license it is, or why it is nobody's. */
function titleOf({ person, placement, bar }: ShownPanel, words: Words<'licenses'>): string {
  if (person) return person.name || person.address
  return placement?.name ?? words(bar ? `title_${bar}` : 'free_license_title')
}

function WhyNot({ bar }: { bar: NonNullable<ShownPanel['bar']> }) {
  const words = useWords('licenses')
  return <p>{words(`why_${bar}`)}</p>
}

function Act({
  act,
  fields,
  children,
}: {
  act: string
  fields: Readonly<Record<string, string>>
  children: ReactNode
}) {
  return (
    <Form method="post" preventScrollReset>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button name="act" value={act}>
        {children}
      </Button>
    </Form>
  )
}

function Facts({ panel, home }: { panel: ShownPanel; home: string }) {
  const words = useWords('licenses')
  const { person, assignedAt, connectedAt, assignedBy } = panel
  const entries = [
    { key: words('status'), value: <LicenseChip word={panel.word} /> },
    person && person.name !== '' && { key: words('address'), value: <bdi>{person.address}</bdi> },
    person?.id &&
      panel.mayAssign && {
        key: words('person'),
        value: <Link to={`${home}/people/${person.id}`}>{words('everything_of_person')}</Link>,
      },
    panel.placement && {
      key: words(panel.placement.kind === 'license_key' ? 'registered_to' : 'server_id'),
      value: <bdi>{panel.placement.name}</bdi>,
    },
    { key: words('product'), value: productOf(panel, words) },
    {
      key: words('team'),
      value: words(panel.transferable ? 'team_of' : 'team_for_good', { team: panel.team.name }),
    },
    assignedAt && { key: words('assigned'), value: <ExactText at={assignedAt} /> },
    person && assignedBy && { key: words('assigned_by'), value: assignedBy },
    panel.cameBy && { key: words('came_by'), value: words(`came_by_${panel.cameBy}`) },
    connectedAt && { key: words('connected_at'), value: <ExactText at={connectedAt} /> },
    panel.endsOn && { key: words('given_until'), value: <DayText day={panel.endsOn} length="long" /> },
    {
      key: words(panel.perpetual ? 'upgrades_until' : 'renews'),
      value: <DayText day={panel.renewsOn} length="long" />,
    },
    panel.domain && { key: words('meant_for'), value: <bdi>{panel.domain}</bdi> },
    !panel.paid && { key: words('payment'), value: words('not_paid_yet') },
    { key: words('license_id'), value: <LicenseId id={panel.licenseId} /> },
  ]
  return <KeyValue entries={entries.filter((entry) => typeof entry === 'object' && entry !== null)} />
}

/** An invitation that waits: what became of the letter, and the same way by hand. */
function Waiting({ panel, door, home }: { panel: ShownPanel; door: string; home: string }) {
  const words = useWords('licenses')
  const format = useFormat()
  const { letter } = panel
  return (
    <section>
      <Stack>
        <h3>{words('waits_for_person')}</h3>
        {letter && (
          <p>
            {letter.state === 'failed'
              ? words('letter_is_failed', { error: letter.error ?? '' })
              : words(`letter_is_${letter.state}`, { time: format.dateTime(letter.sendAfter) })}
          </p>
        )}
        {panel.outlook && <ReminderOutlook outlook={panel.outlook} home={home} />}
        {panel.mayAssign && (
          <Actions>
            {letter && letter.state !== 'waiting' && letter.state !== 'withdrawn' && (
              <Act act="resend" fields={{ assignment: letter.assignmentId }}>
                {words(letter.state === 'failed' ? 'try_again' : 'resend')}
              </Act>
            )}
            {panel.outlook && (
              <LinkButton to={`${home}/remind?ticked=${panel.licenseId}`}>{words('remind')}</LinkButton>
            )}
          </Actions>
        )}
        <CopyField label={words('door_link')} value={door} help={words('door_link_help')} />
      </Stack>
    </section>
  )
}
