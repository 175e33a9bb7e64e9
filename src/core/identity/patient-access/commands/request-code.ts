import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { createTask } from '../../../tasks/index.ts'
import { logAttempt, takeAttempt } from '../../accounts/commands/count-attempts.ts'
import { enoughTime } from '../../accounts/commands/enough-time.ts'
import { visitorOf } from '../../accounts/commands/visitor-of.ts'
import { recordThatFits, type CodeRequest } from '../code-request.ts'
import { requestIndex } from '../indexes.ts'
import { askForCode } from '../policy.ts'
import { listCandidates } from '../queries.ts'
import type { AccessTables } from '../tables.ts'
import { sendSignInCode } from '../task-reasons.ts'

/** Who sends codes to people who ask. */
const SENDER_ROLE = 'receptionist' as const

const noteRequest = command<AccessTables, CodeRequest, undefined, undefined>({
  action: 'patient-access.code-asked-for',
  policy: askForCode,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, request, note) {
    const found = recordThatFits(request, await listCandidates(tx, ctx.tenantId, request))
    if (!found) {
      note.outcome = 'refused'
      return undefined
    }
    note.subjects = [found.patientId]
    await createTask(tx, ctx, {
      reason: sendSignInCode,
      owner: { role: SENDER_ROLE },
      patientId: found.patientId,
      entity: { type: 'patient', id: found.patientId },
      key: found.patientId,
    })
    return undefined
  },
})

/**
 * Notes that someone asks for a code by letter. There is no answer to give: whoever asks is told the same, after the same
 * time, whether a record fits or not, and whether they asked too often.
 */
export async function requestCode(ctx: Context, request: CodeRequest): Promise<void> {
  await Promise.all([note(ctx, request), enoughTime()])
}

async function note(ctx: Context, request: CodeRequest): Promise<void> {
  const visitor = visitorOf(ctx)
  const who = request.nhsNumber ?? [request.birthDate, request.familyName.toLowerCase()].join('|')
  const taken = await takeAttempt(ctx, visitor, { kind: 'email', index: requestIndex(ctx.keys, ctx.tenantId, who) })
  if (taken === 'locked') {
    return await logAttempt(ctx, { visitor, outcome: 'code-asked-too-often', requestId: ctx.requestId })
  }
  await noteRequest(ctx, request)
}
