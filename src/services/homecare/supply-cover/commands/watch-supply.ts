import { command } from '../../../../core/command.ts'
import { addDays } from '../../../../core/values/civil-date.ts'
import { unverified } from '../../../../core/values/sourced-rule.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { lapsedDoses } from '../missed-dose.ts'
import { watchSupply as policy } from '../policy.ts'
import { supplyFactsOf } from '../queries/cover-of.ts'
import { keepMissedDose } from './keep-missed-dose.ts'
import type { SupplyWork } from './load-supply.ts'
import { settleRisk } from './settle-risk.ts'

/** How many days back a dose with no stock is still recorded as missed: so long the program may have stood still. */
export const CATCH_UP = unverified('missed-dose-catch-up', 1, { days: 14 }, 'Platform rule: nobody has set one')

/**
 * Looks after up to 500 treatments: a dose whose day passed with no stock becomes a missed dose (§9.9), and everyone at risk
 * becomes someone’s task.
 */
export const watchSupply = command<
  SupplyWork,
  { readonly therapyIds: readonly string[] },
  undefined,
  { readonly missed: number; readonly made: number; readonly closed: number }
>({
  action: 'homecare.supply.watched',
  policy,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, { therapyIds }) {
    const today = ctx.clock.today()
    let missed = 0
    for (const facts of await supplyFactsOf(tx, ctx, therapyIds)) {
      const lapses = lapsedDoses({ ...facts, today }, addDays(today, -CATCH_UP.value.days))
      if (lapses.length === 0) continue
      await lockHomecare(tx, ctx, facts.therapy.patientId)
      for (const { on, doses } of lapses) {
        const { isNew } = await keepMissedDose(tx, ctx, facts.therapy, {
          dueOn: on,
          doses,
          cause: 'no-stock',
          reportedBy: 'troth',
        })
        if (isNew) missed += 1
      }
    }
    return { missed, ...(await settleRisk(tx, ctx, therapyIds)) }
  },
})
