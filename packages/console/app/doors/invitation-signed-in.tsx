import type { LinkChance } from '@claviger/server/assignment/invitation-door-views'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Reason } from '../words/reason.tsx'
import { useWords } from '../words/use-words.ts'
import { AskNote } from './ask-note.tsx'

interface TakeHereProps {
  /** The signed-in addresses the license may be taken for. */
  chances: readonly LinkChance[]
  error: string | undefined
  noteError: string | undefined
  /** The license is asked for, not taken. */
  asks: boolean
  /** The other form needs a look. */
  open: boolean
  /** The form for any other address. */
  children: ReactNode
}

/** Signed in with a fitting address: one press takes the license, or asks for it. Several addresses: none is chosen for anybody. */
export function TakeHere({ chances, error, noteError, asks, open, children }: TakeHereProps) {
  const words = useWords('doors')
  const [first, ...rest] = chances
  return (
    <>
      <Form method="post">
        {first && rest.length === 0 ? (
          <p>
            <input type="hidden" name="which" value={first.address} />
            {words.rich('invitation_for_you', { address: first.address }, { b: <strong dir="ltr" /> })}
          </p>
        ) : (
          <RadioGroup
            name="which"
            error={error}
            label={words('invitation_which_address')}
            choices={chances.map(({ address }) => ({ value: address, label: <bdi>{address}</bdi> }))}
          />
        )}
        {asks && <AskNote error={noteError} />}
        <Button variant="primary" name="act" value={asks ? 'ask' : 'take'}>
          {words(asks ? 'ask_for_license' : 'take_license')}
        </Button>
      </Form>
      <details open={open}>
        <summary>{words(asks ? 'invitation_ask_other_address' : 'invitation_other_address')}</summary>
        {children}
      </details>
    </>
  )
}

/** Signed in, but with no address the link gives anything to: each is named with its reason. */
export function NotForYou({ chances }: { chances: readonly LinkChance[] }) {
  const words = useWords('doors')
  return (
    <Banner tone="info">
      <p>{words('invitation_not_for_you', { address: chances.map((one) => one.address).join(', ') })}</p>
      {chances.map(({ address, refusal }) => refusal && <Reason key={address} refusal={refusal} />)}
    </Banner>
  )
}
