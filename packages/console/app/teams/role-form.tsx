import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { type Choice, RadioGroup } from '../ui/radio-group.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'

interface Offers {
  organization: boolean
  teams: readonly { id: number; name: string }[]
}

interface RoleFormProps {
  id: string
  offers: Offers
  result: ActResult | undefined
}

/** Offers a role to an address; only what the reader may give is in the list. */
export function RoleForm({ id, offers, result }: RoleFormProps) {
  const words = useWords('teams')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.refusal ? result.typed : {}
  const choices = useChoices(offers)
  return (
    <Task>
      <Refused refusal={result?.refusal} />
      <Form method="post">
        <FormErrors errors={errors} />
        <input type="hidden" name="act" value="offer" />
        <input type="hidden" name="id" value={id} />
        <TextField
          name="email"
          label={words('offer_email')}
          help={words('offer_email_help')}
          error={errors?.email}
          defaultValue={typed.email}
          inputMode="email"
          autoComplete="off"
          dir="ltr"
        />
        <TextField
          name="name"
          label={words('name')}
          error={errors?.name}
          defaultValue={typed.name}
          optional
          autoComplete="off"
          dir="auto"
        />
        <RadioGroup
          name="role"
          label={words('role')}
          error={errors?.role}
          defaultValue={typed.role ?? choices[0]?.value}
          choices={choices}
        />
        <Button variant="primary">{words('send_offer')}</Button>
      </Form>
    </Task>
  )
}

function useChoices(offers: Offers): readonly Choice[] {
  const words = useWords('teams')
  const whole = [
    { value: 'administrator', label: words('is_administrator'), help: words('can_administrator') },
    { value: 'viewer', label: words('is_viewer'), help: words('can_viewer') },
  ]
  const teams = offers.teams.flatMap(({ id, name }) => [
    {
      value: `team_administrator ${id}`,
      label: words('is_team_administrator_of', { team: name }),
      help: words('can_team_administrator'),
    },
    {
      value: `team_viewer ${id}`,
      label: words('is_team_viewer_of', { team: name }),
      help: words('can_team_viewer'),
    },
  ])
  return [...(offers.organization ? whole : []), ...teams]
}
