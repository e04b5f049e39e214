import type { AccessTables } from '../access/tables.ts'
import type { ActivationTables } from '../activation/tables.ts'
import type { AssignmentTables } from '../assignment/tables.ts'
import type { AuditTables } from '../audit/tables.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import type { HttpTables } from '../http/tables.ts'
import type { LicensesTables } from '../licenses/tables.ts'
import type { OutboxTables } from '../outbox/tables.ts'
import type { PurchasingTables } from '../purchasing/tables.ts'
import type { TeamsTables } from '../teams/tables.ts'

/** Every table, each owned by one capability. */
export type Schema = TeamsTables &
  CatalogTables &
  LicensesTables &
  PurchasingTables &
  AssignmentTables &
  ActivationTables &
  AccessTables &
  AuditTables &
  HttpTables &
  OutboxTables
