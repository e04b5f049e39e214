import type { Refusal } from '@claviger/core/kernel/decision'
import type { ConnectChoices } from '@claviger/server/activation/connect-views'
import type { ShownDevice } from '@claviger/server/activation/look-up-device'
import { Form } from 'react-router'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Choice, RadioGroup } from '../ui/radio-group.tsx'
import { Actions } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useFormat } from '../words/use-format.ts'
import { useWords } from '../words/use-words.ts'
import type { FullLicense } from './activate.server.ts'
import { ActivateDevice } from './activate-device.tsx'
import { ActivateFull } from './activate-full.tsx'
import { ActivateNone } from './activate-none.tsx'

interface ActivateChooseProps {
  device: ShownDevice
  choices: ConnectChoices
  addresses: readonly string[]
  refusal: Refusal | undefined
  full: FullLicense | null | undefined
}

/** The product that waits, the code to compare, and the licenses it could be connected to. */
export function ActivateChoose({ device, choices, addresses, refusal, full }: ActivateChooseProps) {
  const words = useWords('doors')
  const error = useFieldErrors(refusal)?.which
  const product = device.product.name
  const all = useChoices(choices)
  return (
    <>
      <PageHead
        title={words.rich('connect_title', { product }, { b: <strong dir="auto" /> })}
        thing={words('connect_type_title')}
        summary={words('connect_compare', { product })}
      />
      <ActivateDevice device={device} />
      {!error && <Refused refusal={refusal} />}
      {full && <ActivateFull full={full} />}
      {all.length === 0 && <ActivateNone product={product} ask={choices.ask} addresses={addresses} />}
      <Form method="post">
        {all.length > 0 && (
          <RadioGroup
            name="which"
            label={words('connect_which')}
            error={error}
            choices={all}
            defaultValue={all[0]?.value}
          />
        )}
        <Actions>
          {all.length > 0 && (
            <Button variant="primary" name="act" value="connect">
              {words('connect_button', { product })}
            </Button>
          )}
          <Button name="act" value="deny">
            {words('connect_not_me')}
          </Button>
        </Actions>
      </Form>
    </>
  )
}

function useChoices({ licenses, offers }: ConnectChoices): Choice[] {
  const words = useWords('doors')
  const format = useFormat()
  const own = licenses.map(({ organizationId, licenseId, title, organization, ...more }) => ({
    value: `license ${organizationId} ${licenseId}`,
    label: words.rich('connect_license_of', { title, organization }, { b: <bdi /> }),
    help: words.rich(
      'connect_license_help',
      { team: more.team, address: more.address, day: format.date(more.paidThrough, 'long') },
      { b: <bdi /> },
    ),
  }))
  const offered = offers.map(({ organizationId, invitationId, organization, team, title, address }) => ({
    value: `offer ${organizationId} ${invitationId} ${address}`,
    label: words.rich('connect_offer_of', { organization }, { b: <bdi /> }),
    help: words.rich('connect_offer_help', { team, title, address }, { b: <bdi /> }),
  }))
  return [...own, ...offered]
}
