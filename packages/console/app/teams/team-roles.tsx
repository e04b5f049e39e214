import { type ActResult, resultOf } from '../act.ts'
import { Fold } from '../ui/fold.tsx'
import { Section, Stack } from '../ui/task.tsx'
import { Refused } from '../words/refused.tsx'
import { useWords } from '../words/use-words.ts'
import { OpenOffers } from './open-offers.tsx'
import { RoleForm } from './role-form.tsx'
import { RolesTable } from './roles-table.tsx'
import type { LoadedTeam } from './team-page.server.ts'

type TeamRolesProps = Pick<LoadedTeam, 'organizationId' | 'roles' | 'offers' | 'team' | 'invites' | 'id'> & {
  result: ActResult | undefined
}

/** Who looks after a team and who may look on; inviting more is one step away. */
export function TeamRoles({ organizationId, roles, offers, team, invites, id, result }: TeamRolesProps) {
  const words = useWords('teams')
  const ended = resultOf(result, 'take_back') ?? resultOf(result, 'leave')
  const offered = resultOf(result, 'offer')
  return (
    <Section title={words('team_people')}>
      <Stack>
        <Refused refusal={ended?.refusal} />
        {team.administrators.length === 0 && <p>{words('team_run_from_above')}</p>}
        <RolesTable {...{ organizationId, roles }} />
        <OpenOffers {...{ organizationId, roles }} />
        {offers.teams.length > 0 && (
          <Fold title={words('team_invite')} open={invites || offered?.refusal !== undefined}>
            <RoleForm key={id} {...{ id, offers }} result={offered} aside />
          </Fold>
        )}
      </Stack>
    </Section>
  )
}
