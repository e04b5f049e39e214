/** What the letters of this capability are written from; the words are in `letters.ts`. Dates are 'YYYY-MM-DD', instants ISO. */

export interface LicenseAssignedFacts {
  readonly by: string
  readonly byAddress: string | null
  readonly organization: string
  readonly product: string
  /** The last part of /a/…, where the person connects the license. */
  readonly door: string
  readonly licenseId: string
  readonly paidThrough: string
  /** The paid time was over when it was given: what stays of it is what they got. */
  readonly lapsed?: boolean
  readonly address: string
  /** The address belongs to an account: the license is connected already. */
  readonly connected: boolean
  /** Its last day, where it is not given for good. */
  readonly endsOn?: string
  /** The person had asked for it. */
  readonly asked?: boolean
  /** What else the same act gave to the same person. */
  readonly also?: readonly { readonly product: string; readonly licenseId: string }[]
}

export interface LicenseRevokedFacts {
  readonly by: string
  readonly byAddress: string | null
  readonly organization: string
  readonly product: string
  readonly licenseId: string
  readonly at: string
  readonly timeZone: string
  /** Why, where nobody simply took it back. */
  readonly reason?: 'not_kept' | 'day_reached' | 'reassigned'
  /** What else the same act took from the same person. */
  readonly also?: readonly { readonly product: string; readonly licenseId: string }[]
}

export interface LicenseConnectedFacts {
  readonly organization: string
  readonly product: string
  readonly licenseId: string
  readonly paidThrough: string
  readonly address: string
}

export interface LinkUsedUpFacts {
  /** The link's own name; may be empty. */
  readonly link: string
  readonly invitationId: string
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly product: string
  readonly cap: number
}

export interface LicenseRequestedFacts {
  readonly requestId: string
  /** The address of the person who asks: typed, not proved, unless `proved`. */
  readonly address: string
  /** Empty where it is not known. */
  readonly name: string
  readonly proved: boolean
  readonly note: string
  /** The refusal code the person met, such as `link_used_up`. */
  readonly reason: string
  readonly link: string
  readonly invitationId: string
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly product: string
  readonly freeSeats: number
  /** Whoever asks by this link later on the same day is told in the daily summary. */
  readonly last: boolean
}

export interface RequestDeclinedFacts {
  readonly address: string
  readonly product: string
  readonly organization: string
  /** Who said no, and how to reach them. */
  readonly by: string
  readonly byAddress: string | null
  /** Why; may be empty. */
  readonly note: string
}

export interface LicenseAskedBackFacts {
  readonly requestId: string
  /** Who held the license and asks for it back: proved. */
  readonly address: string
  readonly product: string
  readonly licenseId: string
  /** Why it is needed; may be empty. */
  readonly note: string
  readonly organization: string
  /** For /o/…. */
  readonly slug: string
  readonly timeZone: string
  /** Who took it back, and when. */
  readonly by: string
  readonly at: string
}
