import { onSupply } from '../../steps/commands/on-supply.ts'
import { settleRisk } from './settle-risk.ts'

/** Whoever may now run out becomes someone’s task at once, and not only on the next morning. */
onSupply(async (tx, ctx, therapyId) => {
  await settleRisk(tx, ctx, [therapyId])
})
