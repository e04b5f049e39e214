import type { Typed } from '../typed.ts'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'
import { PoNumber, Quantity } from './checkout-quantity.tsx'

interface CheckoutPlaceProps {
  place: {
    organizationId: number
    name: string
    teams: readonly { id: number; name: string }[]
    mayMakeTeam: boolean
  }
  typed: Typed
  errors: FieldErrors | undefined
  quantity: string
}

/** An organization the reader may buy for: only the team is asked for. */
export function CheckoutPlace({ place, typed, errors, quantity }: CheckoutPlaceProps) {
  const words = useWords('doors')
  const teams = place.teams.map((team) => ({ value: String(team.id), label: team.name }))
  return (
    <>
      <p>{words.rich('checkout_into', { name: place.name }, { b: <strong dir="auto" /> })}</p>
      <input type="hidden" name="organizationId" value={place.organizationId} />
      <Quantity {...{ quantity, errors }} />
      <SelectField
        name="team"
        label={words('checkout_team')}
        defaultValue={typed.team}
        options={place.mayMakeTeam ? [...teams, { value: 'new', label: words('checkout_new_team') }] : teams}
      />
      {place.mayMakeTeam && (
        <TextField
          name="newTeamName"
          label={words('checkout_new_team_name')}
          help={words('checkout_new_team_help')}
          error={errors?.newTeamName}
          defaultValue={typed.newTeamName}
          optional
          autoComplete="off"
        />
      )}
      <PoNumber {...{ typed, errors }} />
    </>
  )
}
