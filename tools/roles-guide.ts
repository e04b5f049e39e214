import { permissionMatrix, type Reach, type Role } from '../packages/core/src/teams/permission-matrix.ts'
import { rightToGrant } from '../packages/core/src/teams/permissions.ts'
import { longestTeamName } from '../packages/core/src/teams/team-rules.ts'

export const rolesGuidePath = 'docs/guides/roles.md'

const columns: readonly (readonly [role: Role, heading: string, who: string])[] = [
  ['administrator', 'Administrator', 'Runs the organization. There may be any number; the last one stays.'],
  ['team_administrator', 'Team admin', 'Runs the licenses of one team.'],
  ['purchaser', 'Purchaser', 'Buys for the organization from outside, as resellers do.'],
  ['billing_contact', 'Billing contact', 'Buys and renews, and is sent the papers.'],
  ['technical_contact', 'Technical contact', 'Looks on; whom to ask when something does not run.'],
  ['licensee_contact', 'Licensee contact', 'Looks on, and is sent the certificates.'],
  ['viewer', 'Viewer', 'Looks on.'],
  ['team_viewer', 'Team viewer', 'Looks on in one team.'],
]

const cells: Readonly<Record<Reach, string>> = { all: '✓', own: 'own', none: '' }

/** The guide of roles: the table is the one every guard asks. */
export function rolesGuide(): string {
  return `# Who may do what

<!-- Written by tools/write-api-documents.ts from packages/core/src/teams/permission-matrix.ts: change it there. -->

Somebody may have several roles; they add up. A role counts from the moment its owner accepts the offer with the address it was
made to, and ends with the next thing they do after it is taken back. Whoever only holds a license needs no role, and sees their own
license and nothing of the organization.

${columns.map(([role, heading, who]) => `- **${heading}** (\`${role}\`): ${who} ${givenBy(role)}`).join('\n')}

\`✓\` in the whole organization, \`own\` in the role's own team.

${row(['', ...columns.map(([, heading]) => heading)])}
${row(['---', ...columns.map(() => ':-:')])}
${permissionMatrix.map(({ act, reach }) => row([act, ...columns.map(([role]) => cells[reach[role]])])).join('\n')}

A program does what its token says, and never more than the person whose token it is may do at that moment. The rows about packs,
automatic renewal and payments say who will have them; those acts are not in this version yet.

## Teams

A team is a part of the organization's licenses, not of its people. There is always one.

- **Names** have up to ${longestTeamName} characters, and no two teams of an organization have names that read alike (case and accents do not
  tell them apart). Names are checked when they are typed; what an import brings along stays as it is. The number of a team never changes, so
  neither does an address.
- **Moving licenses** takes the right in the team they leave and in the one they go to. Their people, codes and dates go along; open requests are answered where
  the license is. Some licenses are bound to their team and stay. Every move is one act with a report, and can be undone while the window is open: what was moved on since, or
  came from a team that has ended, stays. A team made in the same act stays too, empty.
- **By number**, free seats go first, then those whose people have not come yet, then the others.
- **A team administrator** who moves licenses into a new team, or buys into one, administers it.
- **Merging** puts everything into the other team: licenses, those bound to their team too, roles (each once), links with their
  addresses, ended ones too, waiting orders and the reports of bulk acts. The team ends, its API tokens end with it, and its pages lead to the other. It happens at once
  and cannot be undone.
- **Deleting** is for empty teams: no license, no link people can still open, no order on its way. Anything else is merged away.
`
}

const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`

function givenBy(role: Role): string {
  return rightToGrant(role) === 'roles.grant_team'
    ? 'Named by an administrator, or by an administrator of the team.'
    : 'Named by an administrator.'
}
