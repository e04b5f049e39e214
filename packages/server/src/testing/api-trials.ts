import { askBy, assign, licenseOf, newLink, revoke } from './acts.ts'
import type { ApiTrial, ApiWorld } from './api-world.ts'

type Ask = (world: ApiWorld) => ApiTrial | Promise<ApiTrial>

const nothing: Ask = () => ({})

const onNewLink: Ask = async ({ story, customer }) => {
  const { act } = await newLink(story, customer)
  return { params: { invitationId: act.id } }
}

const onNewRequest: Ask = async ({ story, customer, address }) => {
  const link = await newLink(story, customer, { asksFirst: 'after' })
  return { body: { requestIds: [await askBy(story, link, address())] } }
}

const onNewHolder = async ({ story, customer, address }: ApiWorld) => {
  const who = address()
  await assign(story, customer, who)
  const held = await licenseOf(story, customer, who)
  const { person_id } = await story.database.db
    .selectFrom('license')
    .select('person_id')
    .where('organization_id', '=', customer.organizationId)
    .where('id', '=', held)
    .executeTakeFirstOrThrow()
  return { params: { personId: String(person_id) } }
}

const onToken: Ask = async ({ api, customer }) => {
  const { tokenId } = await api.tokenFor(customer, { role: 'administrator', teamId: customer.teamId })
  return { params: { tokenId } }
}

const contact = (email: string) => ({ email, firstName: 'Ben', lastName: 'Marsh' })

/**
 * One call of every route there is, about something in the customer's first team: right as it stands for whoever
 * administers it, and made anew each time, so that a call that succeeds takes nothing from the next.
 */
export const apiTrials: Readonly<Record<string, Ask>> = {
  getManagedEntityInfo: nothing,
  rotateToken: nothing,
  listTokens: nothing,
  createToken: ({ customer }) => ({ body: { name: 'Nightly', role: 'ADMIN', teamId: customer.teamId } }),
  rotateTokenById: onToken,
  revokeToken: onToken,
  getProducts: nothing,
  getPlugins: nothing,
  getAllForCustomer: nothing,
  getAllForTeam: ({ customer }) => ({ params: { teamId: customer.teamId } }),
  getByLicenseId: ({ ids }) => ({ params: { licenseId: ids.license } }),
  assignLicense: ({ customer, address }) => ({
    body: {
      license: { team: customer.teamId, productCode: 'LOOM' },
      ...{ contact: contact(address()), sendEmail: false, includeOfflineActivationCode: false },
    },
  }),
  revokeAsset: async ({ story, customer, address }) => {
    const who = address()
    await assign(story, customer, who)
    return { query: { licenseId: await licenseOf(story, customer, who) } }
  },
  assignMany: ({ customer, address }) => ({
    body: { team: customer.teamId, productCode: 'LOOM', contacts: [contact(address())] },
  }),
  revokeMany: async ({ story, customer, address }) => {
    const who = address()
    await assign(story, customer, who)
    return { body: { licenseIds: [await licenseOf(story, customer, who)] } }
  },
  remindMany: async ({ story, customer, address }) => {
    const who = address()
    await assign(story, customer, who)
    return { body: { licenseIds: [await licenseOf(story, customer, who)] } }
  },
  mailCodes: ({ ids }) => ({ body: { licenseIds: [ids.license] } }),
  listTeams: nothing,
  createTeam: ({ address }) => ({ body: { name: address() } }),
  getTeam: ({ customer }) => ({ params: { teamId: customer.teamId } }),
  renameTeam: ({ customer, address }) => ({ params: { teamId: customer.teamId }, body: { name: address() } }),
  deleteTeam: ({ customer }) => ({ params: { teamId: customer.teamId } }),
  mergeTeams: ({ customer, otherTeam }) => ({
    ...{ params: { teamId: customer.teamId }, body: { targetTeamId: otherTeam.teamId, preview: true } },
  }),
  transferLicenses: ({ customer, otherTeam }) => ({
    params: { teamId: otherTeam.teamId },
    body: { productCode: 'LOOM', count: 1, fromTeamId: customer.teamId },
  }),
  changeTeam: async ({ story, customer, otherTeam, address }) => {
    const who = address()
    await assign(story, customer, who)
    const licenseIds = [await licenseOf(story, customer, who)]
    return { body: { targetTeamId: otherTeam.teamId, licenseIds } }
  },
  listPeople: nothing,
  getPerson: ({ ids }) => ({ params: { personId: ids.person } }),
  revokePerson: ({ ids }) => ({ params: { personId: ids.person }, body: { preview: true } }),
  reassignLicenses: async (world) => ({
    ...(await onNewHolder(world)),
    body: { email: world.address(), preview: true },
  }),
  askPerson: ({ ids }) => ({ params: { personId: ids.person }, body: { preview: true } }),
  listInvitations: nothing,
  createInvitation: ({ customer }) => ({ body: { teamId: customer.teamId, productCode: 'LOOM' } }),
  getInvitation: ({ ids }) => ({ params: { invitationId: ids.link } }),
  pauseInvitation: onNewLink,
  resumeInvitation: onNewLink,
  replaceInvitation: onNewLink,
  changeInvitation: async (world) => ({
    ...(await onNewLink(world)),
    body: { asksFirst: true, notice: 'NONE' },
  }),
  listRequests: nothing,
  approveRequests: onNewRequest,
  declineRequests: onNewRequest,
  listJobs: nothing,
  getJob: ({ ids }) => ({ params: { jobId: ids.job } }),
  listJobItems: ({ ids }) => ({ params: { jobId: ids.job } }),
  stopJob: ({ ids }) => ({ params: { jobId: ids.job } }),
  retryJob: async ({ story, customer }) => ({
    params: { jobId: await assign(story, customer, 'not an address') },
  }),
  undoJob: async ({ story, customer, address }) => {
    const who = address()
    await assign(story, customer, who)
    return { params: { jobId: await revoke(story, customer, who) } }
  },
  listEvents: nothing,
}
