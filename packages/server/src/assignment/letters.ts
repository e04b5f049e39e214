import type { Block, Letter, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'
import type {
  LicenseAskedBackFacts,
  LicenseAssignedFacts,
  LicenseConnectedFacts,
  LicenseRequestedFacts,
  LicenseRevokedFacts,
  LinkUsedUpFacts,
  RequestDeclinedFacts,
} from './letter-facts.ts'

export const assignmentLetters = {
  license_assigned: (facts: LicenseAssignedFacts, w: LetterWords): Letter => {
    const { by, organization, product, address, door } = facts
    const until = w.date(facts.endsOn ?? facts.paidThrough)
    return {
      subject: w(facts.asked ? 'license_granted_subject' : 'license_assigned_subject', { by, product }),
      preheader: w(facts.lapsed ? 'license_assigned_preheader_lapsed' : 'license_assigned_preheader', {
        ...{ organization, until },
      }),
      title: w(facts.asked ? 'license_granted_title' : 'license_assigned_title', {
        by,
        organization,
        product,
      }),
      blocks: [
        ...(facts.lapsed
          ? [{ kind: 'paragraph', text: w('license_lapsed', { product, until }) } as const]
          : []),
        ...(facts.connected ? connectedSteps(facts, w) : stepsToConnect(facts, w)),
        licenseRows(facts, w),
        ...alsoRows('license_assigned_also', facts, w),
      ],
      action: facts.connected
        ? { label: w('open_my_licenses'), path: '/me' }
        : { label: w('license_assigned_action'), path: `/a/${door}` },
      why: facts.asked
        ? w('request_answered_why', { address: asIs(address) })
        : whyFrom(by, facts.byAddress, address, w),
    }
  },

  license_connected: (facts: LicenseConnectedFacts, w: LetterWords): Letter => ({
    subject: w('license_connected_subject', { product: facts.product }),
    preheader: w('license_connected_preheader', {
      organization: facts.organization,
      until: w.date(facts.paidThrough),
    }),
    title: w('license_connected_title', { product: facts.product, organization: facts.organization }),
    blocks: [...connectedSteps(facts, w), licenseRows(facts, w)],
    action: { label: w('open_my_licenses'), path: '/me' },
    why: w('license_connected_why', { address: asIs(facts.address) }),
  }),

  license_revoked: (facts: LicenseRevokedFacts, w: LetterWords): Letter => {
    const { by, organization, product } = facts
    return {
      subject: facts.also
        ? w('licenses_revoked_subject', { count: facts.also.length + 1 })
        : w('license_revoked_subject', { product }),
      preheader: w('license_revoked_preheader', { organization, at: w.dateTime(facts.at, facts.timeZone) }),
      title: w(`license_${facts.reason ?? 'revoked'}_title`, { by, organization, product }),
      blocks: [
        { kind: 'paragraph', text: w('license_revoked_what', { product }) },
        {
          kind: 'facts',
          rows: [
            [w('license_id'), spaced(facts.licenseId)],
            [w('returned_at'), w.dateTime(facts.at, facts.timeZone)],
          ],
        },
        ...alsoRows('license_revoked_also', facts, w),
        {
          kind: 'paragraph',
          text: facts.byAddress
            ? w('license_revoked_ask', { by, address: asIs(facts.byAddress) })
            : w('license_revoked_ask_nobody'),
        },
      ],
      why: w('license_revoked_why', { organization }),
    }
  },

  link_used_up: (facts: LinkUsedUpFacts, w: LetterWords): Letter => ({
    subject: w('link_used_up_subject', { link: linkName(facts) }),
    preheader: w('link_used_up_preheader', { count: facts.cap, product: facts.product }),
    title: w('link_used_up_title', { link: linkName(facts), organization: facts.organization }),
    blocks: [
      {
        kind: 'seats',
        taken: facts.cap,
        total: facts.cap,
        caption: w('link_used_up_taken', { count: facts.cap }),
      },
      { kind: 'paragraph', text: w('link_used_up_what', { product: facts.product }) },
    ],
    action: { label: w('link_used_up_action'), path: `/o/${facts.slug}/links/${facts.invitationId}` },
    why: w('link_used_up_why', { link: linkName(facts) }),
    switches: `/o/${facts.slug}/letters`,
  }),

  license_asked_back: (facts: LicenseAskedBackFacts, w: LetterWords): Letter => {
    const { product, organization, by, licenseId, slug } = facts
    const address = asIs(facts.address)
    return {
      subject: w('license_asked_back_subject', { address, product }),
      preheader: w('license_asked_back_preheader', { by, at: w.dateTime(facts.at, facts.timeZone) }),
      title: w('license_asked_back_title', { address, product }),
      blocks: [
        {
          kind: 'paragraph',
          text: w('license_asked_back_what', { by, at: w.dateTime(facts.at, facts.timeZone) }),
        },
        ...(facts.note ? [{ kind: 'quote', text: w.name(facts.note) } as const] : []),
        { kind: 'facts', rows: [[w('license_id'), spaced(licenseId)]] },
      ],
      action: { label: w('request_action'), path: `/o/${slug}/requests/${facts.requestId}` },
      why: w('license_asked_back_why', { organization }),
    }
  },

  license_requested: (facts: LicenseRequestedFacts, w: LetterWords): Letter => ({
    subject: w('license_requested_subject', {
      address: facts.name || asIs(facts.address),
      product: facts.product,
    }),
    preheader: w('license_requested_preheader', { link: linkName(facts), organization: facts.organization }),
    title: w('license_requested_title', { address: asIs(facts.address), product: facts.product }),
    blocks: [
      { kind: 'paragraph', text: reasonOf(facts, w) },
      { kind: 'paragraph', text: w('requested_free', { count: facts.freeSeats }) },
      ...(facts.note ? [{ kind: 'quote', text: w.name(facts.note) } as const] : []),
      ...(facts.last ? [{ kind: 'paragraph', text: w('requested_last') } as const] : []),
    ],
    action: { label: w('request_action'), path: `/o/${facts.slug}/requests/${facts.requestId}` },
    why: w('license_requested_why', { organization: facts.organization }),
    thread: `request-${facts.invitationId}`,
    switches: `/o/${facts.slug}/letters`,
  }),

  request_declined: (facts: RequestDeclinedFacts, w: LetterWords): Letter => {
    const { by, byAddress, organization, product, note } = facts
    return {
      subject: w('request_declined_subject', { product }),
      preheader: w('request_declined_preheader', { by, organization }),
      title: w('request_declined_title', { by, organization, product }),
      blocks: [
        ...(note ? [{ kind: 'quote', text: w.name(note) } as const] : []),
        {
          kind: 'paragraph',
          text: byAddress
            ? w('request_declined_next', { by, byAddress: asIs(byAddress) })
            : w('request_declined_next_nobody', { organization }),
        },
      ],
      why: w('request_answered_why', { address: asIs(facts.address) }),
    }
  },
}

type Connected = Pick<LicenseConnectedFacts, 'product' | 'address'>

function connectedSteps({ product, address }: Connected, w: LetterWords): Block[] {
  return [
    { kind: 'paragraph', text: w('ready_to_use') },
    {
      kind: 'steps',
      steps: [
        { text: w('step_install', { product }) },
        { text: w('step_sign_in', { address: asIs(address) }) },
      ],
    },
  ]
}

function stepsToConnect({ product, address, door }: LicenseAssignedFacts, w: LetterWords): Block[] {
  return [
    { kind: 'paragraph', text: w('to_start_using') },
    {
      kind: 'steps',
      steps: [
        { text: w('step_connect'), path: `/a/${door}` },
        { text: w('step_install', { product }) },
        { text: w('step_sign_in', { address: asIs(address) }) },
      ],
    },
  ]
}

/** What the same act did to the same person besides. */
function alsoRows(
  words: 'license_assigned_also' | 'license_revoked_also',
  { also = [] }: Pick<LicenseAssignedFacts, 'also'>,
  w: LetterWords,
): Block[] {
  if (also.length === 0) return []
  const rows = also.map(({ product, licenseId }) => [product, spaced(licenseId)] as const)
  return [
    { kind: 'paragraph', text: w(words) },
    { kind: 'facts', rows },
  ]
}

interface LicenseTold {
  readonly licenseId: string
  readonly paidThrough: string
  readonly lapsed?: boolean
  readonly endsOn?: string
}

function licenseRows({ licenseId, paidThrough, lapsed, endsOn }: LicenseTold, w: LetterWords): Block {
  const until = endsOn ? 'yours_until' : lapsed ? 'was_paid_until' : 'good_until'
  return {
    kind: 'facts',
    rows: [
      [w('license_id'), spaced(licenseId)],
      [w(until), w.date(endsOn ?? paidThrough)],
    ],
  }
}

function whyFrom(by: string, byAddress: string | null, address: string, w: LetterWords): string {
  return byAddress
    ? w('license_assigned_why', { by, byAddress: asIs(byAddress) })
    : w('license_assigned_why_nobody', { address: asIs(address) })
}

function spaced(licenseId: string): string {
  return `${licenseId.slice(0, 5)}-${licenseId.slice(5)}`
}

/** A link without a name of its own is called after what it gives. */
function linkName({ link, product }: { link: string; product: string }): string {
  return link || product
}

const reasons = {
  link_used_up: 'requested_because_full',
  link_no_free_seat: 'requested_because_no_seat',
  link_paused: 'requested_because_paused',
  link_ended: 'requested_because_ended',
  link_replaced: 'requested_because_replaced',
  link_wrong_domain: 'requested_because_domain',
  link_returned_before: 'requested_because_returned',
  link_asks_first: 'requested_because_asks',
} as const

function reasonOf(facts: LicenseRequestedFacts, w: LetterWords): string {
  const known = Object.entries(reasons).find(([code]) => code === facts.reason)
  return w(known ? known[1] : 'requested_because_closed', { link: linkName(facts) })
}
