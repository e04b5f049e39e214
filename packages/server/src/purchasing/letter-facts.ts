/** What the letters of this capability are written from; the words are in `letters.ts`. Dates are 'YYYY-MM-DD', instants ISO. */

/** What was ordered, as every letter about an order tells it. */
export interface OrderedFacts {
  readonly orderNumber: string
  readonly company: string
  readonly product: string
  readonly quantity: number
  readonly term: 'year' | 'month'
  /** Net, in minor units as decimal digits, and its currency. */
  readonly netMinor: string
  readonly currency: string
}

/** E1, to the buyer: the licenses are there. */
export interface OrderCertificateFacts extends OrderedFacts {
  readonly startsOn: string
  readonly paidThrough: string
  readonly unpaid: boolean
  readonly dueOn: string
  /** The last part of /claim/…; nothing when the organization has an administrator, or somebody else got the claim. */
  readonly claim: string | null
  /** Where the licenses are, when there is no claim to make: /o/…/licenses. */
  readonly licensesPath: string | null
  /** Who was sent the claim instead of the buyer. */
  readonly managerAddress: string | null
  /** To somebody whose role brings the papers, and not to the buyer. */
  readonly copy?: boolean
}

/** To the one who "will manage the licenses" although somebody else bought them. */
export interface LicensesToManageFacts extends OrderedFacts {
  readonly buyer: string
  readonly buyerAddress: string
  readonly claim: string
}

/** To the buyer: the order waits. */
export interface OrderReceivedFacts extends OrderedFacts {
  readonly waitsFor: 'confirmation' | 'payment'
  /** The last part of /order/…. */
  readonly door: string
}

/** E37, to the vendor's staff: an order needs somebody. */
export interface OrderToConfirmFacts extends OrderedFacts {
  readonly waitsFor: 'confirmation' | 'payment'
  /** For /vendor/orders/…. */
  readonly orderId: string
  readonly buyer: string
  readonly buyerAddress: string
}

/** To the buyer: the vendor cancelled the order before anything was delivered. */
export interface OrderCancelledFacts extends OrderedFacts {
  /** The vendor's own words; may be empty. */
  readonly note: string
}

/** To the order's address: a new claim link, the old ones are dead. */
export interface FreshClaimFacts extends OrderedFacts {
  readonly claim: string
}

/** E2, to whoever pressed the button of the claim. */
export interface BecameAdministratorFacts {
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly seats: number
}
