import type { Reader } from '../../database/transaction.ts'
import { getOrganisation } from '../../tenancy/queries.ts'
import type { TenancyTables } from '../../tenancy/tables.ts'
import type { WorkingHours } from '../../values/working-hours.ts'
import { taskHours } from '../priority.ts'

/** The hours by which an organisation's tasks are due and passed up. */
export const hoursOf = async (db: Reader<TenancyTables>, tenantId: string): Promise<WorkingHours> =>
  taskHours((await getOrganisation(db, tenantId)).openingHours)
