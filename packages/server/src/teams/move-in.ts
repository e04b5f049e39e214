import type { Tx } from '../db/unit-of-work.ts'
import { pickSlug } from './make-organization.ts'
import { type MovedOrganization, pushSeries, saveMovedOrganization } from './moving-in-store.ts'

/** Beyond this a series is never counted, so nothing has to make room there. */
const farAway = { organization: 1_000_000_000_000_000, team: 1_000_000_000 }

/** Makes an organization under the number it brings along; hold the series of organizations first. */
export async function moveIn(tx: Tx, organization: Omit<MovedOrganization, 'slug'>): Promise<void> {
  const { id, name } = organization
  await saveMovedOrganization(tx, { ...organization, slug: await pickSlug(tx, name, id) })
  await keepNumbersClear(tx, 'organization', [id])
}

/** Sees to it that numbers brought along are not drawn a second time. */
export async function keepNumbersClear(
  tx: Tx,
  series: keyof typeof farAway,
  numbers: readonly number[],
): Promise<void> {
  const near = numbers.filter((number) => number < farAway[series])
  if (near.length > 0)
    await pushSeries(
      tx,
      series,
      near.reduce((most, one) => Math.max(most, one)),
    )
}
