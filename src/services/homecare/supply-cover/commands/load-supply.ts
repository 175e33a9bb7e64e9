import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { lockTherapy, type LockedTherapy } from '../../therapies/commands/load-therapy.ts'
import type { HomecareWork } from '../../tables.ts'
import { supplyFactsOf } from '../queries/cover-of.ts'
import type { TherapyFacts } from '../therapy-cover.ts'

export type SupplyWork = HomecareWork & TenancyTables

/** A treatment whose supply is about to change, held until the transaction ends. */
export interface LockedSupply extends LockedTherapy {
  /** Undefined when it has stopped, or in the records of a homecare company. */
  readonly facts: TherapyFacts | undefined
}

/** Throws `NotFoundError`. */
export async function lockSupply(tx: Tx<SupplyWork>, ctx: Context, therapyId: string): Promise<LockedSupply> {
  const locked = await lockTherapy(tx, ctx, therapyId)
  const [facts] = await supplyFactsOf(tx, ctx, [therapyId])
  return { ...locked, facts }
}
