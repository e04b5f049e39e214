import type { ProductCopy } from '@claviger/core/activation/read-copy'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/unit-of-work.ts'
import type { ActivationTables } from './tables.ts'

/** A product that waits for its person, or has its answer. */
export interface WaitingDevice extends ProductCopy {
  readonly deviceHash: string
  readonly userCode: string
  readonly state: 'waiting' | 'approved' | 'denied' | 'redeemed'
  readonly askedAt: Date
  readonly validUntil: Date
  readonly pollSeconds: number
  readonly polledAt: Date | null
  readonly activation: { readonly organizationId: number; readonly id: string } | null
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
}

export type NewDevice = Pick<WaitingDevice, 'deviceHash' | 'userCode' | 'validUntil' | 'pollSeconds'> &
  ProductCopy

/** Keeps a product that begins to wait. */
export async function saveDevice(tx: Tx, device: NewDevice): Promise<void> {
  await tx.sql
    .insertInto('device_grant')
    .values({
      device_hash: device.deviceHash,
      user_code: device.userCode,
      product_code: device.productCode,
      machine: device.machine,
      machine_name: device.machineName,
      system: device.system,
      release: device.release,
      state: 'waiting',
      asked_at: tx.now,
      valid_until: device.validUntil,
      poll_seconds: device.pollSeconds,
      polled_at: null,
    })
    .execute()
}

/** The product that shows this code. */
export async function findDevice(tx: Tx, userCode: string): Promise<WaitingDevice | null> {
  const row = await devices(tx).where('user_code', '=', userCode).executeTakeFirst()
  return row ? deviceOf(row) : null
}

/** The same, so that nobody else answers it meanwhile. */
export async function lockDeviceByCode(tx: Tx, userCode: string): Promise<WaitingDevice | null> {
  const row = await devices(tx).where('user_code', '=', userCode).forUpdate().executeTakeFirst()
  return row ? deviceOf(row) : null
}

/** The product that holds this secret, so that its questions are answered one after the other. */
export async function lockDevice(tx: Tx, deviceHash: string): Promise<WaitingDevice | null> {
  const row = await devices(tx).where('device_hash', '=', deviceHash).forUpdate().executeTakeFirst()
  return row ? deviceOf(row) : null
}

export async function saveDenial(tx: Tx, deviceHash: string, by: string): Promise<void> {
  await change(tx, deviceHash, { state: 'denied', answered_at: tx.now, answered_by: by })
}

/** Notes a question, and how long to pause before the next. */
export async function savePoll(tx: Tx, deviceHash: string, pollSeconds: number): Promise<void> {
  await change(tx, deviceHash, { polled_at: tx.now, poll_seconds: pollSeconds })
}

function change(
  tx: Tx,
  deviceHash: string,
  values: Partial<Pick<ActivationTables['device_grant'], Answered>>,
): Promise<unknown> {
  return tx.sql.updateTable('device_grant').set(values).where('device_hash', '=', deviceHash).execute()
}

type Answered = 'state' | 'answered_at' | 'answered_by' | 'polled_at' | 'poll_seconds'

function devices(tx: Tx) {
  return tx.sql.selectFrom('device_grant').selectAll()
}

function deviceOf(row: Selectable<ActivationTables['device_grant']>): WaitingDevice {
  const { organization_id: organizationId, activation_id: id } = row
  return {
    deviceHash: row.device_hash,
    userCode: row.user_code,
    productCode: row.product_code,
    machine: row.machine,
    machineName: row.machine_name,
    system: row.system,
    release: row.release,
    state: row.state,
    askedAt: row.asked_at,
    validUntil: row.valid_until,
    pollSeconds: row.poll_seconds,
    polledAt: row.polled_at,
    activation: organizationId !== null && id !== null ? { organizationId, id } : null,
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
  }
}
