import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { ROLES, type StaffRole } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import type { TaskTables } from '../tables.ts'

/** The team of everyone who has a role, made on first use. */
export async function roleTeam(
  tx: Tx<TaskTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  role: StaffRole,
): Promise<string> {
  const find = () =>
    tx
      .selectFrom('core.team')
      .select('team_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('role', '=', role)
      .executeTakeFirst()
  const known = await find()
  if (known) return known.team_id
  const now = ctx.clock.now()
  await tx
    .insertInto('core.team')
    .values({
      tenant_id: ctx.tenantId,
      team_id: newUuid(now),
      name: `${ROLES[role]}s`,
      role,
      created_at: now,
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  // Two writers may race; both must end with the team that was stored.
  const made = await find()
  if (!made) throw new NotFoundError('Team')
  return made.team_id
}
