import type { Block, Letter, LetterPlace, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'

/** What was ordered, for how much: the same in every letter about an order. */
export interface OrderedFacts {
  readonly orderId: string
  readonly orderNumber: string
  readonly company: string
  readonly product: string
  readonly quantity: number
  readonly term: 'year' | 'month'
  /** Minor units as text. */
  readonly netMinor: string
  readonly currency: string
}

export interface OrderCertificateFacts extends OrderedFacts {
  /** Calendar dates. */
  readonly paidThrough: string
  readonly dueOn: string
  readonly payment: 'paid' | 'unpaid'
  /** Where the licenses are opened: claimed by a new customer, or already in an organization. */
  readonly opens:
    | { readonly kind: 'claim'; readonly token: string }
    | { readonly kind: 'organization'; readonly slug: string }
  readonly address: string
}

export interface OrderReceivedFacts extends OrderedFacts {
  readonly orderToken: string
  readonly waitsFor: 'confirm' | 'payment'
  readonly address: string
}

export interface OrderToConfirmFacts extends OrderedFacts {
  readonly buyer: string
  readonly buyerAddress: string
  readonly waitsFor: 'confirm' | 'payment'
}

export interface FreshClaimFacts extends OrderedFacts {
  readonly claimToken: string
  readonly address: string
}

export interface BecameAdministratorFacts {
  readonly organization: string
  readonly slug: string
  readonly product: string
  readonly quantity: number
  readonly address: string
}

export const purchasingLetters = {
  order_certificate: (facts: OrderCertificateFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('certificate_subject', {
      count: facts.quantity,
      product: facts.product,
      company: facts.company,
    }),
    preheader: w('certificate_preheader', {
      number: asIs(facts.orderNumber),
      until: w.date(facts.paidThrough),
    }),
    title: w('certificate_title', {
      count: facts.quantity,
      vendor: at.vendor.name,
      product: facts.product,
      company: facts.company,
    }),
    blocks: [
      strip(facts, w),
      {
        kind: 'facts',
        rows: [...orderRows(facts, w), [w('good_until'), w.date(facts.paidThrough)], paymentRow(facts, w)],
      },
      {
        kind: 'paragraph',
        text: facts.opens.kind === 'claim' ? w('certificate_claim') : w('certificate_added'),
      },
    ],
    action: {
      label: w('certificate_action'),
      path: facts.opens.kind === 'claim' ? `/claim/${facts.opens.token}` : `/o/${facts.opens.slug}`,
    },
    why: w('certificate_why', { address: asIs(facts.address) }),
    thread: `order-${facts.orderId}`,
  }),

  order_received: (facts: OrderReceivedFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('received_subject', { number: asIs(facts.orderNumber) }),
    preheader: w('received_preheader', {
      count: facts.quantity,
      product: facts.product,
      company: facts.company,
    }),
    title: w('received_title', { vendor: at.vendor.name, number: asIs(facts.orderNumber) }),
    blocks: [
      { kind: 'facts', rows: orderRows(facts, w) },
      {
        kind: 'paragraph',
        text:
          facts.waitsFor === 'confirm'
            ? w('received_confirm', { vendor: at.vendor.name })
            : w('received_payment'),
      },
    ],
    action: { label: w('received_action'), path: `/order/${facts.orderToken}` },
    why: w('certificate_why', { address: asIs(facts.address) }),
    thread: `order-${facts.orderId}`,
  }),

  order_to_confirm: (facts: OrderToConfirmFacts, w: LetterWords): Letter => ({
    subject: w('to_confirm_subject', { number: asIs(facts.orderNumber) }),
    preheader: w('received_preheader', {
      count: facts.quantity,
      product: facts.product,
      company: facts.company,
    }),
    title: w('to_confirm_title', { buyer: facts.buyer, company: facts.company }),
    blocks: [
      { kind: 'facts', rows: [...orderRows(facts, w), [w('buyer'), facts.buyerAddress]] },
      {
        kind: 'paragraph',
        text: facts.waitsFor === 'confirm' ? w('to_confirm_what') : w('to_confirm_payment'),
      },
    ],
    action: { label: w('to_confirm_action'), path: `/vendor/orders/${facts.orderId}` },
    why: w('to_confirm_why'),
    thread: `order-${facts.orderId}`,
  }),

  fresh_claim: (facts: FreshClaimFacts, w: LetterWords, at: LetterPlace): Letter => ({
    subject: w('fresh_claim_subject', { number: asIs(facts.orderNumber) }),
    preheader: w('fresh_claim_preheader'),
    title: w('fresh_claim_title', {
      count: facts.quantity,
      vendor: at.vendor.name,
      product: facts.product,
      company: facts.company,
    }),
    blocks: [strip(facts, w), { kind: 'paragraph', text: w('certificate_claim') }],
    action: { label: w('certificate_action'), path: `/claim/${facts.claimToken}` },
    why: w('fresh_claim_why', { address: asIs(facts.address) }),
    thread: `order-${facts.orderId}`,
  }),

  became_administrator: (facts: BecameAdministratorFacts, w: LetterWords): Letter => ({
    subject: w('became_subject', { organization: facts.organization }),
    preheader: w('became_preheader'),
    title: w('became_title', {
      count: facts.quantity,
      organization: facts.organization,
      product: facts.product,
    }),
    blocks: [
      { kind: 'seats', taken: 0, total: facts.quantity, caption: w('seats_free', { count: facts.quantity }) },
      { kind: 'paragraph', text: w('became_three_ways') },
      {
        kind: 'steps',
        steps: [
          { text: w('became_by_link'), path: `/o/${facts.slug}/links/new` },
          { text: w('became_by_list'), path: `/o/${facts.slug}/assign` },
          { text: w('became_by_form'), path: `/o/${facts.slug}/assign` },
        ],
      },
      { kind: 'paragraph', text: w('became_second') },
    ],
    action: { label: w('became_action'), path: `/o/${facts.slug}` },
    why: w('became_why', { organization: facts.organization, address: asIs(facts.address) }),
  }),
}

function strip({ quantity }: OrderedFacts, w: LetterWords): Block {
  return { kind: 'seats', taken: 0, total: quantity, caption: w('seats_free', { count: quantity }) }
}

function orderRows(facts: OrderedFacts, w: LetterWords): [string, string][] {
  const sum = w.money(facts.netMinor, facts.currency)
  return [
    [w('order_number'), facts.orderNumber],
    [w('for_company'), w.name(facts.company)],
    [w('product'), w.name(facts.product)],
    [w('seats'), w.number(facts.quantity)],
    [facts.term === 'year' ? w('price_a_year') : w('price_a_month'), w('plus_vat', { sum: asIs(sum) })],
  ]
}

function paymentRow({ payment, dueOn }: OrderCertificateFacts, w: LetterWords): [string, string] {
  return [w('payment'), payment === 'paid' ? w('paid') : w('due_on', { date: w.date(dueOn) })]
}
