import type { Decision, Refusal } from '@claviger/core/kernel/decision'
import type { Actor } from '@claviger/core/teams/actor'
import type { Access } from './access/access.ts'
import { changeProfile } from './access/change-profile.ts'
import type { Locale, Theme } from './access/profile.ts'
import { ownProfile } from './access/profile-views.ts'
import { answerCodeRequest } from './activation/answer-code-request.ts'
import { approveDevice } from './activation/approve-device.ts'
import { authorizeDevice } from './activation/authorize-device.ts'
import { backUpKeys } from './activation/back-up-keys.ts'
import { productCalls } from './activation/call-views.ts'
import { changeCodePolicy } from './activation/change-code-policy.ts'
import { checkActivations } from './activation/check-activations.ts'
import { codeList } from './activation/code-list-views.ts'
import { codePolicy } from './activation/code-policy-views.ts'
import { codeRequestPage, codeRequestsPage } from './activation/code-request-views.ts'
import { jobCodes, outstandingCodes, selectionCodes } from './activation/code-views.ts'
import { codesChunk } from './activation/codes-chunk.ts'
import { connectChoices } from './activation/connect-views.ts'
import { denyDevice } from './activation/deny-device.ts'
import { devStart } from './activation/dev-views.ts'
import { ensureKeys } from './activation/ensure-keys.ts'
import { handOutCodes } from './activation/hand-out-codes.ts'
import { inspectCode } from './activation/inspect-code.ts'
import { installKey } from './activation/install-key.ts'
import { keySet, keysPage } from './activation/keys-views.ts'
import { lookUpDevice } from './activation/look-up-device.ts'
import { licenseMachines } from './activation/machine-views.ts'
import { mailCodes } from './activation/mail-codes.ts'
import { makeTestCode } from './activation/make-test-code.ts'
import { ownCode } from './activation/own-code-views.ts'
import { redeemDevice } from './activation/redeem-device.ts'
import { releaseActivation } from './activation/release-activation.ts'
import { renewCodes } from './activation/renew-codes.ts'
import { requestCode } from './activation/request-code.ts'
import { requestKey } from './activation/request-key.ts'
import { retireKey } from './activation/retire-key.ts'
import { revokeMany } from './activation/revoke-many.ts'
import { rotateKey } from './activation/rotate-key.ts'
import { signOutMachine } from './activation/sign-out-machine.ts'
import { simulatorPage } from './activation/simulator-views.ts'
import { takeForDevice } from './activation/take-for-device.ts'
import { takeOwnCode } from './activation/take-own-code.ts'
import { takeRootOffline } from './activation/take-root-offline.ts'
import { accountLicense, accountLicenses } from './assignment/account-license-views.ts'
import { activityList, activityPage } from './assignment/activity-views.ts'
import { answerKeepQuestion } from './assignment/answer-keep-question.ts'
import { approveRequests } from './assignment/approve-requests.ts'
import { askAdministrator } from './assignment/ask-administrator.ts'
import { askLicenseBack } from './assignment/ask-license-back.ts'
import { askPeople } from './assignment/ask-people.ts'
import { askToKeep } from './assignment/ask-to-keep.ts'
import { assignLicense } from './assignment/assign-license.ts'
import { assignMany } from './assignment/assign-many.ts'
import { assignPeople } from './assignment/assign-people.ts'
import { assignPeopleFile } from './assignment/assign-people-file.ts'
import type { JobWorks } from './assignment/carry-on-job.ts'
import { handingWorks } from './assignment/carry-on-job.ts'
import { changeEndDay } from './assignment/change-end-day.ts'
import {
  changeInvitation,
  pauseInvitation,
  replaceInvitation,
  resumeInvitation,
  undoReplaceInvitation,
} from './assignment/change-invitation.ts'
import { changePeopleFile, forgetPeopleFile } from './assignment/change-people-file.ts'
import { chooseColumns } from './assignment/choose-columns.ts'
import { connectLicenses } from './assignment/connect-licenses.ts'
import { createInvitation } from './assignment/create-invitation.ts'
import { declineRequests } from './assignment/decline-requests.ts'
import { deleteAccount } from './assignment/delete-account.ts'
import { deleteTeam } from './assignment/delete-team.ts'
import { deleteView } from './assignment/delete-view.ts'
import { endedLicense } from './assignment/ended-views.ts'
import { eventsPage } from './assignment/event-views.ts'
import { exportLicenses } from './assignment/export-licenses.ts'
import { exportPeople } from './assignment/export-people.ts'
import { licenseFallback } from './assignment/fallback-views.ts'
import { freeOnDay } from './assignment/free-on-day.ts'
import { organizationHome } from './assignment/home-views.ts'
import { importOrganization } from './assignment/import-organization.ts'
import { invitationDoor } from './assignment/invitation-door-views.ts'
import { invitationPage, invitationsPage } from './assignment/invitation-views.ts'
import { jobPage, jobsPage } from './assignment/job-views.ts'
import { keepPeopleFile } from './assignment/keep-people-file.ts'
import { keepDoor, keepQuestions } from './assignment/keep-views.ts'
import { letterOutlooks } from './assignment/letter-outlook-views.ts'
import { lettersPage } from './assignment/letter-switch-views.ts'
import { licenseList, licenseListSize } from './assignment/license-list-views.ts'
import { licensePanel } from './assignment/license-panel-views.ts'
import { licensesPage } from './assignment/license-views.ts'
import { listLook } from './assignment/list-look-views.ts'
import { mergeTeams } from './assignment/merge-teams.ts'
import { moveLicenses } from './assignment/move-licenses.ts'
import { moveChoice } from './assignment/move-views.ts'
import { peopleFile, peopleFiles } from './assignment/people-file-views.ts'
import { peopleList } from './assignment/people-list-views.ts'
import { peoplePage, personPage } from './assignment/people-views.ts'
import { assignmentDoor, ownLicenses } from './assignment/person-views.ts'
import { licensePlace, organizationDomains, placePermission } from './assignment/place-views.ts'
import { reassignLicenses } from './assignment/reassign-licenses.ts'
import { remindOfEnds } from './assignment/remind-of-ends.ts'
import { remindPeople } from './assignment/remind-people.ts'
import { renameView } from './assignment/rename-view.ts'
import { handOutProgress, idleSpread, seatHistory } from './assignment/report-views.ts'
import { requestPage, requestsPage } from './assignment/request-views.ts'
import { retryJob } from './assignment/retry-job.ts'
import { returnLicense } from './assignment/return-license.ts'
import { revokeHeld } from './assignment/revoke-held.ts'
import { revokeLicenses } from './assignment/revoke-licenses.ts'
import { revokePeople } from './assignment/revoke-people.ts'
import { saveView } from './assignment/save-view.ts'
import { sendDigests } from './assignment/send-digests.ts'
import { resendAnnouncement, sendLettersNow } from './assignment/send-letters.ts'
import { sendReminders } from './assignment/send-reminders.ts'
import { settleKeepQuestions } from './assignment/settle-keep-questions.ts'
import { stopJob } from './assignment/stop-job.ts'
import { switchLetter } from './assignment/switch-letter.ts'
import { takeLicense } from './assignment/take-license.ts'
import { endedTeam, teamPage, teamsPage } from './assignment/team-views.ts'
import { undoJob } from './assignment/undo-job.ts'
import { whoHolds } from './assignment/who-holds-views.ts'
import { wholePerson } from './assignment/whole-person-views.ts'
import { withdrawKeepQuestions } from './assignment/withdraw-keep-questions.ts'
import { withdrawRequest } from './assignment/withdraw-request.ts'
import { addPack, addProduct } from './catalog/add-product.ts'
import { addRelease } from './catalog/add-release.ts'
import { changeProduct } from './catalog/change-product.ts'
import { finishSetup } from './catalog/finish-setup.ts'
import { productList } from './catalog/product-list-views.ts'
import { saveSetupStep } from './catalog/save-setup-step.ts'
import { setPrice } from './catalog/set-price.ts'
import { setupPage } from './catalog/setup-views.ts'
import { shopFront, shopProduct } from './catalog/shop-views.ts'
import { packableProducts, vendorProduct, vendorProducts } from './catalog/vendor-views.ts'
import type { Config } from './config.ts'
import type { Read, Tx } from './db/unit-of-work.ts'
import type { Files } from './files/files.ts'
import { type LetterReading, letterPage, mailPage } from './outbox/mail-views.ts'
import { resendLetter } from './outbox/resend-letter.ts'
import { acceptClaim } from './purchasing/accept-claim.ts'
import { buyForOrganization } from './purchasing/buy-for-organization.ts'
import { claimDoor, orderDoor } from './purchasing/order-views.ts'
import { vendorHome, vendorOrder, vendorOrders } from './purchasing/orders-views.ts'
import { organizationOrders } from './purchasing/organization-order-views.ts'
import { placeOrder } from './purchasing/place-order.ts'
import { sellByHand } from './purchasing/sell-by-hand.ts'
import { sendFreshClaim } from './purchasing/send-fresh-claim.ts'
import { cancelOrder, confirmOrder, recordPayment } from './purchasing/settle-order.ts'
import { acceptRole } from './teams/accept-role.ts'
import { addStaff } from './teams/add-staff.ts'
import { administratorsPage } from './teams/administrators-views.ts'
import { changeApi } from './teams/change-api.ts'
import { changeVendorSettings } from './teams/change-vendor-settings.ts'
import { createTeam } from './teams/create-team.ts'
import { createToken } from './teams/create-token.ts'
import { leaveRole, takeBackRole } from './teams/end-role.ts'
import { meFrame, rootFrame, vendorFrame } from './teams/frame-views.ts'
import { makeSetupKey } from './teams/make-setup-key.ts'
import { installation, markDemo } from './teams/mark-demo.ts'
import { offerRole } from './teams/offer-role.ts'
import { roleOfferDoor, roleOffers } from './teams/offer-views.ts'
import { organizationBySlug, organizationFrame, organizationsToBuyFor } from './teams/organization-views.ts'
import { removeStaff } from './teams/remove-staff.ts'
import { renameTeam } from './teams/rename-team.ts'
import { revokeToken } from './teams/revoke-token.ts'
import { rotateToken } from './teams/rotate-token.ts'
import { tokenInfo } from './teams/token-info-views.ts'
import { tokensPage } from './teams/token-views.ts'
import { vendorCustomer, vendorCustomers, vendorSettings, vendorStaff } from './teams/vendor-views.ts'

/**
 * Everything the service can do and show, one line each. Pages, REST and the command line reach it through
 * `Application`; which of them offers what is their business.
 */
export const operations = {
  // outbox
  resendLetter,
  // access
  changeProfile,
  // assignment
  answerKeepQuestion,
  askPeople,
  askToKeep,
  changeEndDay,
  freeOnDay,
  reassignLicenses,
  remindOfEnds,
  revokePeople,
  settleKeepQuestions,
  withdrawKeepQuestions,
  approveRequests,
  askAdministrator,
  askLicenseBack,
  assignLicense,
  assignMany,
  assignPeople,
  assignPeopleFile,
  changeInvitation,
  changePeopleFile,
  chooseColumns,
  connectLicenses,
  createInvitation,
  declineRequests,
  deleteAccount,
  forgetPeopleFile,
  exportLicenses,
  exportPeople,
  importOrganization,
  keepPeopleFile,
  deleteTeam,
  deleteView,
  mergeTeams,
  moveLicenses,
  pauseInvitation,
  replaceInvitation,
  resumeInvitation,
  renameView,
  remindPeople,
  resendAnnouncement,
  returnLicense,
  retryJob,
  revokeHeld,
  revokeLicenses,
  saveView,
  sendLettersNow,
  sendDigests,
  sendReminders,
  switchLetter,
  stopJob,
  takeLicense,
  undoJob,
  undoReplaceInvitation,
  withdrawRequest,
  // teams
  acceptRole,
  addStaff,
  changeApi,
  changeVendorSettings,
  createTeam,
  leaveRole,
  makeSetupKey,
  markDemo,
  createToken,
  offerRole,
  removeStaff,
  renameTeam,
  revokeToken,
  rotateToken,
  takeBackRole,
  // catalog
  addPack,
  addProduct,
  addRelease,
  changeProduct,
  finishSetup,
  saveSetupStep,
  setPrice,
  // purchasing
  acceptClaim,
  buyForOrganization,
  cancelOrder,
  confirmOrder,
  placeOrder,
  recordPayment,
  sellByHand,
  sendFreshClaim,
  // activation
  answerCodeRequest,
  approveDevice,
  authorizeDevice,
  backUpKeys,
  changeCodePolicy,
  checkActivations,
  denyDevice,
  ensureKeys,
  handOutCodes,
  installKey,
  lookUpDevice,
  redeemDevice,
  releaseActivation,
  requestCode,
  requestKey,
  retireKey,
  renewCodes,
  revokeMany,
  rotateKey,
  signOutMachine,
  takeForDevice,
  takeOwnCode,
  takeRootOffline,
  mailCodes,
  makeTestCode,
} as const

/** How each kind of bulk act goes on after its request. */
export const jobWorks: JobWorks = { ...handingWorks, codes: { decide: codesChunk } }

export const views = {
  // outbox
  letterPage,
  mailPage,
  // access
  ownProfile,
  // teams
  administratorsPage,
  installation,
  meFrame,
  organizationBySlug,
  organizationFrame,
  organizationsToBuyFor,
  roleOfferDoor,
  roleOffers,
  rootFrame,
  tokensPage,
  tokenInfo,
  vendorCustomer,
  vendorCustomers,
  vendorFrame,
  vendorSettings,
  vendorStaff,
  // catalog
  packableProducts,
  productList,
  setupPage,
  shopFront,
  shopProduct,
  vendorProduct,
  vendorProducts,
  // purchasing
  claimDoor,
  orderDoor,
  organizationOrders,
  vendorHome,
  vendorOrder,
  vendorOrders,
  // activation
  codeList,
  codePolicy,
  codeRequestPage,
  codeRequestsPage,
  jobCodes,
  outstandingCodes,
  ownCode,
  selectionCodes,
  connectChoices,
  keySet,
  keysPage,
  licenseMachines,
  // assignment
  activityList,
  activityPage,
  handOutProgress,
  idleSpread,
  seatHistory,
  accountLicense,
  accountLicenses,
  assignmentDoor,
  endedLicense,
  endedTeam,
  eventsPage,
  invitationDoor,
  invitationPage,
  invitationsPage,
  jobPage,
  jobsPage,
  letterOutlooks,
  lettersPage,
  licenseFallback,
  keepDoor,
  keepQuestions,
  licenseList,
  licenseListSize,
  licensePanel,
  licensePlace,
  licensesPage,
  listLook,
  moveChoice,
  organizationDomains,
  organizationHome,
  ownLicenses,
  peopleFile,
  peopleFiles,
  peopleList,
  peoplePage,
  personPage,
  placePermission,
  whoHolds,
  wholePerson,
  requestPage,
  requestsPage,
  teamPage,
  teamsPage,
  // activation
  devStart,
  inspectCode,
  productCalls,
  simulatorPage,
} as const

type Bound<Functions, Door> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (
    door: Door,
    request: infer Request,
  ) => infer Answer
    ? (actor: Actor, request: Request) => Answer
    : never
}

/** What surrounds an operation in its transaction. */
export interface Around<Answer> {
  /** Comes first; what it answers is answered at once, and the operation does not run. */
  readonly before: (tx: Tx) => Promise<Answer | null>
  /** Makes the answer of the plan, before anything is committed. */
  readonly after: (tx: Tx, plan: unknown) => Promise<Answer>
}

/** Operations and views bound to their transaction: call them with who acts and what is asked. */
export interface Application {
  readonly config: Config
  readonly operations: Bound<typeof operations, Tx>
  readonly views: Bound<typeof views, Read & LetterReading>
  /** Runs an operation, by its name, inside something else: one transaction around both. */
  readonly inside: <Name extends keyof typeof operations, Answer>(
    actor: Actor,
    name: Name,
    request: Parameters<Bound<typeof operations, Tx>[Name]>[1],
    around: Around<Answer>,
  ) => Promise<Decision<Answer, Refusal>>
  readonly access: Access
  readonly files: Files
  readonly clock: () => Date
}

export type { Locale, Theme }

/** What a page's loader and action get with every request. */
export interface RequestContext {
  readonly app: Application
  readonly actor: Actor
  readonly locale: Locale
  readonly theme: Theme
  /** Allows this answer's own scripts, and no others, in its Content-Security-Policy. */
  readonly nonce: string
  /** Where the request came from, for limits; never shown. */
  readonly source: string
  /** The configured public address, without a slash at the end: the only start of a link. */
  readonly publicOrigin: string
  /** Headers (cookies, mostly) the answer must carry. */
  readonly answerHeaders: Headers
  /** The name a fault of this request is logged under and shown by. */
  readonly reference: string
  /** Logs a fault once, under the reference. */
  readonly reportFault: (error: unknown, request: Request) => void
}
