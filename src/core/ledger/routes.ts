import { recordTogether } from '../audit/record-together.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { handRoute } from '../http/hand-route.ts'
import { signedInContext, signInState } from '../http/request-context.ts'
import { allows } from '../policy/enforce.ts'
import { ledgerPaths } from './paths.ts'
import { seeAuditLog } from './policy.ts'
import { findNewestCheckpoint, type NewestCheckpoint } from './queries.ts'
import type { LedgerTables } from './tables.ts'

/** The newest checkpoint as a file, in the form that any tool of transparency logs reads. */
handRoute({
  method: 'GET',
  path: ledgerPaths.checkpoint(),
  audience: 'staff',
  policy: seeAuditLog,
  async handle(platform, options, request, reply) {
    const plain = reply.type('text/plain; charset=utf-8').header('cache-control', 'private, no-store')
    const signIn = await signInState(platform, options.findSignedIn, request)
    if (signIn.state !== 'signed-in') return void (await plain.status(401).send('Sign in first.\n'))
    const ctx = signedInContext(platform, signIn, 'information-rights', request)
    if (!allows(seeAuditLog, ctx, undefined)) {
      await recordTogether(ctx, [{ action: `${seeAuditLog.name}.exported`, outcome: 'refused' }])
      return void (await plain.status(403).send('You may not see this.\n'))
    }
    const newest = await readInTenant<LedgerTables, NewestCheckpoint | undefined>(ctx, (tx) =>
      findNewestCheckpoint(tx, ctx.tenantId),
    )
    if (!newest) return void (await plain.status(404).send('Nothing has been added to the log yet.\n'))
    await recordTogether(ctx, [{ action: `${seeAuditLog.name}.exported`, outcome: 'viewed' }])
    await plain.header('content-disposition', `attachment; filename="checkpoint-${newest.size}.txt"`).send(newest.note)
  },
})
