import type { SimulationCast } from '@claviger/core/activation/plan-simulation'
import { madeUpTerms, type SimulationDefaults } from '@claviger/core/activation/read-simulation'
import { compareVersions, type Release } from '@claviger/core/catalog/release'
import { addDays, type CalendarDate, todayIn } from '@claviger/core/kernel/calendar'
import { actorName } from '@claviger/core/teams/actor'
import { listReleases } from '../catalog/store.ts'
import type { Read } from '../db/unit-of-work.ts'
import { requireVendor } from '../teams/vendor-store.ts'
import { loadPolicy } from './dev-store.ts'
import type { SimulatedLicense } from './simulated-license.ts'

/** Whose license is played through, and the terms that hold where nothing was typed. */
export interface SimulationBasis {
  readonly cast: SimulationCast
  readonly defaults: SimulationDefaults
}

/** Takes everything from the license that was sold, or makes one up that the vendor sold to itself. */
export async function loadSimulationBasis(
  read: Read,
  { code, name }: { readonly code: string; readonly name: string },
  license: SimulatedLicense | undefined,
): Promise<SimulationBasis> {
  const vendor = await requireVendor(read)
  const { checkHours, ...policy } = await loadPolicy(read)
  const today = todayIn(read.now, license?.timeZone ?? vendor.timeZone)
  const made = madeUpTerms(today)
  const sold = license ?? {
    ...{ id: 'TEST000000', licensee: vendor.name, person: actorName(read.actor), title: name },
    ...({ ...made, term: 'year', payment: 'settled', timeZone: vendor.timeZone } as const),
    dueOn: addDays(made.start, vendor.invoiceDays),
  }
  const { id: licenseId, licensee, person, title, timeZone, dueOn, start, paidThrough, term, payment } = sold
  return {
    cast: { licenseId, licensee, person, title, timeZone, dueOn, checkHours, product: { code, name } },
    defaults: {
      ...{ kind: 'offline', start, paidThrough, term, payment, ...policy, day: today },
      releases: await releasesOf(read, code, start),
    },
  }
}

/** The product's own releases, oldest first; one without any is played as if its first came out with the license. */
async function releasesOf(read: Read, code: string, start: CalendarDate): Promise<readonly Release[]> {
  const releases = [...(await listReleases(read, code))]
  releases.sort((one, other) => compareVersions(one.version, other.version))
  return releases.length > 0 ? releases : [{ version: '1.0', releasedOn: start }]
}
