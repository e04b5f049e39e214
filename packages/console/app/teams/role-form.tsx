import type { Role } from '@claviger/core/teams/permissions'
import type { AdministratorsPage } from '@claviger/server/teams/administrators-views'
import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import type { Typed } from '../typed.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { type Choice, RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import style from './role-form.module.css'

type Offers = AdministratorsPage['offers']

interface RoleFormProps {
  id: string
  offers: Offers
  result: ActResult | undefined
  /** Set where the page has a primary button of its own. */
  aside?: boolean
}

/** Offers a role to an address; only what the reader may give is in the list. */
export function RoleForm({ id, offers, result, aside }: RoleFormProps) {
  const words = useWords('teams')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.refusal ? result.typed : {}
  const choices = useChoices(offers)
  const text = (name: string) => ({ name, error: errors?.[name], defaultValue: typed[name] })
  return (
    <Task>
      <Refused refusal={result?.refusal} />
      <Form method="post" className={style.form}>
        <FormErrors errors={errors} />
        <input type="hidden" name="act" value="offer" />
        <input type="hidden" name="id" value={id} />
        <TextField
          {...text('email')}
          label={words('offer_email')}
          help={words('offer_email_help')}
          inputMode="email"
          autoComplete="off"
          dir="ltr"
        />
        <TextField {...text('name')} label={words('name')} optional autoComplete="off" dir="auto" />
        <RadioGroup
          {...text('role')}
          label={words('role')}
          defaultValue={typed.role ?? choices[0]?.value}
          choices={choices}
        />
        <TeamChoice teams={offers.teams} typed={typed} />
        <Button variant={aside ? 'secondary' : 'primary'}>{words('send_offer')}</Button>
      </Form>
    </Task>
  )
}

/** Which team the role is for; nobody is asked where there is only one. */
function TeamChoice({ teams, typed }: { teams: Offers['teams']; typed: Typed }) {
  const words = useWords('teams')
  const [only, ...others] = teams
  if (!only) return null
  if (others.length === 0) return <input type="hidden" name="team" value={only.id} />
  return (
    <div className={style.team}>
      <SelectField
        name="team"
        label={words('team')}
        defaultValue={typed.team}
        options={teams.map((team) => ({ value: String(team.id), label: team.name }))}
      />
    </div>
  )
}

/** The roles of the whole organization, those most often given first. */
const wholeRoles = [
  'administrator',
  'viewer',
  'billing_contact',
  'technical_contact',
  'licensee_contact',
  'purchaser',
] as const satisfies readonly Role[]

function useChoices({ organization, teams }: Offers): readonly Choice[] {
  const words = useWords('teams')
  const whole = wholeRoles.map((role) => ({
    value: role,
    label: words(`is_${role}`),
    help: words(`can_${role}`),
  }))
  const [only] = teams.length === 1 ? teams : []
  const ofTeam = [
    {
      value: 'team_administrator',
      label: only ? words('is_team_administrator_of', { team: only.name }) : words('is_team_administrator'),
      help: words('can_team_administrator'),
    },
    {
      value: 'team_viewer',
      label: only ? words('is_team_viewer_of', { team: only.name }) : words('is_team_viewer'),
      help: words('can_team_viewer'),
    },
  ]
  return [...(organization ? whole : []), ...(teams.length > 0 ? ofTeam : [])]
}
