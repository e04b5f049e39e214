import { useEffect, useRef } from 'react'
import { Form, Link } from 'react-router'
import { CodesOutRemark } from '../activation/codes-out-remark.tsx'
import { PersonName } from '../licenses/person-name.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { Actions, Stack } from '../ui/task.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { useWords } from '../words/use-words.ts'
import style from './leavers-page.module.css'
import type { LeaversRead } from './leavers-page.server.ts'

interface BoxProps {
  /** What was read in the list; nothing before it was looked at. */
  readonly read: LeaversRead | undefined
  readonly jobId: string
  readonly home: string
}

/** A list of people who leave: pasted, looked at, and taken back from in one act. */
export function LeaversBox({ read, jobId, home }: BoxProps) {
  const words = useWords('people')
  const toDo = read?.people.filter(({ licenses }) => licenses.some(({ mayRevoke }) => mayRevoke)) ?? []
  return (
    <Form method="post">
      <input type="hidden" name="jobId" value={jobId} />
      <Stack>
        <TextArea
          key={read?.text ?? ''}
          name="list"
          rows={read ? 3 : 6}
          defaultValue={read?.text ?? ''}
          label={words('list_box')}
          help={words('list_help')}
          spellCheck={false}
          required
        />
        {read && <Found read={read} home={home} />}
        <Actions>
          {toDo.length > 0 && (
            <>
              <Button variant="primary" name="act" value="revoke">
                {words('list_remove', { count: toDo.length })}
              </Button>
              <Button name="act" value="ask">
                {words('list_ask')}
              </Button>
            </>
          )}
          <Button variant={toDo.length > 0 ? 'quiet' : 'primary'} name="act" value="look">
            {words('list_look')}
          </Button>
        </Actions>
      </Stack>
    </Form>
  )
}

/** What the people of the list hold, what stays, and who is not known. */
function Found({ read, home }: { read: LeaversRead; home: string }) {
  const words = useWords('people')
  const holders = read.people.filter(({ licenses }) => licenses.length > 0)
  const box = useRef<HTMLDivElement>(null)
  // The answer comes below what was pressed: keyboards and readers are taken there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is another place to go.
  useEffect(() => box.current?.focus(), [read])
  const sentence =
    read.all === 0
      ? words('list_nothing_read')
      : holders.length === 0
        ? words('list_nobody')
        : words('list_found', { count: holders.length, all: read.all, licenses: read.licenses })
  return (
    <div ref={box} tabIndex={-1}>
      <Stack>
        <Banner tone={holders.length > 0 ? 'info' : 'warn'}>
          {sentence} {read.stays > 0 && words('list_stays_in_teams', { count: read.stays })}{' '}
          {read.codes && <CodesOutRemark out={read.codes} />}
        </Banner>
        {read.people.length > 0 && <FoundTable people={read.people} home={home} />}
        {read.unknown.length > 0 && (
          <div>
            <p>{words('list_unknown', { count: read.unknown.length })}</p>
            <ul className={style.unknown}>
              {read.unknown.map((address) => (
                <li key={address}>
                  <bdi>{address}</bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </div>
  )
}

type Holder = LeaversRead['people'][number]

function FoundTable({ people, home }: { people: readonly Holder[]; home: string }) {
  const words = useWords('people')
  const columns: Column<Holder>[] = [
    {
      key: 'person',
      head: words('person'),
      cell: (person) => (
        <Link to={`${home}/people/${person.personId}`}>
          <PersonName person={person} nobody="" />
        </Link>
      ),
    },
    {
      key: 'licenses',
      head: words('licenses'),
      priority: 1,
      cell: ({ licenses }) =>
        licenses.length === 0 ? (
          words('list_nothing_held')
        ) : (
          <ul className={style.licenses}>
            {licenses.map(({ licenseId, product, team, mayRevoke }) => (
              <li key={licenseId}>
                {product}{' '}
                <span className={style.stays}>{mayRevoke ? team : `${team}, ${words('list_stays')}`}</span>
              </li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <DataTable caption={words('list_title')} columns={columns} rows={people} rowKey={(one) => one.personId} />
  )
}
