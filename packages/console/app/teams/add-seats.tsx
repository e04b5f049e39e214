import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { FormErrors } from '../ui/form-errors.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useFieldErrors } from '../words/use-field-errors.ts'
import { useWords } from '../words/use-words.ts'
import { SourceField } from './source-field.tsx'
import type { LoadedTeam } from './team-page.server.ts'

type AddSeatsProps = Pick<LoadedTeam, 'sources' | 'mayTakeIn' | 'mayOrder' | 'id'> & {
  result: ActResult | undefined
}

/** More seats for a team, by number, out of another team; or bought. */
export function AddSeats({ sources, mayTakeIn, mayOrder, id, result }: AddSeatsProps) {
  const words = useWords('teams')
  const errors = useFieldErrors(result?.refusal)
  const typed = result?.typed
  if (!mayTakeIn) return null
  const buy = mayOrder && <LinkButton to="/buy">{words('team_buy_more')}</LinkButton>
  return (
    <Section title={words('add_seats')}>
      {sources.length === 0 ? (
        <>
          <p>{words('add_seats_none')}</p>
          {buy && <Actions>{buy}</Actions>}
        </>
      ) : (
        <Task summary={<p>{words('add_seats_free_first')}</p>}>
          {!errors && <Refused refusal={result?.refusal} />}
          <Form method="post" preventScrollReset>
            <FormErrors errors={errors} />
            <input type="hidden" name="act" value="add" />
            <input type="hidden" name="id" value={id} />
            <NumberField
              name="count"
              label={words('seats_count')}
              error={errors?.count}
              defaultValue={typed?.count}
              min={1}
            />
            <SourceField sources={sources} chosen={typed?.source} />
            <Actions>
              <Button variant="primary">{words('add_seats')}</Button>
              {buy}
            </Actions>
          </Form>
        </Task>
      )}
    </Section>
  )
}
