import type { KeepQuestion } from '@claviger/server/assignment/keep-store'
import { Form, Link, useSearchParams } from 'react-router'
import { PersonName } from '../licenses/person-name.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DayText, MomentText } from '../ui/date-text.tsx'
import { Pager } from '../ui/pager.tsx'
import { type Shape, StatusChip, type Tone } from '../ui/status-chip.tsx'
import { Stack } from '../ui/task.tsx'
import { useHere } from '../ui/use-here.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import style from './leavers-page.module.css'

type Asked = Omit<KeepQuestion, 'askedAt' | 'answeredAt'> & {
  readonly askedAt: string
  readonly answeredAt: string | null
}
type State = KeepQuestion['state']

interface AskedListProps {
  readonly questions: readonly Asked[]
  readonly counts: Readonly<Record<State, number>>
  /** Only these, when one is chosen. */
  readonly state: State | null
  readonly mayWithdraw: boolean
  readonly page: number
  readonly perPage: number
  readonly home: string
}

const states: readonly State[] = ['open', 'kept', 'given_back', 'freed', 'withdrawn']

/** Who was asked whether they still use a license, and the answers as they come. */
export function AskedList(props: AskedListProps) {
  const words = useWords('people')
  const { questions, counts, state, mayWithdraw, home } = props
  const columns = useAskedColumns(props)
  const all = states.reduce((sum, one) => sum + counts[one], 0)
  return (
    <div id="asked">
      <Stack>
        <Said />
        {all === 0 ? <p>{words('asked_none')}</p> : <Tabs counts={counts} state={state} all={all} />}
        {all > 0 && (
          <>
            <DataTable
              caption={words('asked_title')}
              columns={columns}
              rows={questions}
              rowKey={(one) => one.id}
            />
            <Pager page={props.page} perPage={props.perPage} total={state ? counts[state] : all} />
            {mayWithdraw && counts.open > 1 && (
              <Form method="post" action={`${home}/people/leavers`}>
                <Button name="act" value="withdraw">
                  {words('withdraw_all')}
                </Button>
              </Form>
            )}
          </>
        )}
      </Stack>
    </div>
  )
}

/** What was just asked, or withdrawn. */
function Said() {
  const words = useWords('people')
  const [params] = useSearchParams()
  const number = (name: string) => Math.max(0, Math.trunc(Number(params.get(name))) || 0)
  if (params.has('withdrawn'))
    return (
      <Banner tone="ok" focus>
        {words('withdrawn', { count: number('withdrawn') })}
      </Banner>
    )
  if (!params.has('asked')) return null
  const [asked, already] = [number('asked'), number('already')]
  return (
    <Banner tone={asked > 0 ? 'ok' : 'info'} focus>
      {asked > 0 ? words('asked_now', { count: asked }) : words('asked_nobody')}{' '}
      {asked > 0 && already > 0 && words('asked_already', { count: already })}
    </Banner>
  )
}

function Tabs({ counts, state, all }: Pick<AskedListProps, 'counts' | 'state'> & { all: number }) {
  const words = useWords('people')
  const format = useFormat()
  const here = useHere()
  const to = (one: State | null) =>
    here({ state: one, page: null, asked: null, already: null, withdrawn: null })
  return (
    <nav aria-label={words('asked_title')}>
      <ul className={style.tabs}>
        {[null, ...states].map((one) => (
          <li key={one ?? 'all'}>
            <Link to={to(one)} preventScrollReset aria-current={one === state ? 'page' : undefined}>
              {one === null ? words('asked_all') : words(`state_${one}`)}{' '}
              {format.number(one === null ? all : counts[one])}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function useAskedColumns({ home, mayWithdraw }: AskedListProps): Column<Asked>[] {
  const words = useWords('people')
  return [
    {
      key: 'person',
      head: words('person'),
      cell: (one) => (
        <Link to={`${home}/people/${one.personId}`}>
          <PersonName person={one} nobody="" />
        </Link>
      ),
    },
    { key: 'product', head: words('product'), cell: (one) => one.product },
    { key: 'answer', head: words('asked_answer'), priority: 1, cell: (one) => <Answer question={one} /> },
    {
      key: 'due',
      head: words('asked_due'),
      nowrap: true,
      cell: (one) => one.state === 'open' && <DayText day={one.dueOn} />,
    },
    { key: 'by', head: words('asked_by'), priority: 3, cell: (one) => <bdi>{one.askedBy}</bdi> },
    {
      key: 'when',
      head: words('when'),
      nowrap: true,
      priority: 3,
      cell: (one) => <MomentText at={one.answeredAt ?? one.askedAt} />,
    },
    ...(mayWithdraw
      ? [
          {
            key: 'withdraw',
            head: words('withdraw'),
            cell: (one: Asked) => one.state === 'open' && one.held && <Withdraw question={one} home={home} />,
          },
        ]
      : []),
  ]
}

function Withdraw({ question: { id, product, name, address }, home }: { question: Asked; home: string }) {
  const words = useWords('people')
  return (
    <Form method="post" action={`${home}/people/leavers`} preventScrollReset>
      <input type="hidden" name="question" value={id} />
      <Button
        variant="quiet"
        name="act"
        value="withdraw"
        aria-label={`${words('withdraw')}: ${name || address}, ${product}`}
      >
        {words('withdraw')}
      </Button>
    </Form>
  )
}

const looks: Readonly<Record<State, { readonly shape: Shape; readonly tone: Tone }>> = {
  open: { shape: 'clock', tone: 'info' },
  kept: { shape: 'check', tone: 'ok' },
  given_back: { shape: 'arrow-back', tone: 'neutral' },
  freed: { shape: 'ring', tone: 'neutral' },
  withdrawn: { shape: 'cross', tone: 'none' },
}

function Answer({ question: { state, keptByUse, held } }: { question: Asked }) {
  const words = useWords('people')
  const ended = state === 'open' && !held
  return (
    <StatusChip {...looks[ended ? 'withdrawn' : state]}>
      {words(ended ? 'state_ended' : keptByUse ? 'state_kept_by_use' : `state_${state}`)}
    </StatusChip>
  )
}
