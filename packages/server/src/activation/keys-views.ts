import { accept, type Decision } from '@claviger/core/kernel/decision'
import { sql } from 'kysely'
import { atVendor, type VendorDoorRefusal } from '../access/vendor-door.ts'
import type { Read } from '../db/unit-of-work.ts'
import { fingerprintOf } from './key-fingerprint.ts'
import { loadNotice } from './key-store.ts'

/** A key as anybody may know it. */
export interface PublicKey {
  readonly kid: string
  readonly publicKey: string
  readonly createdAt: Date
  readonly replacedAt: Date | null
  readonly retiredAt: Date | null
}

export interface KeySet {
  /** What products pin; nothing before the first start. */
  readonly root: Pick<PublicKey, 'kid' | 'publicKey'> | null
  /** Every key the root has signed for, the newest first. */
  readonly keys: readonly (PublicKey & { readonly statement: string })[]
  /** The notice of the root that names the retired ones. */
  readonly notice: string | null
}

/** The public halves of the vendor's keys and what the root says of them, for everybody. */
export async function keySet(read: Read, _query: object): Promise<KeySet> {
  const rows = await read.sql
    .selectFrom('signing_key')
    .select(['kid', 'role', 'public_key', 'statement', 'created_at', 'replaced_at', 'retired_at'])
    .orderBy('current', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .execute()
  const root = rows.find((row) => row.role === 'root')
  return {
    root: root ? { kid: root.kid, publicKey: root.public_key } : null,
    keys: rows.flatMap((row) =>
      row.statement === null ? [] : [{ ...toPublic(row), statement: row.statement }],
    ),
    notice: await loadNotice(read),
  }
}

function toPublic(row: {
  kid: string
  public_key: string
  created_at: Date
  replaced_at: Date | null
  retired_at: Date | null
}): PublicKey {
  return {
    ...{ kid: row.kid, publicKey: row.public_key, createdAt: row.created_at },
    ...{ replacedAt: row.replaced_at, retiredAt: row.retired_at },
  }
}

export type KeyState = 'current' | 'replaced' | 'retiring' | 'retired' | 'asked_for'

/** A signing key as its owner sees it. */
export interface KeyRow {
  readonly kid: string
  readonly fingerprint: string
  readonly state: KeyState
  readonly createdAt: Date
  readonly replacedAt: Date | null
  readonly retiredAt: Date | null
  /** How many codes in people's hands it has signed. */
  readonly codes: number
}

export interface KeysPage {
  readonly root: {
    readonly kid: string
    readonly publicKey: string
    readonly fingerprint: string
    readonly createdAt: Date
    readonly backedUpAt: Date | null
    /** Its private half is kept in this installation. */
    readonly here: boolean
  }
  readonly keys: readonly KeyRow[]
}

/** Root and signing keys with what they do, for the vendor's owners. */
export async function keysPage(read: Read, _query: object): Promise<Decision<KeysPage, VendorDoorRefusal>> {
  const door = await atVendor(read, 'vendor.keys')
  if (!door.ok) return door
  const rows = await rowsOf(read)
  const root = rows.find((row) => row.role === 'root')
  if (!root) throw new Error('This installation has no keys yet: start Claviger once.')
  return accept({
    root: {
      ...{ kid: root.kid, publicKey: root.publicKey, fingerprint: fingerprintOf(root.publicKey) },
      ...{ createdAt: root.createdAt, backedUpAt: root.backedUpAt, here: root.here },
    },
    keys: rows.filter((row) => row.role === 'signing').map((row) => toRow(row, read.now)),
  })
}

interface KeyLine extends Omit<KeyRow, 'fingerprint' | 'state'> {
  readonly role: 'root' | 'signing'
  readonly publicKey: string
  readonly current: boolean
  readonly here: boolean
  readonly certified: boolean
  readonly backedUpAt: Date | null
}

async function rowsOf(read: Read): Promise<readonly KeyLine[]> {
  const { rows } = await sql<KeyLine>`
    select kid, role, public_key as "publicKey", current, private_key is not null as here,
      statement is not null as certified, created_at as "createdAt",
      replaced_at as "replacedAt", retired_at as "retiredAt", backed_up_at as "backedUpAt",
      (select count(*) from activation_code where activation_code.kid = signing_key.kid
        and activation_code.replaced_at is null) as codes
    from signing_key order by current desc, created_at desc, kid`.execute(read.sql)
  return rows
}

function toRow(line: KeyLine, now: Date): KeyRow {
  const { kid, publicKey, createdAt, replacedAt, retiredAt, codes } = line
  const [fingerprint, state] = [fingerprintOf(publicKey), stateOf(line, now)]
  return { kid, fingerprint, state, createdAt, replacedAt, retiredAt, codes }
}

function stateOf({ current, certified, retiredAt }: KeyLine, now: Date): KeyState {
  if (!certified) return 'asked_for'
  if (retiredAt) return retiredAt <= now ? 'retired' : 'retiring'
  return current ? 'current' : 'replaced'
}
