import type { Role } from '@claviger/core/teams/permissions'
import type { Letter, LetterPlace, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'
import type { RoleOfferedFacts, StaffAddedFacts } from './letter-facts.ts'

export const teamsLetters = {
  role_offered: (facts: RoleOfferedFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { by, byAddress, organization, role, team } = facts
    const place = team ?? organization
    const asked = askedAs[role]
    return {
      subject: w(`role_offered_subject${asked}`, { by, place }),
      preheader: w('role_offered_preheader'),
      title: w(`role_offered_title${asked}`, { by, organization, place }),
      blocks: [
        { kind: 'paragraph', text: w(allowed[role], { place }) },
        { kind: 'paragraph', text: w('role_offered_press', { address: asIs(at.to) }) },
      ],
      action: { label: w('role_offered_action'), path: facts.path },
      why: byAddress
        ? w('license_assigned_why', { by, byAddress: asIs(byAddress) })
        : w('role_offered_why', { organization }),
    }
  },

  staff_added: ({ by, role }: StaffAddedFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('staff_added_subject', { vendor: at.vendor.name }),
    preheader: w('staff_added_preheader'),
    title: w('staff_added_title', { by, vendor: at.vendor.name }),
    blocks: [{ kind: 'paragraph', text: w(role === 'owner' ? 'staff_added_owner' : 'staff_added_staff') }],
    action: { label: w('staff_added_action'), path: '/vendor' },
    why: w('staff_added_why', { by, address: asIs(at.to) }),
  }),
}

/** What an offer asks of somebody: to run something, to look on, to be written to, to buy. */
const askedAs = {
  administrator: '',
  team_administrator: '',
  viewer: '_see',
  team_viewer: '_see',
  billing_contact: '_contact',
  technical_contact: '_contact',
  licensee_contact: '_contact',
  purchaser: '_buy',
} as const satisfies Readonly<Record<Role, string>>

const allowed = {
  administrator: 'role_what_administrator',
  viewer: 'role_what_viewer',
  purchaser: 'role_what_purchaser',
  billing_contact: 'role_what_billing_contact',
  technical_contact: 'role_what_technical_contact',
  licensee_contact: 'role_what_licensee_contact',
  team_administrator: 'role_what_team_administrator',
  team_viewer: 'role_what_team_viewer',
} as const
