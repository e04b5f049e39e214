import type { Refusal } from '@claviger/core/kernel/decision'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import style from './home-first-run.module.css'
import { SeatPicture } from './seat-picture.tsx'
import type { SeatTotals } from './seat-totals.ts'

interface FirstRunProps {
  home: string
  totals: SeatTotals
  /** The signed-in administrator's own address. */
  address: string
  jobId: string
  refusal: Refusal | undefined
}

/** Seats are there and nobody has one: three ways to hand them out, each with what it costs. */
export function FirstRun({ home, totals, address, jobId, refusal }: FirstRunProps) {
  const words = useWords('licenses')
  return (
    <>
      <PageHead title={words('first_run_title', { count: totals.free })} thing={words('first_run_thing')} />
      <Stack>
        <Refused refusal={refusal} />
        <SeatPicture totals={totals} home={home} />
        <ul className={style.ways}>
          <Way clicks={3} what={words('way_link_what')}>
            <LinkButton to={`${home}/links/new`} variant="primary">
              {words('way_link')}
            </LinkButton>
          </Way>
          <Way clicks={4} what={words('way_paste_what')}>
            <LinkButton to={`${home}/assign`}>{words('way_paste')}</LinkButton>
          </Way>
          <Way clicks={1} what={words('way_me_what', { address })}>
            <Form method="post">
              <input type="hidden" name="jobId" value={jobId} />
              <Button>{words('way_me')}</Button>
            </Form>
          </Way>
        </ul>
      </Stack>
    </>
  )
}

function Way({ clicks, what, children }: { clicks: number; what: string; children: ReactNode }) {
  const words = useWords('licenses')
  return (
    <li className={style.way}>
      {children}
      <p>{what}</p>
      <p className={style.clicks}>{words('clicks', { count: clicks })}</p>
    </li>
  )
}
