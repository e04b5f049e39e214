import type { Refusal } from '@claviger/core/kernel/decision'
import { Form } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Actions, Section } from '../ui/task.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import style from './request-page.module.css'
import type { ShownRequest } from './request-shown.ts'
import { DeclineNote } from './say-no.tsx'
import { useRequestWords } from './use-request-words.ts'

interface Answering {
  readonly request: ShownRequest
  /** The teams of the page that have this product. */
  readonly pools: readonly {
    readonly team: { readonly id: number; readonly name: string }
    readonly free: number
  }[]
  readonly home: string
  readonly mayOrder: boolean
  readonly jobId: string
  readonly account: string
}

/** Yes from a team that has a seat, or no with a line back. */
export function RequestAnswer({ data, refusal }: { data: Answering; refusal: Refusal | undefined }) {
  const words = useWords('requests')
  const errors = useFieldErrors(refusal)
  const { request, account } = data
  return (
    <Section title={words('answer_title')}>
      <Form method="post" className={style.answer ?? ''}>
        <FormErrors errors={errors} />
        <Yes data={data} />
        {request.state === 'open' && (
          <>
            <DeclineNote error={errors?.note} />
            <Actions>
              <Button name="act" value="decline">
                {words('decline')}
              </Button>
            </Actions>
          </>
        )}
        <p>{words('as_account', { account })}</p>
      </Form>
    </Section>
  )
}

function Yes({ data }: { data: Answering }) {
  const words = useWords('requests')
  const { request, pools, jobId } = data
  const giving = pools.filter((pool) => pool.free > 0)
  if (giving.length === 0) return <NoSeat data={data} />
  return (
    <>
      <input type="hidden" name="jobId" value={jobId} />
      <SeatFrom request={request} pools={giving} />
      <p>{words('told_at_once', { person: request.name || request.address })}</p>
      <Actions>
        <Button variant="primary" name="act" value="approve">
          {words(request.state === 'declined' ? 'approve_after_all' : 'approve')}
        </Button>
      </Actions>
    </>
  )
}

/** The team the question was asked of, while it has a seat; else any other that has one. */
function SeatFrom({ request, pools }: Pick<Answering, 'request' | 'pools'>) {
  const words = useWords('requests')
  const say = useRequestWords()
  const [first, ...rest] = pools
  const own = pools.find((pool) => pool.team.id === request.team.id) ?? first
  if (!own) return null
  const named = (pool: Answering['pools'][number]) =>
    words('seat_of', { team: pool.team.name, seats: say.seats(pool.free) })
  if (rest.length === 0)
    return (
      <p>
        <input type="hidden" name="team" value={own.team.id} />
        {words('seat_from')}: <strong>{named(own)}</strong>
      </p>
    )
  return (
    <SelectField
      name="team"
      label={words('seat_from')}
      defaultValue={String(own.team.id)}
      options={pools.map((pool) => ({ value: String(pool.team.id), label: named(pool) }))}
    />
  )
}

function NoSeat({ data: { request, home, mayOrder } }: { data: Answering }) {
  const words = useWords('requests')
  const { priceOf } = useRequestWords()
  const price = priceOf(request)
  const product = request.product.name
  return (
    <Banner
      tone="info"
      actions={
        mayOrder ? (
          <LinkButton to={`/buy/${request.product.slug}`}>{words('buy_more')}</LinkButton>
        ) : (
          <LinkButton to={`${home}/admins`}>{words('who_buys')}</LinkButton>
        )
      }
    >
      {price ? words('nothing_to_give_price', { product, price }) : words('nothing_to_give', { product })}
    </Banner>
  )
}
