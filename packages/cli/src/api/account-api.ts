// Written by tools/write-api-documents.ts from docs/api/openapi.json.

export interface AcceptedJob {
  /** Where it goes on: GET /customer/jobs/{jobId}. */
  readonly jobId: string
  /** Lines that are yet to be decided. */
  readonly waiting: number
}

export interface ActOnPerson {
  /** What it is undone by; not in a preview. */
  readonly jobId?: string
  readonly done: number
  readonly kept: number
  /** Each license of the person that was meant. */
  readonly items: readonly {
    readonly licenseId: string
    readonly done: boolean
    /** Why it stays where it is. */
    readonly code?: string
    readonly description?: string
  }[]
}

export interface ApiToken {
  readonly tokenId: string
  readonly name: string
  /** Its first letters, by which tokens are told apart. */
  readonly startsWith: string
  /** What it was made for. */
  readonly role: 'ADMIN' | 'VIEWER' | 'PRIMARY_CONTACT'
  /** What it comes to with the roles its owner has now; left out where that is nothing. */
  readonly roleNow?: 'ADMIN' | 'VIEWER' | 'PRIMARY_CONTACT'
  /** The one team it is for. */
  readonly team?: {
    readonly id: number
    readonly name: string
  }
  readonly owner: {
    readonly name?: string
    readonly email: string
  }
  /** It belongs to the person whose token asks. */
  readonly isOwn: boolean
  readonly createdAt: string
  readonly rotatedAt?: string
  /** To the minute; left out while its key has not been used. */
  readonly lastUsedAt?: string
}

export interface ApprovedRequests {
  readonly jobId: string
  readonly approved: number
  readonly notApproved: number
}

export interface AskedPerson {
  readonly asked: number
  readonly alreadyAsked: number
  readonly answerUntil: string
}

export interface AssignedMany {
  /** What it is undone by; not in a preview. */
  readonly jobId?: string
  readonly assigned: number
  readonly skipped: number
  readonly refused: number
  /** One for each contact, in their order. */
  readonly items: readonly {
    /** Which of the contacts, from 0. */
    readonly index: number
    /** As it was sent. */
    readonly email: string
    readonly outcome: 'ASSIGNED' | 'SKIPPED' | 'REFUSED'
    /** The license they got; not in a preview. */
    readonly licenseId?: string
    /** Why not, where it is not ASSIGNED. */
    readonly code?: string
    readonly description?: string
  }[]
}

export interface DeclinedRequests {
  readonly declined: number
}

/** A code for programs, and a text for whoever reads their log. */
export interface ApiError {
  readonly code: string
  readonly description: string
}

export interface ApiEvent {
  readonly eventId: string
  readonly at: string
  /** What happened, such as `license_assigned`; a word never changes its meaning. */
  readonly what: string
  /** Who did it, by name. */
  readonly actor: string
  readonly via: 'PAGE' | 'API' | 'CLI' | 'LINK' | 'SYSTEM'
  readonly teamId?: number
  readonly licenseId?: string
  readonly personId?: string
  /** What else is known of it, by kind of event. */
  readonly facts: Readonly<Record<string, unknown>>
}

export interface Invitation {
  readonly invitationId: string
  readonly name?: string
  readonly product: {
    readonly code: string
    readonly name: string
  }
  readonly team: {
    readonly id: number
    readonly name: string
  }
  /** Whether the link gives licenses today, or the first reason why it does not. */
  readonly state: 'OPEN' | 'PAUSED' | 'ENDED' | 'USED_UP' | 'NO_FREE_SEAT'
  /** Licenses that people hold by this link now. */
  readonly taken: number
  /** The most people who may hold a license by it at once. */
  readonly cap?: number
  /** Its last day. */
  readonly endsOn?: string
  /** Mail domains that may use it; empty for every domain. */
  readonly domains: readonly string[]
  /** Nobody takes one at once: each asks, and somebody approves. */
  readonly asksFirst: boolean
  /** Whoever comes after the cap, or finds no license free, may ask. */
  readonly restAsks: boolean
  /** When whoever made it is told that somebody took one by it. */
  readonly notice: 'EACH' | 'DAILY' | 'NEARLY_USED' | 'NONE'
  readonly createdAt: string
  readonly createdBy: string
  /** What to hand out; only of one link at a time, and only for whoever may manage it. */
  readonly address?: string
}

export interface InvitationAddress {
  readonly invitationId: string
  readonly address?: string
}

export interface Job {
  readonly jobId: string
  readonly kind: 'ASSIGN' | 'REVOKE' | 'MOVE' | 'REMIND' | 'CODES' | 'REASSIGN'
  /** RUNNING and UNDOING go on by themselves; what is left is told as `waiting`. */
  readonly state: 'RUNNING' | 'DONE' | 'UNDOING' | 'UNDONE'
  readonly product?: {
    readonly code: string
    readonly name: string
  }
  readonly team?: {
    readonly id: number
    readonly name: string
  }
  readonly done: number
  readonly skipped: number
  readonly refused: number
  /** Lines that are yet to be decided, or, while UNDOING, to be taken back. */
  readonly waiting: number
  /** Lines that were not decided because somebody stopped it. */
  readonly stopped: number
  readonly startedBy: string
  readonly startedAt: string
  readonly endedAt?: string
  readonly stoppedBy?: string
  readonly stoppedAt?: string
  /** The job whose refused and stopped lines it tries again. */
  readonly retryOf?: string
  /** Until when it could be undone, and letters that take something away wait. It counts from the end. */
  readonly undoUntil: string
  readonly undoneBy?: string
  readonly undoneAt?: string
}

export interface JobDetail {
  readonly jobId: string
  readonly kind: 'ASSIGN' | 'REVOKE' | 'MOVE' | 'REMIND' | 'CODES' | 'REASSIGN'
  /** RUNNING and UNDOING go on by themselves; what is left is told as `waiting`. */
  readonly state: 'RUNNING' | 'DONE' | 'UNDOING' | 'UNDONE'
  readonly product?: {
    readonly code: string
    readonly name: string
  }
  readonly team?: {
    readonly id: number
    readonly name: string
  }
  readonly done: number
  readonly skipped: number
  readonly refused: number
  /** Lines that are yet to be decided, or, while UNDOING, to be taken back. */
  readonly waiting: number
  /** Lines that were not decided because somebody stopped it. */
  readonly stopped: number
  readonly startedBy: string
  readonly startedAt: string
  readonly endedAt?: string
  readonly stoppedBy?: string
  readonly stoppedAt?: string
  /** The job whose refused and stopped lines it tries again. */
  readonly retryOf?: string
  /** Until when it could be undone, and letters that take something away wait. It counts from the end. */
  readonly undoUntil: string
  readonly undoneBy?: string
  readonly undoneAt?: string
  /** It runs, and can be stopped with the token that asks. */
  readonly isStoppable: boolean
  /** Lines of it can be tried again with the token that asks. */
  readonly isRetryable: boolean
  /** It can be undone now, with the token that asks. */
  readonly isUndoable: boolean
  readonly letters: {
    readonly waiting: number
    readonly sent: number
    readonly failed: number
    readonly withdrawn: number
  }
}

export interface JobItem {
  /** Its place in what was sent, from 1. */
  readonly line: number
  readonly outcome: 'WAITING' | 'DONE' | 'SKIPPED' | 'REFUSED' | 'STOPPED' | 'UNDONE' | 'NOT_UNDONE'
  readonly email?: string
  readonly licenseId?: string
  /** Why, where there is something to explain. */
  readonly code?: string
  readonly description?: string
}

export interface License {
  readonly licenseId: string
  readonly product: {
    readonly code: string
    readonly name: string
  }
  /** Left out while nobody has the license. */
  readonly assignee?:
    | {
        /** The account's own name; without an account, the name it was given, masked. */
        readonly name: string
        readonly email: string
        readonly type: 'USER'
      }
    | {
        readonly uid: string
        readonly serverType: 'LICENSE_SERVER' | 'LICENSE_VAULT'
        readonly type: 'SERVER'
      }
    | {
        readonly registrationName?: string
        /** Told to tokens that may assign licenses. */
        readonly key?: string
        readonly type: 'LICENSE_KEY'
      }
  readonly subscription?: {
    /** The end of the last paid day, in the organization's time zone. */
    readonly validUntilDate: string
    /** Left out when renewal was stopped. */
    readonly subscriptionPackRef?: string
    readonly isAutomaticallyRenewed: boolean
    /** The paid time is over, and the days of grace after it. */
    readonly isOutdated: boolean
  }
  /** Of a license bought for good, instead of `subscription`. */
  readonly perpetual?: {
    readonly upgradeDueDate: string
    readonly isOutdated: boolean
  }
  readonly domain?: string
  /** Of the last assignment, also after it ended. */
  readonly lastSeen?: {
    /** Left out where no product was seen; one that runs by a code alone never is. */
    readonly lastSeenDate?: string
    readonly lastAssignmentDate: string
    readonly isOfflineCodeGenerated: boolean
  }
  readonly team: {
    readonly id: number
    readonly name: string
  }
  readonly isTransferableBetweenTeams: boolean
  readonly isTrial: boolean
  readonly isSuspended: boolean
  readonly isAvailableToAssign: boolean
}

export interface LicenseRequest {
  readonly requestId: string
  readonly state: 'OPEN' | 'GRANTED' | 'DECLINED' | 'WITHDRAWN'
  readonly email: string
  /** Whoever asked had proved the address, not only typed it. */
  readonly emailIsProved: boolean
  /** Masked. */
  readonly name?: string
  readonly product: {
    readonly code: string
    readonly name: string
  }
  readonly team: {
    readonly id: number
    readonly name: string
  }
  /** Why the person got no license: what they were told, or TAKEN_BACK. */
  readonly reason: string
  /** A line from the person. */
  readonly note?: string
  /** The link that led to the question. */
  readonly invitationId?: string
  /** The license that is asked for back. */
  readonly takenLicenseId?: string
  /** Licenses of the product that are free in the team. */
  readonly freeSeats: number
  readonly askedAt: string
  readonly answeredAt?: string
  readonly answeredBy?: string
  /** A line from whoever declined. */
  readonly answer?: string
  /** The license that was given. */
  readonly licenseId?: string
}

export interface MailedCodes {
  /** Its report: who got a code, and who none. */
  readonly jobId: string
}

export interface ManagedCustomer {
  readonly type: 'CUSTOMER'
  readonly code: number
  readonly name: string
  readonly role: 'ADMIN' | 'VIEWER' | 'PRIMARY_CONTACT'
  readonly contactFlags: {
    readonly isPrimaryLicensee: boolean
    readonly isPrimaryTechnical: boolean
    readonly isPrimaryBilling: boolean
  }
  readonly teams: readonly {
    readonly id: number
    readonly name: string
    readonly role: 'ADMIN' | 'VIEWER'
  }[]
}

export interface ManagedTeam {
  readonly type: 'TEAM'
  readonly team: {
    readonly id: number
    readonly name: string
    readonly role: 'ADMIN' | 'VIEWER'
  }
  readonly customer: {
    readonly code: number
    readonly name: string
  }
}

export interface MergedTeams {
  /** Its report; not in a preview. There is no undo. */
  readonly jobId?: string
  readonly from: TeamName
  readonly into: TeamName
  readonly licenses: number
  /** How many of them somebody holds: nobody loses anything. */
  readonly held: number
  readonly invitations: number
  /** People with a role in the team that ends: they have it in the other one. */
  readonly roles: number
  /** API tokens of the team that ends: they end with it. */
  readonly tokens: number
}

export interface NewApiToken {
  readonly tokenId: string
  /** What the caller will hold: told once, and nowhere again. */
  readonly token: string
}

export interface Person {
  readonly personId: string
  readonly email: string
  /** The account's own name; without an account, the name they were given, masked. */
  readonly name?: string
  readonly licenses: readonly {
    readonly licenseId: string
    readonly product: {
      readonly code: string
      readonly name: string
    }
    readonly team: {
      readonly id: number
      readonly name: string
    }
    /** Whether the person has connected the license with an account. */
    readonly status: 'INVITED' | 'CONNECTED'
    readonly assignmentDate: string
  }[]
}

export interface Product {
  readonly code: string
  readonly name: string
}

export interface RemindedMany {
  /** Its report; not in a preview. */
  readonly jobId?: string
  /** How many get a letter: one each, whatever they have. */
  readonly people: number
  /** The licenses those letters name. */
  readonly licenses: number
  readonly skipped: readonly {
    readonly licenseId: string
    /** Who has it. */
    readonly email?: string
    /** CONNECTED_ALREADY, REMINDED_LATELY, ADDRESS_REFUSED, LETTER_WAITING or NOT_ASSIGNED. */
    readonly code: string
    readonly description: string
  }[]
}

export interface RevokedLicensesResponse {
  readonly licenseIds: readonly string[]
}

export interface RevokedMany {
  /** What it is undone by; left out where nothing was taken back. */
  readonly jobId?: string
  readonly revoked: number
  readonly skipped: number
  readonly refused: number
  /** At least one for each that was named, in their order. */
  readonly items: readonly {
    /** Which of the licenses or addresses that were named, from 0. */
    readonly index: number
    readonly outcome: 'REVOKED' | 'SKIPPED' | 'REFUSED'
    readonly licenseId?: string
    /** Who has it, or had. */
    readonly email?: string
    /** Why it stays, where it is not REVOKED. */
    readonly code?: string
    readonly description?: string
    /** An activation code the person has: nobody can call it back, and it goes on until its day. */
    readonly activationCode?: {
      /** Its last day. */
      readonly validUntil: string
      /** What it goes on running for good: a release, or all released through a day. */
      readonly keeps: readonly {
        readonly productCode: string
        readonly release?: string
        readonly releasedThrough?: string
      }[]
    }
  }[]
}

export interface RotatedToken {
  /** What the caller will hold: told once, and nowhere again. */
  readonly token: string
}

export interface TeamDetail {
  readonly id: number
  readonly name: string
  /** By product; empty while the team has no licenses. */
  readonly seats: readonly {
    readonly product: {
      readonly code: string
      readonly name: string
    }
    readonly total: number
    /** Free, and can be handed out today. */
    readonly free: number
    /** Free, and past their paid time. */
    readonly ended: number
    readonly invited: number
    readonly connected: number
    /** With a license server or a legacy key. */
    readonly placed: number
    /** Nobody's, and cannot be given to anybody. */
    readonly withheld: number
  }[]
  /** How many people hold its licenses. */
  readonly people: number
  /** Their addresses; without those of the whole customer. */
  readonly administrators: readonly string[]
  readonly viewers: readonly string[]
  /** The last paid day of the term that ends first, or ended last. */
  readonly validUntil?: string
  /** Every one of its licenses expired over a month ago. */
  readonly isOutdated: boolean
}

export interface TeamName {
  readonly id: number
  readonly name: string
}

export interface TransferredLicenses {
  /** What it is undone by; not in a preview. */
  readonly jobId?: string
  /** What moved, in ascending order. */
  readonly licenseIds: readonly string[]
  /** How many of them somebody holds: those people go along. */
  readonly held: number
  /** What did not move, and why. */
  readonly kept: readonly {
    readonly licenseId: string
    readonly code: string
    readonly description: string
  }[]
}

export interface UndoneJob {
  /** Licenses that are as they were. */
  readonly restored: number
  readonly notRestored: readonly {
    readonly licenseId: string
    readonly code: string
    readonly description: string
  }[]
  /** Letters that had left before: their readers know already. */
  readonly lettersSent: number
}

/** What each operation of the account API takes and answers. */

export interface Operations {
  /** What this token is for */
  getManagedEntityInfo: { request: Readonly<Record<string, never>>; answer: ManagedCustomer | ManagedTeam }
  /** Replace the calling token */
  rotateToken: { request: Readonly<Record<string, never>>; answer: RotatedToken }
  /** Tokens of one’s own, and those one looks after */
  listTokens: {
    request: {
      /** The page, from 1. */ readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly ApiToken[]
  }
  /** Make a token */
  createToken: {
    request: {
      readonly body: {
        /** For those who look after tokens; up to 60 characters. */
        readonly name: string
        readonly role: 'ADMIN' | 'VIEWER' | 'PRIMARY_CONTACT'
        /** For this team alone; left out, for the whole customer. */
        readonly teamId?: number
      }
    }
    answer: NewApiToken
  }
  /** Replace the key of another token of one’s own */
  rotateTokenById: { request: { readonly tokenId: string }; answer: NewApiToken }
  /** Revoke a token */
  revokeToken: { request: { readonly tokenId: string }; answer: undefined }
  /** The products */
  getProducts: { request: Readonly<Record<string, never>>; answer: readonly Product[] }
  /** The plugins */
  getPlugins: { request: Readonly<Record<string, never>>; answer: readonly Product[] }
  /** The licenses of the customer */
  getAllForCustomer: {
    request: {
      /** The page, from 1. */ readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
      /** Only licenses of this product. */
      readonly productCode?: string
      /** Only licenses that somebody or something has, or only the others. */
      readonly assigned?: boolean
      /** Only licenses of the person with this address. */
      readonly assigneeEmail?: string
      /** The same as `assigned`, in words. */
      readonly assignmentStatus?: 'ASSIGNED' | 'UNASSIGNED'
      /** Only licenses of this team. */
      readonly teamId?: number
    }
    answer: readonly License[]
  }
  /** The licenses of a team */
  getAllForTeam: {
    request: {
      readonly teamId: number
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
      /** Only licenses of this product. */
      readonly productCode?: string
      /** Only licenses that somebody or something has, or only the others. */
      readonly assigned?: boolean
      /** Only licenses of the person with this address. */
      readonly assigneeEmail?: string
      /** The same as `assigned`, in words. */
      readonly assignmentStatus?: 'ASSIGNED' | 'UNASSIGNED'
    }
    answer: readonly License[]
  }
  /** One license */
  getByLicenseId: { request: { readonly licenseId: string }; answer: License }
  /** Assign a license to a person */
  assignLicense: {
    request: {
      readonly body: {
        /** The license to assign. Where it is given, `license` is not looked at. */
        readonly licenseId?: string
        /** Any license of a product that is available in a team: the first of the list. */
        readonly license?: {
          /** The number of the team. */
          readonly team: number
          readonly productCode: string
        }
        readonly contact: {
          /** At most 100 characters, and not at a domain of throw-away mailboxes. */
          readonly email: string
          /** Letters of any script, spaces, hyphens, dots and apostrophes, at most 100. */
          readonly firstName: string
          /** Like the first name; a hyphen stands for the name of who has but one. */
          readonly lastName: string
        }
        /** Whether the person is written to; the letter leaves at once. */
        readonly sendEmail: boolean
        /** Whether the letter brings an activation code. It does so only for people without an account. */
        readonly includeOfflineActivationCode: boolean
      }
    }
    answer: undefined
  }
  /** Take licenses back */
  revokeAsset: {
    request: {
      /** This license. Where it is given, nothing else is looked at. */ readonly licenseId?: string
      /** All licenses of the person with this address. */
      readonly email?: string
      /** Only those of this product. */
      readonly productCode?: string
      readonly body?: {
        /** Read where the address names no license. */
        readonly licenseId?: string
      }
    }
    answer: RevokedLicensesResponse
  }
  /** Move licenses into another team */
  changeTeam: {
    request: {
      readonly body: {
        /** The number of the team they go to. */
        readonly targetTeamId: number
        /** What is no license, or may not leave its team, is passed over. */
        readonly licenseIds: readonly string[]
      }
    }
    answer: {
      readonly licenseIds: readonly string[]
    }
  }
  /** Assign licenses to many people */
  assignMany: {
    request: {
      readonly body: {
        /** The number of the team whose licenses they are. */
        readonly team: number
        readonly productCode: string
        /** Held to the same rules as the contact of a single assignment. */
        readonly contacts: readonly {
          readonly email: string
          readonly firstName: string
          readonly lastName: string
        }[]
        /** Whether they are written to; the letters leave at once. */
        readonly sendEmail?: boolean
        /** Whether the letters bring an activation code, to people without an account. */
        readonly includeOfflineActivationCode?: boolean
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: AssignedMany | AcceptedJob
  }
  /** Remind people of licenses they have not connected */
  remindMany: {
    request: {
      readonly body: {
        /** Licenses that were given and are not connected. */
        readonly licenseIds: readonly string[]
        /** Says what would come of it, and reminds nobody. */
        readonly preview?: boolean
      }
    }
    answer: RemindedMany
  }
  /** Teams with their figures */
  listTeams: {
    request: {
      /** Whether to list teams whose licenses all expired over a month ago. */ readonly outdated?: boolean
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly TeamDetail[]
  }
  /** Make an empty team */
  createTeam: {
    request: {
      readonly body: {
        /** Up to 120 characters; no other team may be called so. */
        readonly name: string
      }
    }
    answer: TeamName
  }
  /** One team with its figures */
  getTeam: { request: { readonly teamId: number }; answer: TeamDetail }
  /** Rename a team */
  renameTeam: {
    request: {
      readonly teamId: number
      readonly body: {
        /** Up to 120 characters; no other team may be called so. */
        readonly name: string
      }
    }
    answer: TeamName
  }
  /** Delete an empty team */
  deleteTeam: { request: { readonly teamId: number }; answer: undefined }
  /** Merge a team into another */
  mergeTeams: {
    request: {
      readonly teamId: number
      readonly body: {
        /** The team that has everything afterwards. */
        readonly targetTeamId: number
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: MergedTeams
  }
  /** Move licenses into a team, by number */
  transferLicenses: {
    request: {
      readonly teamId: number
      readonly body: {
        readonly productCode: string
        readonly count: number
        /** The team that has them. */
        readonly fromTeamId: number
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: TransferredLicenses
  }
  /** People and the licenses they hold */
  listPeople: {
    request: {
      /** A piece of a name or address. Every character means itself; case and accents make no difference. */
      readonly search?: string
      /** Only people with a license of this product. */
      readonly productCode?: string
      /** Only people with a license of this team. */
      readonly teamId?: number
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly Person[]
  }
  /** One person */
  getPerson: { request: { readonly personId: string }; answer: Person }
  /** Take everything back that a person holds */
  revokePerson: {
    request: {
      readonly personId: string
      readonly body: {
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: ActOnPerson
  }
  /** Pass licenses of a person on to another */
  reassignLicenses: {
    request: {
      readonly personId: string
      readonly body: {
        /** Who gets them. */
        readonly email: string
        readonly name?: string
        /** These; everything the person holds when left out. */
        readonly licenseIds?: readonly string[]
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: ActOnPerson
  }
  /** Ask a person whether they still use what they hold */
  askPerson: {
    request: {
      readonly personId: string
      readonly body: {
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: AskedPerson
  }
  /** Invitation links, newest first */
  listInvitations: {
    request: {
      /** Only links to licenses of this team. */ readonly teamId?: number
      /** Only links to licenses of this product. */
      readonly productCode?: string
      /** Only links in this state. */
      readonly state?: 'OPEN' | 'PAUSED' | 'ENDED' | 'USED_UP' | 'NO_FREE_SEAT'
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly Invitation[]
  }
  /** Make an invitation link */
  createInvitation: {
    request: {
      readonly body: {
        readonly teamId: number
        readonly productCode: string
        /** For those who manage it; up to 80 characters. */
        readonly name?: string
        /** The most people who may hold a license by it at once, 1 to 100,000. */
        readonly cap?: number
        /** Its last day, today or later. */
        readonly endsOn?: string
        /** Mail domains that may use it. */
        readonly domains?: readonly string[]
        /** Nobody takes one at once: each asks, and somebody approves. */
        readonly asksFirst?: boolean
        /** Whoever comes after the cap, or finds no license free, may ask. */
        readonly restAsks?: boolean
        /** When whoever made it is told that somebody took one by it. */
        readonly notice?: 'EACH' | 'DAILY' | 'NEARLY_USED' | 'NONE'
      }
    }
    answer: InvitationAddress
  }
  /** One invitation link */
  getInvitation: { request: { readonly invitationId: string }; answer: Invitation }
  /** Change the terms of a link */
  changeInvitation: {
    request: {
      readonly invitationId: string
      readonly body: {
        /** For those who manage it; up to 80 characters. */
        readonly name?: string
        /** The most people at once, 1 to 100,000; null for no limit. */
        readonly cap?: number | null
        /** Its last day, today or later; null for none. */
        readonly endsOn?: string | null
        /** Mail domains that may use it; empty for all. */
        readonly domains?: readonly string[]
        /** Nobody takes one at once: each asks, and somebody approves. */
        readonly asksFirst?: boolean
        /** Whoever comes after the cap, or finds no license free, may ask. */
        readonly restAsks?: boolean
        /** When whoever made it is told that somebody took one by it. */
        readonly notice?: 'EACH' | 'DAILY' | 'NEARLY_USED' | 'NONE'
      }
    }
    answer: undefined
  }
  /** Pause a link */
  pauseInvitation: { request: { readonly invitationId: string }; answer: undefined }
  /** Resume a paused link */
  resumeInvitation: { request: { readonly invitationId: string }; answer: undefined }
  /** Replace the address of a link */
  replaceInvitation: { request: { readonly invitationId: string }; answer: InvitationAddress }
  /** Requests for licenses, those who have waited longest first */
  listRequests: {
    request: {
      /** Only requests in this state. */ readonly state?: 'OPEN' | 'GRANTED' | 'DECLINED' | 'WITHDRAWN'
      /** Only requests for licenses of this team. */
      readonly teamId?: number
      /** Only requests for licenses of this product. */
      readonly productCode?: string
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly LicenseRequest[]
  }
  /** Give people the licenses they asked for */
  approveRequests: {
    request: {
      readonly body: {
        readonly requestIds: readonly string[]
        /** Whose licenses are given; of each request its own team when left out. */
        readonly teamId?: number
      }
    }
    answer: ApprovedRequests
  }
  /** Say no to people who asked for a license */
  declineRequests: {
    request: {
      readonly body: {
        readonly requestIds: readonly string[]
        /** A line that goes with the answer; up to 500 characters. */
        readonly note?: string
      }
    }
    answer: DeclinedRequests
  }
  /** Bulk acts, newest first */
  listJobs: {
    request: {
      /** The page, from 1. */ readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly Job[]
  }
  /** One job: counts, letters, and whether it can be undone */
  getJob: { request: { readonly jobId: string }; answer: JobDetail }
  /** The report of a job, line by line */
  listJobItems: {
    request: {
      readonly jobId: string
      readonly outcome?: 'WAITING' | 'DONE' | 'SKIPPED' | 'REFUSED' | 'STOPPED' | 'UNDONE' | 'NOT_UNDONE'
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly JobItem[]
  }
  /** Stop a job that runs */
  stopJob: {
    request: { readonly jobId: string }
    answer: {
      readonly stopped: number
    }
  }
  /** Try the refused and stopped lines of a job again */
  retryJob: { request: { readonly jobId: string }; answer: AcceptedJob }
  /** Undo a job */
  undoJob: { request: { readonly jobId: string }; answer: UndoneJob | AcceptedJob }
  /** What happened, newest first */
  listEvents: {
    request: {
      /** The first day, in the customer's time zone, or the first moment. */ readonly from?: string
      /** The last day, or the first moment that is not wanted any more. */
      readonly to?: string
      /** Only events of this kind. */
      readonly what?: string
      /** Only what somebody of exactly this name did. */
      readonly actor?: string
      readonly licenseId?: string
      readonly personId?: string
      readonly teamId?: number
      /** Only events that come after this one in the list. The `next` link uses it, so that what happens meanwhile moves nothing. */
      readonly before?: string
      /** The page, from 1. */
      readonly page?: number
      /** How many entries a page has. */
      readonly perPage?: number
    }
    answer: readonly ApiEvent[]
  }
  /** Take many licenses back */
  revokeMany: {
    request: {
      readonly body: {
        /** These licenses. */
        readonly licenseIds?: readonly string[]
        /** All licenses of the people with these addresses. */
        readonly emails?: readonly string[]
        /** With `emails`: only their licenses of this product. */
        readonly productCode?: string
        /** Says what would come of it, and changes nothing. */
        readonly preview?: boolean
      }
    }
    answer: RevokedMany | AcceptedJob
  }
  /** Mail activation codes to the holders of licenses */
  mailCodes: {
    request: {
      readonly body: {
        /** Licenses whose holders get a code; one that nobody has is skipped. */
        readonly licenseIds: readonly string[]
      }
    }
    answer: MailedCodes
  }
}

/** Where each operation is, and which of what it takes goes into the query. */

export const operations = {
  getManagedEntityInfo: { method: 'GET', path: '/token', query: [] },
  rotateToken: { method: 'POST', path: '/token/rotate', query: [] },
  listTokens: { method: 'GET', path: '/customer/tokens', query: ['page', 'perPage'] },
  createToken: { method: 'POST', path: '/customer/tokens', query: [] },
  rotateTokenById: { method: 'POST', path: '/customer/tokens/{tokenId}/rotate', query: [] },
  revokeToken: { method: 'DELETE', path: '/customer/tokens/{tokenId}', query: [] },
  getProducts: { method: 'GET', path: '/products', query: [] },
  getPlugins: { method: 'GET', path: '/plugins', query: [] },
  getAllForCustomer: {
    method: 'GET',
    path: '/customer/licenses',
    query: ['page', 'perPage', 'productCode', 'assigned', 'assigneeEmail', 'assignmentStatus', 'teamId'],
  },
  getAllForTeam: {
    method: 'GET',
    path: '/customer/teams/{teamId}/licenses',
    query: ['page', 'perPage', 'productCode', 'assigned', 'assigneeEmail', 'assignmentStatus'],
  },
  getByLicenseId: { method: 'GET', path: '/customer/licenses/{licenseId}', query: [] },
  assignLicense: { method: 'POST', path: '/customer/licenses/assign', query: [] },
  revokeAsset: {
    method: 'POST',
    path: '/customer/licenses/revoke',
    query: ['licenseId', 'email', 'productCode'],
  },
  changeTeam: { method: 'POST', path: '/customer/changeLicensesTeam', query: [] },
  assignMany: { method: 'POST', path: '/customer/licenses/assignMany', query: [] },
  remindMany: { method: 'POST', path: '/customer/licenses/remindMany', query: [] },
  listTeams: { method: 'GET', path: '/customer/teams', query: ['outdated', 'page', 'perPage'] },
  createTeam: { method: 'POST', path: '/customer/teams', query: [] },
  getTeam: { method: 'GET', path: '/customer/teams/{teamId}', query: [] },
  renameTeam: { method: 'PATCH', path: '/customer/teams/{teamId}', query: [] },
  deleteTeam: { method: 'DELETE', path: '/customer/teams/{teamId}', query: [] },
  mergeTeams: { method: 'POST', path: '/customer/teams/{teamId}/merge', query: [] },
  transferLicenses: { method: 'POST', path: '/customer/teams/{teamId}/transfer', query: [] },
  listPeople: {
    method: 'GET',
    path: '/customer/people',
    query: ['search', 'productCode', 'teamId', 'page', 'perPage'],
  },
  getPerson: { method: 'GET', path: '/customer/people/{personId}', query: [] },
  revokePerson: { method: 'POST', path: '/customer/people/{personId}/revoke', query: [] },
  reassignLicenses: { method: 'POST', path: '/customer/people/{personId}/reassign', query: [] },
  askPerson: { method: 'POST', path: '/customer/people/{personId}/askToKeep', query: [] },
  listInvitations: {
    method: 'GET',
    path: '/customer/invitations',
    query: ['teamId', 'productCode', 'state', 'page', 'perPage'],
  },
  createInvitation: { method: 'POST', path: '/customer/invitations', query: [] },
  getInvitation: { method: 'GET', path: '/customer/invitations/{invitationId}', query: [] },
  changeInvitation: { method: 'PATCH', path: '/customer/invitations/{invitationId}', query: [] },
  pauseInvitation: { method: 'POST', path: '/customer/invitations/{invitationId}/pause', query: [] },
  resumeInvitation: { method: 'POST', path: '/customer/invitations/{invitationId}/resume', query: [] },
  replaceInvitation: { method: 'POST', path: '/customer/invitations/{invitationId}/replace', query: [] },
  listRequests: {
    method: 'GET',
    path: '/customer/requests',
    query: ['state', 'teamId', 'productCode', 'page', 'perPage'],
  },
  approveRequests: { method: 'POST', path: '/customer/requests/approve', query: [] },
  declineRequests: { method: 'POST', path: '/customer/requests/decline', query: [] },
  listJobs: { method: 'GET', path: '/customer/jobs', query: ['page', 'perPage'] },
  getJob: { method: 'GET', path: '/customer/jobs/{jobId}', query: [] },
  listJobItems: {
    method: 'GET',
    path: '/customer/jobs/{jobId}/items',
    query: ['outcome', 'page', 'perPage'],
  },
  stopJob: { method: 'POST', path: '/customer/jobs/{jobId}/stop', query: [] },
  retryJob: { method: 'POST', path: '/customer/jobs/{jobId}/retry', query: [] },
  undoJob: { method: 'POST', path: '/customer/jobs/{jobId}/undo', query: [] },
  listEvents: {
    method: 'GET',
    path: '/customer/events',
    query: ['from', 'to', 'what', 'actor', 'licenseId', 'personId', 'teamId', 'before', 'page', 'perPage'],
  },
  revokeMany: { method: 'POST', path: '/customer/licenses/revokeMany', query: [] },
  mailCodes: { method: 'POST', path: '/customer/licenses/mailCodes', query: [] },
} as const
