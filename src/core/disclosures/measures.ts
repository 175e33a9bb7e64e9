import { asTx } from '../database/any-transaction.ts'
import { measure } from '../observability/measure.ts'
import { countUnsettled } from './queries/unsettled.ts'
import type { DisclosureTables } from './tables.ts'

measure({
  name: 'troth_disclosures_unsettled',
  help: 'Information for another organisation that has not arrived, or arrived and is not in the record. Failed ones wait for a person.',
  labels: ['direction', 'state'],
  told: 'sum',
  async readIn(tx, { tenantId }) {
    const found = await countUnsettled(asTx<DisclosureTables>(tx), tenantId)
    return found.flatMap(({ direction, waiting, failed }) => [
      { labels: { direction, state: 'waiting' }, value: waiting },
      { labels: { direction, state: 'failed' }, value: failed },
    ])
  },
})
