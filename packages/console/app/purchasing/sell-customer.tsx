import type { CustomerPage } from '@claviger/server/teams/vendor-views'
import type { Typed } from '../typed.ts'
import type { FieldErrors } from '../ui/form-errors.tsx'
import { type Option, SelectField } from '../ui/select-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../words/use-words.ts'

interface Given {
  typed: Typed
  errors: FieldErrors | undefined
}

const fieldOf =
  ({ typed, errors }: Given) =>
  (name: string) => ({ name, error: errors?.[name], defaultValue: typed[name], autoComplete: 'off' })

/** A customer who is here: which team, and who gets the certificate. */
export function SellCustomer({ customer, ...given }: Given & { customer: CustomerPage }) {
  const words = useWords('purchasing')
  const field = fieldOf(given)
  const teams = customer.teams.map((team) => ({ value: String(team.id), label: team.name }))
  const administrator = customer.people.find((person) => person.role === 'administrator' && person.accepted)
  return (
    <>
      <input type="hidden" name="organizationId" value={customer.id} />
      <SelectField
        name="team"
        label={words('into_team')}
        defaultValue={given.typed.team}
        options={[...teams, { value: 'new', label: words('new_team') }]}
      />
      <TextField
        {...field('newTeamName')}
        label={words('new_team_name')}
        help={words('new_team_help')}
        optional
        dir="auto"
      />
      <TextField
        {...field('email')}
        label={words('certificate_to')}
        help={administrator ? words('certificate_to_help', { address: administrator.address }) : undefined}
        optional={administrator !== undefined}
        inputMode="email"
        dir="ltr"
      />
    </>
  )
}

/** Somebody new: the certificate, with the way in, goes to their address. */
export function SellNewCustomer({
  countries,
  country,
  ...given
}: Given & { countries: readonly Option[]; country: string }) {
  const words = useWords('purchasing')
  const field = fieldOf(given)
  return (
    <>
      <TextField
        {...field('email')}
        label={words('buyer_email')}
        help={words('buyer_email_help')}
        inputMode="email"
        dir="ltr"
      />
      <TextField {...field('name')} label={words('buyer_name')} dir="auto" />
      <TextField {...field('company')} label={words('company')} dir="auto" />
      <SelectField
        name="country"
        label={words('country')}
        error={given.errors?.country}
        defaultValue={given.typed.country ?? country}
        options={countries}
      />
      <TextField {...field('vatId')} label={words('vat_id')} optional dir="ltr" />
    </>
  )
}
