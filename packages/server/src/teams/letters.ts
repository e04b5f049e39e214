import type { Role, StaffRole } from '@claviger/core/teams/permissions'
import type { Letter, LetterPlace, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

export interface RoleOfferedFacts {
  readonly by: string
  readonly byAddress: string | null
  readonly organization: string
  readonly role: Role
  /** Absent for a role in the whole organization. */
  readonly team: string | null
  /** The page that shows the offer and has the button that takes it. */
  readonly path: string
  readonly address: string
}

export interface StaffAddedFacts {
  readonly by: string
  readonly role: StaffRole
  readonly address: string
}

export const teamsLetters = {
  role_offered: (facts: RoleOfferedFacts, w: LetterWords): Letter => {
    const { by, organization, team, role } = facts
    const place = team ?? organization
    const seeing = role === 'viewer' || role === 'team_viewer'
    return {
      subject: seeing
        ? w('role_offered_subject_see', { by, place })
        : w('role_offered_subject', { by, place }),
      preheader: w('role_offered_preheader'),
      title: seeing
        ? w('role_offered_title_see', { by, organization, place })
        : w('role_offered_title', { by, organization, place }),
      blocks: [
        { kind: 'paragraph', text: w(whatOf[role], { place }) },
        { kind: 'paragraph', text: w('role_offered_press', { address: asIs(facts.address) }) },
      ],
      action: { label: w('role_offered_action'), path: facts.path },
      why: facts.byAddress
        ? w('license_assigned_why', { by, byAddress: asIs(facts.byAddress) })
        : w('role_offered_why', { organization }),
    }
  },

  staff_added: (facts: StaffAddedFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('staff_added_subject', { vendor: at.vendor.name }),
    preheader: w('staff_added_preheader'),
    title: w('staff_added_title', { by: facts.by, vendor: at.vendor.name }),
    blocks: [
      { kind: 'paragraph', text: facts.role === 'owner' ? w('staff_added_owner') : w('staff_added_staff') },
    ],
    action: { label: w('staff_added_action'), path: '/signin?to=/vendor' },
    why: w('staff_added_why', { by: facts.by, address: asIs(facts.address) }),
  }),
}

const whatOf = {
  administrator: 'role_what_administrator',
  viewer: 'role_what_viewer',
  team_administrator: 'role_what_team_administrator',
  team_viewer: 'role_what_team_viewer',
} as const satisfies Record<Role, string>
