import { onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import { introduce } from './introduce.ts'

/**
 * A prescription on a registration that was brought in: its company hears of the patient now, so that it has answered by the
 * time the prescription is screened, signed and ordered. A company that may not be told yet is looked at again when it is sent.
 */
onPrescriptionStep(['propose'], async (tx, ctx, { prescription: { counterpartId, enrolmentId } }) => {
  if (counterpartId === undefined) await introduce(tx, ctx, enrolmentId)
})
