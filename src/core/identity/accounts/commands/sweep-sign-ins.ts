import type { Platform } from '../../../context.ts'
import { onPlatform } from '../../../database/in-tenant.ts'
import type { Tx } from '../../../database/transaction.ts'
import type { AccountTables } from '../tables.ts'
import { forgottenBefore } from './known-browser.ts'

/** Days that unfinished sign-ins, links and forgotten attempts are kept after their end (retention rule `session`). */
export const SWEEP_AFTER_DAYS = 2
/** Days that the security log is kept (retention rule `security-log`). */
export const SECURITY_LOG_DAYS = 365
/** Rows of one statement, so that a long backlog holds no lock for long. */
const AT_ONCE = 5_000

type Sweep = (tx: Tx<AccountTables>) => Promise<number>

/** Removes unfinished sign-ins, browsers that are not known any more, links that have ended, attempts that are forgotten and the security log's oldest lines. */
export async function sweepSignIns(platform: Platform): Promise<void> {
  const now = platform.clock.now().getTime()
  const [ended, logged] = [SWEEP_AFTER_DAYS, SECURITY_LOG_DAYS].map((days) => new Date(now - days * 86_400_000))
  if (!ended || !logged) return
  const sweeps: Sweep[] = [
    async (tx) => {
      const some = tx.selectFrom('core.sign_in_step').select('token_hash').where('ends_at', '<', ended).limit(AT_ONCE)
      return (
        await tx.deleteFrom('core.sign_in_step').where('token_hash', 'in', some).returning('token_hash').execute()
      ).length
    },
    async (tx) => {
      const some = tx.selectFrom('core.sign_in_link').select('token_hash').where('ends_at', '<', ended).limit(AT_ONCE)
      return (
        await tx.deleteFrom('core.sign_in_link').where('token_hash', 'in', some).returning('token_hash').execute()
      ).length
    },
    async (tx) => {
      const some = tx
        .selectFrom('core.sign_in_delay')
        .select(['kind', 'key_index'])
        .where('counted_at', '<', ended)
        .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', ended)]))
        .limit(AT_ONCE)
      const gone = await tx
        .deleteFrom('core.sign_in_delay')
        .where(({ eb, refTuple }) => eb(refTuple('kind', 'key_index'), 'in', some.$asTuple('kind', 'key_index')))
        .returning('kind')
        .execute()
      return gone.length
    },
    async (tx) => {
      const some = tx
        .selectFrom('core.known_browser')
        .select(['token_hash', 'name_index'])
        .where('used_at', '<', forgottenBefore(platform.clock.now()))
        .limit(AT_ONCE)
      const gone = await tx
        .deleteFrom('core.known_browser')
        .where(({ eb, refTuple }) =>
          eb(refTuple('token_hash', 'name_index'), 'in', some.$asTuple('token_hash', 'name_index')),
        )
        .returning('used_at')
        .execute()
      return gone.length
    },
    async (tx) => {
      const some = tx.selectFrom('core.sign_in_attempt').select('attempt_id').where('at', '<', logged).limit(AT_ONCE)
      return (
        await tx.deleteFrom('core.sign_in_attempt').where('attempt_id', 'in', some).returning('attempt_id').execute()
      ).length
    },
  ]
  for (const sweep of sweeps) while ((await onPlatform<AccountTables, number>(platform, sweep)) === AT_ONCE);
}
