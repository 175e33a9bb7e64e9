import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import type { HomecareWork } from '../tables.ts'
import type { SignatureTables } from '../../../core/identity/signatures/index.ts'
import { verifyOne } from './commands/verify-one.ts'
import { listInForce } from './queries/in-force.ts'
import { readSigned } from './queries/read-signed.ts'

/** Every hour: verifies every signature that somebody may still be supplied on, so that a page that only refuses is never the end. */
export const verifySignaturesJob = job({
  name: 'homecare.verify-signatures',
  says: 'Verify the signatures of prescriptions',
  payload: z.object({}),
  schedule: '20 * * * *',
  async work(ctx, _payload, time) {
    for (
      let after: string | undefined, ids = await page();
      ids.length > 0;
      after = ids.at(-1), ids = await page(after)
    ) {
      time?.isUp.throwIfAborted()
      for (const prescriptionId of ids) {
        const { problems } = await readInTenant<HomecareWork & SignatureTables, { problems: readonly string[] }>(
          ctx,
          (tx) => readSigned(tx, ctx, prescriptionId),
        )
        // What is sound leaves no event: there would be one an hour for each.
        if (problems.length > 0) await verifyOne(ctx, { prescriptionId })
      }
    }
    function page(from?: string): Promise<readonly string[]> {
      return readInTenant<HomecareWork, readonly string[]>(ctx, (tx) => listInForce(tx, ctx.tenantId, from))
    }
  },
})
