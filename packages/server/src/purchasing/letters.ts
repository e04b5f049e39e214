import type { Block, Letter, LetterPlace, LetterWords } from '../outbox/letter.ts'
import { asIs } from '../outbox/letter-words.ts'
import type {
  BecameAdministratorFacts,
  FreshClaimFacts,
  LicensesToManageFacts,
  OrderCancelledFacts,
  OrderCertificateFacts,
  OrderedFacts,
  OrderReceivedFacts,
  OrderToConfirmFacts,
} from './letter-facts.ts'

export const purchasingLetters = {
  order_certificate: (facts: OrderCertificateFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { company, product, quantity, orderNumber } = facts
    const action = { label: w('certificate_action'), ...opens(facts) }
    return {
      subject: w('certificate_subject', { count: quantity, product, company }),
      preheader: w('certificate_preheader', { number: asIs(orderNumber), until: w.date(facts.paidThrough) }),
      title: w('certificate_title', { count: quantity, vendor: at.vendor.name, product, company }),
      blocks: [
        strip(facts, w),
        { kind: 'facts', rows: [...orderRows(facts, w), ...termRows(facts, w)] },
        { kind: 'paragraph', text: whereTheyAre(facts, w) },
      ],
      ...(action.path ? { action: { label: action.label, path: action.path } } : {}),
      ...about(facts, w, at),
      ...(facts.copy && { why: w('certificate_copy_why', { company }) }),
    }
  },

  licenses_to_manage: (facts: LicensesToManageFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { buyer, product, company, quantity } = facts
    return {
      subject: w('to_manage_subject', { count: quantity, buyer, product }),
      preheader: w('received_preheader', { count: quantity, product, company }),
      title: w('to_manage_title', { buyer, product, company }),
      blocks: [
        strip(facts, w),
        { kind: 'facts', rows: orderRows(facts, w) },
        { kind: 'paragraph', text: w('certificate_claim') },
      ],
      action: { label: w('certificate_action'), path: `/claim/${facts.claim}` },
      ...about(facts, w, at),
      why: w('to_manage_why', { buyer, address: asIs(facts.buyerAddress) }),
    }
  },

  order_received: (facts: OrderReceivedFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { company, product, quantity, orderNumber } = facts
    const vendor = at.vendor.name
    return {
      subject: w('received_subject', { number: asIs(orderNumber) }),
      preheader: w('received_preheader', { count: quantity, product, company }),
      title: w('received_title', { vendor, number: asIs(orderNumber) }),
      blocks: [
        { kind: 'facts', rows: orderRows(facts, w) },
        {
          kind: 'paragraph',
          text: facts.waitsFor === 'payment' ? w('received_payment') : w('received_confirm', { vendor }),
        },
      ],
      action: { label: w('received_action'), path: `/order/${facts.door}` },
      ...about(facts, w, at),
    }
  },

  order_to_confirm: (facts: OrderToConfirmFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { buyer, company, product, quantity, orderNumber } = facts
    return {
      subject: w('to_confirm_subject', { number: asIs(orderNumber) }),
      preheader: w('received_preheader', { count: quantity, product, company }),
      title: w('to_confirm_title', { buyer, company }),
      blocks: [
        { kind: 'facts', rows: [...orderRows(facts, w), [w('buyer'), facts.buyerAddress]] },
        {
          kind: 'paragraph',
          text: facts.waitsFor === 'payment' ? w('to_confirm_payment') : w('to_confirm_what'),
        },
      ],
      action: { label: w('to_confirm_action'), path: `/vendor/orders/${facts.orderId}` },
      ...about(facts, w, at),
      why: w('to_confirm_why'),
    }
  },

  order_cancelled: (facts: OrderCancelledFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { company, product, quantity, orderNumber } = facts
    return {
      subject: w('cancelled_subject', { number: asIs(orderNumber) }),
      preheader: w('received_preheader', { count: quantity, product, company }),
      title: w('cancelled_title', { vendor: at.vendor.name, number: asIs(orderNumber) }),
      blocks: [
        { kind: 'paragraph', text: w('cancelled_what') },
        ...(facts.note ? [{ kind: 'quote', text: w.name(facts.note) } as const] : []),
      ],
      ...about(facts, w, at),
    }
  },

  fresh_claim: (facts: FreshClaimFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { company, product, quantity, orderNumber } = facts
    return {
      subject: w('fresh_claim_subject', { number: asIs(orderNumber) }),
      preheader: w('fresh_claim_preheader'),
      title: w('fresh_claim_title', { count: quantity, vendor: at.vendor.name, product, company }),
      blocks: [strip(facts, w), { kind: 'paragraph', text: w('certificate_claim') }],
      action: { label: w('certificate_action'), path: `/claim/${facts.claim}` },
      ...about(facts, w, at),
      why: w('fresh_claim_why', { address: asIs(at.to) }),
    }
  },

  became_administrator: (facts: BecameAdministratorFacts, w: LetterWords, at: LetterPlace): Letter => {
    const { organization, slug, seats } = facts
    return {
      subject: w('became_subject', { organization }),
      preheader: w('became_preheader'),
      title: w('became_title', { count: seats, organization }),
      blocks: [
        { kind: 'seats', taken: 0, total: seats, caption: w('seats_free', { count: seats }) },
        { kind: 'paragraph', text: w('became_three_ways') },
        {
          kind: 'steps',
          steps: [
            { text: w('became_by_link'), path: `/o/${slug}/links/new` },
            { text: w('became_by_list'), path: `/o/${slug}/assign` },
            { text: w('became_by_form') },
          ],
        },
        { kind: 'paragraph', text: w('became_second') },
      ],
      action: { label: w('became_action'), path: `/o/${slug}` },
      why: w('became_why', { organization, address: asIs(at.to) }),
    }
  },
}

/** What every letter about one order ends with, and the thread it belongs to. */
function about(
  { orderNumber }: OrderedFacts,
  w: LetterWords,
  at: LetterPlace,
): Pick<Letter, 'why' | 'thread'> {
  return { why: w('certificate_why', { address: asIs(at.to) }), thread: `order-${orderNumber}` }
}

function opens({ claim, licensesPath }: OrderCertificateFacts): { readonly path: string | null } {
  return { path: claim === null ? licensesPath : `/claim/${claim}` }
}

function whereTheyAre({ claim, managerAddress }: OrderCertificateFacts, w: LetterWords): string {
  if (claim !== null) return w('certificate_claim')
  if (managerAddress !== null) return w('certificate_sent_on', { address: asIs(managerAddress) })
  return w('certificate_added')
}

function strip({ quantity }: OrderedFacts, w: LetterWords): Block {
  return { kind: 'seats', taken: 0, total: quantity, caption: w('seats_free', { count: quantity }) }
}

type Row = readonly [label: string, value: string]

function orderRows(facts: OrderedFacts, w: LetterWords): Row[] {
  const sum = w.money(facts.netMinor, facts.currency)
  return [
    [w('order_number'), facts.orderNumber],
    [w('for_company'), w.name(facts.company)],
    [w('product'), w.name(facts.product)],
    [w('seats'), w.number(facts.quantity)],
    [facts.term === 'year' ? w('price_a_year') : w('price_a_month'), w('plus_vat', { sum: asIs(sum) })],
  ]
}

function termRows({ startsOn, paidThrough, unpaid, dueOn }: OrderCertificateFacts, w: LetterWords): Row[] {
  return [
    [w('certificate_from'), w.date(startsOn)],
    [w('good_until'), w.date(paidThrough)],
    [w('payment'), unpaid ? w('due_on', { date: w.date(dueOn) }) : w('paid')],
  ]
}
