import { readAddress } from '@claviger/core/kernel/email'
import type { Tx } from '../db/unit-of-work.ts'
import { type NewLetter, queueLetters } from '../outbox/queue.ts'
import type { RoleGrant } from '../teams/role-store.ts'
import { switchedOff } from './letter-switch-store.ts'
import type { assignmentLetters } from './letters.ts'
import type { Setting } from './store.ts'

type Letters = Pick<typeof assignmentLetters, 'license_requested' | 'license_asked_back'>

/** Writes to those who are asked, as far as they want such letters. */
export async function tellAnswerers(
  tx: Tx,
  setting: Setting,
  answerers: readonly RoleGrant[],
  letter: Pick<NewLetter<Letters>, 'kind' | 'facts'>,
): Promise<void> {
  const { organizationId, locale } = setting
  const people = answerers.map((one) => one.personId)
  const quiet = await switchedOff(tx, organizationId, 'license_requested', people)
  const told = answerers.filter((one) => !quiet.has(one.personId))
  await queueLetters(
    tx,
    told.map(({ address, name }) => {
      const read = readAddress(address)
      const to = { address: read.ok ? read.plan.mailTo : address, name }
      return { ...letter, organizationId, locale, to } as NewLetter
    }),
  )
}
