import { Form } from 'react-router'
import type { ActResult } from '../act.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Actions, Section, Task } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import type { LoadedTeam } from './team-page.server.ts'

type EndTeamProps = Pick<LoadedTeam, 'team' | 'teams' | 'mayMerge' | 'mayDelete' | 'inTheWay'> & {
  result: ActResult | undefined
}

/** How a team ends: it goes into another one, or it is deleted while nothing is in it. */
export function EndTeam({ team, teams, mayMerge, mayDelete, inTheWay, result }: EndTeamProps) {
  const words = useWords('teams')
  if (!teams || (!mayMerge && !mayDelete)) return null
  const merge = mayMerge && (
    <LinkButton to={`${teams}/${team.id}/merge`}>{words('team_merge_into')}</LinkButton>
  )
  const refusal = result?.refusal ?? (mayDelete ? inTheWay : null)
  return (
    <Section title={words('team_end')}>
      <Task>
        {refusal ? (
          <Refused refusal={refusal} fix={merge} />
        ) : (
          <>
            <p>{words('team_is_empty')}</p>
            <Actions>
              {mayDelete && (
                <Form method="post" preventScrollReset>
                  <Button variant="danger" name="act" value="delete">
                    {words('team_delete')}
                  </Button>
                </Form>
              )}
              {merge}
            </Actions>
          </>
        )}
      </Task>
    </Section>
  )
}
