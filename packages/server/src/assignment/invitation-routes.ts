import { z } from 'zod'
import { randomIds } from '../db/new-id.ts'
import { type ApiCall, apiRoute } from '../http/api/api-route.ts'
import { errorShape } from '../http/api/common-answers.ts'
import { dateText, int32, momentText, pageQuery, teamNumber, text, uuidText } from '../http/api/fields.ts'
import { listed, listHeaders } from '../http/api/listed.ts'
import { refusedAs } from '../http/api/refused.ts'
import { lower, present, upper, writeMoment } from '../http/api/wire.ts'
import { refusedTo } from './account-problems.ts'
import type { InvitationRow } from './invitation-views.ts'

const states = ['OPEN', 'PAUSED', 'ENDED', 'USED_UP', 'NO_FREE_SEAT'] as const
const stateShape = z
  .enum(states)
  .describe('Whether the link gives licenses today, or the first reason why it does not.')

const noticeShape = z
  .enum(['EACH', 'DAILY', 'NEARLY_USED', 'NONE'])
  .describe('When whoever made it is told that somebody took one by it.')

const invitationShape = z
  .object({
    invitationId: z.uuid(),
    name: z.string().optional(),
    product: z.object({ code: z.string(), name: z.string() }),
    team: z.object({ id: z.int32(), name: z.string() }),
    state: stateShape,
    taken: z.int().describe('Licenses that people hold by this link now.'),
    cap: z.int().optional().describe('The most people who may hold a license by it at once.'),
    endsOn: dateText.optional().describe('Its last day.'),
    domains: z.array(z.string()).describe('Mail domains that may use it; empty for every domain.'),
    asksFirst: z.boolean().describe('Nobody takes one at once: each asks, and somebody approves.'),
    restAsks: z.boolean().describe('Whoever comes after the cap, or finds no license free, may ask.'),
    notice: noticeShape,
    createdAt: momentText,
    createdBy: z.string(),
    address: z
      .string()
      .optional()
      .describe('What to hand out; only of one link at a time, and only for whoever may manage it.'),
  })
  .meta({ id: 'Invitation' })

const addressShape = z
  .object({ invitationId: z.uuid(), address: z.string().optional() })
  .meta({ id: 'InvitationAddress' })

const listQuery = z.object({
  teamId: teamNumber.optional().describe('Only links to licenses of this team.'),
  productCode: text(20).optional().describe('Only links to licenses of this product.'),
  state: z.enum(states).optional().describe('Only links in this state.'),
  ...pageQuery,
})

const asking = {
  asksFirst: z.boolean().optional().describe('Nobody takes one at once: each asks, and somebody approves.'),
  restAsks: z
    .boolean()
    .optional()
    .describe('Whoever comes after the cap, or finds no license free, may ask.'),
  notice: noticeShape.optional(),
}

const newInvitation = z.object({
  teamId: int32,
  productCode: text(20),
  name: z.string().optional().describe('For those who manage it; up to 80 characters.'),
  cap: z.int().optional().describe('The most people who may hold a license by it at once, 1 to 100,000.'),
  endsOn: dateText.optional().describe('Its last day, today or later.'),
  domains: z.array(text(255)).max(50).optional().describe('Mail domains that may use it.'),
  ...asking,
})

const changedInvitation = z.object({
  name: z.string().optional().describe('For those who manage it; up to 80 characters.'),
  cap: z.int().nullable().optional().describe('The most people at once, 1 to 100,000; null for no limit.'),
  endsOn: dateText.nullable().optional().describe('Its last day, today or later; null for none.'),
  domains: z.array(text(255)).max(50).optional().describe('Mail domains that may use it; empty for all.'),
  ...asking,
})

const one = { params: z.object({ invitationId: uuidText }) }
const group = { group: 'invitations', dropIn: false } as const
const done = () => ({ status: 204 })
const acted = { 204: { description: 'Done, or it was so already.' } }

/** The links by which people take licenses themselves. */
export const invitationRoutes = [
  apiRoute({
    ...{ ...group, method: 'get', path: '/customer/invitations', id: 'listInvitations' },
    summary: 'Invitation links, newest first',
    query: listQuery,
    answers: {
      200: { description: 'A page of links.', schema: z.array(invitationShape), headers: listHeaders },
    },
    handle: async (call) => {
      const { teamId: inTeam, productCode, state, page, perPage } = call.query
      const found = await call.app.views.invitationsPage(call.actor, {
        ...{ organizationId: call.actor.organizationId, inTeam, productCode, page, perPage },
        state: state && lower(state),
      })
      if (!found.ok) return refusedAs(found.refusal)
      const { invitations, total } = found.plan
      return listed(call, { rows: invitations.map((row) => writeInvitation(row)), total, page, perPage })
    },
  }),
  apiRoute({
    ...{ ...group, method: 'post', path: '/customer/invitations', id: 'createInvitation' },
    summary: 'Make an invitation link',
    description:
      'It reserves nothing: whoever takes a license by it takes a free one of the team, while there is one.',
    body: newInvitation,
    answers: {
      201: { description: 'The new link with its address.', schema: addressShape },
      404: { description: 'TEAM_NOT_FOUND or PRODUCT_NOT_FOUND.', schema: errorShape },
    },
    handle: (call) => {
      const {
        name = '',
        cap = '',
        endsOn = '',
        domains = [],
        asksFirst,
        restAsks,
        notice,
        ...place
      } = call.body
      const { organizationId } = call.actor
      const asking = { asksFirst, restAsks, notice: notice && lower(notice) }
      const terms = { ...{ name, cap, endsOn, domains, ...asking }, id: randomIds.uuid() }
      return call.write(
        'createInvitation',
        { organizationId, ...place, ...terms },
        ({ id, token }) => ({
          status: 201,
          body: { invitationId: id, ...present({ address: token && linkAddress(call, token) }) },
          headers: { Location: call.address(`/customer/invitations/${id}`) },
        }),
        refusedTo(call.actor, place),
      )
    },
  }),
  apiRoute({
    ...{ ...group, ...one, method: 'get', path: '/customer/invitations/{invitationId}', id: 'getInvitation' },
    summary: 'One invitation link',
    answers: { 200: { description: 'The link, with its address.', schema: invitationShape } },
    handle: async (call) => {
      const found = await call.app.views.invitationPage(call.actor, {
        ...{ organizationId: call.actor.organizationId, id: call.params.invitationId },
        publicOrigin: new URL(call.address('')).origin,
      })
      if (!found.ok) return refusedAs(found.refusal)
      return { status: 200, body: writeInvitation(found.plan, found.plan.address) }
    },
  }),
  apiRoute({
    ...{
      ...group,
      ...one,
      method: 'patch',
      path: '/customer/invitations/{invitationId}',
      id: 'changeInvitation',
    },
    summary: 'Change the terms of a link',
    description: 'Only what is named changes. Its address stays, and so does what was taken by it.',
    body: changedInvitation,
    answers: { 204: { description: 'Changed, or it was so already.' } },
    handle: (call) => {
      const { notice, cap, endsOn, ...terms } = call.body
      const limits = { cap: cap === null ? '' : cap, endsOn: endsOn === null ? '' : endsOn }
      const request = { ...terms, ...limits, notice: notice && lower(notice) }
      return call.write('changeInvitation', { ...actOn(call), ...request }, done, refusedTo(call.actor))
    },
  }),
  apiRoute({
    ...{
      ...group,
      ...one,
      method: 'post',
      path: '/customer/invitations/{invitationId}/pause',
      id: 'pauseInvitation',
    },
    summary: 'Pause a link',
    description: 'Its address stays and says that it is paused.',
    answers: acted,
    handle: (call) => call.write('pauseInvitation', actOn(call), done, refusedTo(call.actor)),
  }),
  apiRoute({
    ...{
      ...group,
      ...one,
      method: 'post',
      path: '/customer/invitations/{invitationId}/resume',
      id: 'resumeInvitation',
    },
    summary: 'Resume a paused link',
    answers: acted,
    handle: (call) => call.write('resumeInvitation', actOn(call), done, refusedTo(call.actor)),
  }),
  apiRoute({
    ...{
      ...group,
      ...one,
      method: 'post',
      path: '/customer/invitations/{invitationId}/replace',
      id: 'replaceInvitation',
    },
    summary: 'Replace the address of a link',
    description: 'The old address is dead at once, also for pages that are open; what was taken by it stays.',
    answers: { 200: { description: 'The link with its new address.', schema: addressShape } },
    handle: (call) =>
      call.write(
        'replaceInvitation',
        actOn(call),
        ({ id, token }) => ({
          status: 200,
          body: { invitationId: id, address: linkAddress(call, token) },
        }),
        refusedTo(call.actor),
      ),
  }),
]

type OnOne = ApiCall<{ readonly invitationId: string }, unknown, unknown>

function actOn({ actor, params }: Pick<OnOne, 'actor' | 'params'>) {
  return { organizationId: actor.organizationId, id: params.invitationId }
}

/** The whole address of a link, from the configured public address alone. */
function linkAddress({ address }: Pick<OnOne, 'address'>, token: string): string {
  return new URL(`/i/${token}`, address('')).href
}

function writeInvitation(row: InvitationRow, address: string | null = null): z.infer<typeof invitationShape> {
  const { id, name, product, team, state, taken, cap, endsOn, domains, createdBy, asksFirst, restAsks } = row
  return {
    ...{ invitationId: id, ...present({ name: name || null }), product, team, state: upper(state), taken },
    ...present({ cap, endsOn }),
    ...{ asksFirst, restAsks, notice: upper(row.notice) },
    ...{ domains: [...domains], createdAt: writeMoment(row.createdAt), createdBy },
    ...present({ address }),
  }
}
