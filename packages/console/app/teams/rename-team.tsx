import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import type { LoadedTeam } from './team-page.server.ts'

type RenameTeamProps = Pick<LoadedTeam, 'team' | 'mayEdit'> & { result: ActResult | undefined }

/** A team's name, saved by its button and not while typing. */
export function RenameTeam({ team, mayEdit, result }: RenameTeamProps) {
  const words = useWords('teams')
  const errors = useFieldErrors(result?.refusal)
  if (!mayEdit) return null
  return (
    <Section title={words('team_rename')}>
      <Task>
        {!errors && <Refused refusal={result?.refusal} />}
        <Form method="post" preventScrollReset>
          <FormErrors errors={errors} />
          <input type="hidden" name="act" value="rename" />
          <TextField
            name="team_name"
            label={words('team_name')}
            help={words('team_name_help')}
            error={errors?.team_name}
            defaultValue={result?.typed.team_name ?? team.name}
            key={team.name}
            autoComplete="off"
            dir="auto"
          />
          <Actions>
            <Button>{words('team_save_name')}</Button>
          </Actions>
        </Form>
      </Task>
    </Section>
  )
}
