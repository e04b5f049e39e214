import type { StaffRole } from '@claviger/core/teams/permissions'
import type { InvoiceRelease, VendorSettings } from '@claviger/core/teams/read-vendor-settings'
import { sql } from 'kysely'
import type { Read, Tx } from '../db/unit-of-work.ts'

type Door = Tx | Read

/** Who sells here, and by which house rules. */
export interface Vendor {
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly timeZone: string
  readonly locale: string
  readonly replyTo: string
  readonly invoiceRelease: InvoiceRelease
  readonly invoiceDays: number
  readonly undoMinutes: number
  readonly letterMinutes: number
  readonly coolDownDays: number
  readonly graceDays: number
  readonly checkHours: number
  readonly offlineDays: number
  readonly machines: number
}

/** What a new vendor says of itself; the rules start with the defaults of the schema. */
export type NewVendor = Pick<Vendor, 'name' | 'country' | 'currency' | 'timeZone' | 'locale' | 'replyTo'>

/** The vendor, or nothing while set-up has not finished. */
export async function loadVendor(door: Door): Promise<Vendor | undefined> {
  const row = await door.sql.selectFrom('vendor').selectAll().executeTakeFirst()
  return (
    row && {
      name: row.name,
      country: row.country,
      currency: row.currency,
      timeZone: row.time_zone,
      locale: row.locale,
      replyTo: row.reply_to,
      invoiceRelease: row.invoice_release,
      invoiceDays: row.invoice_days,
      undoMinutes: row.undo_minutes,
      letterMinutes: row.letter_minutes,
      coolDownDays: row.cool_down_days,
      graceDays: row.grace_days,
      checkHours: row.check_hours,
      offlineDays: row.offline_days,
      machines: row.machines,
    }
  )
}

/** The vendor where there must be one; its absence is a fault. */
export async function requireVendor(door: Door): Promise<Vendor> {
  const vendor = await loadVendor(door)
  if (!vendor) throw new Error('set-up has not finished: there is no vendor yet')
  return vendor
}

export async function saveVendor(tx: Tx, vendor: NewVendor): Promise<void> {
  await sql`insert into vendor (id, name, country, currency, time_zone, locale, reply_to, created_at)
    values (1, ${vendor.name}, ${vendor.country}, ${vendor.currency}, ${vendor.timeZone}, ${vendor.locale},
      ${vendor.replyTo}, ${tx.now})`.execute(tx.sql)
}

/** Changes everything but the currency, which belongs to the prices and stays. */
export async function saveVendorSettings(tx: Tx, settings: VendorSettings): Promise<void> {
  await tx.sql
    .updateTable('vendor')
    .set({
      name: settings.name,
      country: settings.country,
      time_zone: settings.timeZone,
      locale: settings.locale,
      reply_to: settings.replyTo,
      invoice_release: settings.invoiceRelease,
      invoice_days: settings.invoiceDays,
      undo_minutes: settings.undoMinutes,
      letter_minutes: settings.letterMinutes,
      cool_down_days: settings.coolDownDays,
      grace_days: settings.graceDays,
      check_hours: settings.checkHours,
      offline_days: settings.offlineDays,
      machines: settings.machines,
    })
    .execute()
}

export interface Staff {
  readonly addressKey: string
  readonly address: string
  readonly name: string
  readonly role: StaffRole
}

/** All staff, held until the transaction ends, so that two changes cannot remove the last two owners at once. */
export async function lockStaff(tx: Tx): Promise<readonly Staff[]> {
  // The vendor's row is what is waited for: only a list read after the wait has those added meanwhile.
  await tx.sql.selectFrom('vendor').select('name').forUpdate().execute()
  const rows = await tx.sql
    .selectFrom('staff')
    .select(['address_key', 'address', 'name', 'role'])
    .orderBy('address_key')
    .execute()
  return rows.map(({ address_key, ...staff }) => ({ ...staff, addressKey: address_key }))
}

/** The vendor's people, for letters that need an answer from the house. */
export async function listStaff(door: Door): Promise<readonly Staff[]> {
  const rows = await door.sql
    .selectFrom('staff')
    .select(['address_key', 'address', 'name', 'role'])
    .orderBy('added_at')
    .orderBy('address_key')
    .execute()
  return rows.map(({ address_key, ...staff }) => ({ ...staff, addressKey: address_key }))
}

/** Adds somebody to the vendor's staff, or changes their role and name. */
export async function saveStaff(tx: Tx, staff: Staff, addedBy: string): Promise<void> {
  const { addressKey, address, name, role } = staff
  await tx.sql
    .insertInto('staff')
    .values({ address_key: addressKey, address, name, role, added_at: tx.now, added_by: addedBy })
    .onConflict((conflict) => conflict.column('address_key').doUpdateSet({ name, role }))
    .execute()
}

export async function deleteStaff(tx: Tx, addressKey: string): Promise<void> {
  await tx.sql.deleteFrom('staff').where('address_key', '=', addressKey).execute()
}
