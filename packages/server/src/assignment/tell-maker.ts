import { type LinkUse, leftOf, linkNews } from '@claviger/core/assignment/link-use'
import { readAddress } from '@claviger/core/kernel/email'
import { sql } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import { type Invitation, saveNearlyUsed } from './invitation-store.ts'
import type { LinkUsedUpFacts } from './letter-facts.ts'
import { isLetterOn } from './letter-switch-store.ts'
import type { LinkTakenFacts } from './link-letters.ts'
import type { Setting } from './store.ts'

/** A license that somebody has just taken by a link. */
export interface TakenByLink {
  readonly invitation: Invitation
  readonly setting: Setting
  readonly product: { readonly name: string }
  readonly address: { readonly typed: string }
  /** How many hold one by this link with this one. */
  readonly takenNow: number
  /** Seats that are free without this one. */
  readonly freeNow: number
}

/** Tells the maker of a link of it, as far as they want to know. */
export async function tellMaker(tx: Tx, taken: TakenByLink): Promise<void> {
  const { invitation } = taken
  const use = useOf(taken)
  const news = linkNews(use)
  if (news === null || invitation.creatorAddress === '') return
  // That they switched the letter off is no reason to say it later.
  if (news === 'link_nearly_used') await saveNearlyUsed(tx, invitation)
  if (await isWanted(tx, invitation, news)) await queueLetters(tx, [letterOf(taken, news, leftOf(use))])
}

function useOf({ invitation, takenNow: taken, freeNow: free }: TakenByLink): LinkUse {
  const { notice, cap, nearlyUsedAt } = invitation
  return { notice, cap, taken, free, toldBefore: nearlyUsedAt !== null }
}

async function isWanted(
  tx: Tx,
  { organizationId, creatorAddress }: Invitation,
  news: News,
): Promise<boolean> {
  const address = readAddress(creatorAddress)
  const maker = sql`(select id from person where organization_id = ${organizationId}
    and address_key = ${address.ok ? address.plan.key : creatorAddress})`
  const wanted = isLetterOn(news, sql`${organizationId}::bigint`, maker)
  const { rows } = await sql<{ wanted: boolean }>`select ${wanted} as wanted`.execute(tx.sql)
  return rows[0]?.wanted ?? true
}

type News = NonNullable<ReturnType<typeof linkNews>>

function letterOf({ invitation, setting, ...taken }: TakenByLink, news: News, left: number): NewLetter {
  const { name: link, id: invitationId, cap } = invitation
  const common: Omit<LinkUsedUpFacts, 'cap'> = {
    ...{ link, invitationId, organization: setting.organizationName, slug: setting.slug },
    product: taken.product.name,
  }
  const facts: LinkUsedUpFacts | LinkTakenFacts =
    news === 'link_used_up'
      ? { ...common, cap: cap ?? taken.takenNow }
      : { ...common, address: taken.address.typed, taken: taken.takenNow, cap, left }
  return {
    ...{ kind: news, organizationId: setting.organizationId, locale: setting.locale, facts },
    to: { address: invitation.creatorAddress, name: invitation.createdBy },
    ...(news === 'link_used_up' && { dedupeKey: `link_used_up:${invitationId}:${cap}` }),
  }
}
