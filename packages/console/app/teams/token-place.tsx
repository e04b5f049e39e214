import type { TokenPlaceChoice } from '@claviger/server/teams/token-views'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { useWords } from '../words/use-words.ts'

interface ChoiceProps {
  choices: readonly TokenPlaceChoice[]
  chosen: string | undefined
}

/** Which licenses a token is for; nobody is asked where there is only one answer. */
export function TokenTeamField({ choices, chosen }: ChoiceProps) {
  const words = useWords('tokens')
  const options = choices.map(({ team }) => ({
    value: team ? String(team.id) : '',
    label: team?.name ?? words('whole_organization'),
  }))
  const [only, ...others] = options
  if (!only) return null
  if (others.length === 0) return <input type="hidden" name="team" value={only.value} />
  return (
    <SelectField
      name="team"
      label={words('place')}
      help={words('place_help')}
      defaultValue={chosen}
      options={options}
    />
  )
}

/** What a token may do: no more than its owner could give in any of the places. The least is chosen to begin with. */
export function TokenRoleField({ choices, chosen, error }: ChoiceProps & { error: string | undefined }) {
  const words = useWords('tokens')
  const roles = (['administrator', 'primary_contact', 'viewer'] as const).filter((role) =>
    choices.some((choice) => choice.roles.includes(role)),
  )
  return (
    <RadioGroup
      name="role"
      label={words('may')}
      error={error}
      defaultValue={chosen ?? 'viewer'}
      choices={roles.map((role) => ({ value: role, label: words(`is_${role}`), help: words(`can_${role}`) }))}
    />
  )
}
