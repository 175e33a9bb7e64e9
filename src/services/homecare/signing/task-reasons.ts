import { taskReason } from '../../../core/tasks/index.ts'
import { prescriptionPaths } from '../prescriptions/paths.ts'

/** What is stored is not what was signed. Nothing may be supplied until somebody knows why. */
export const signatureBroken = taskReason({
  code: 'homecare.signature-broken',
  words: 'A signed prescription does not match its signature: do not use it, and find out why',
  priority: 'urgent',
  outcomes: {
    'prescribed-again': 'Prescribed again',
    'reported-as-incident': 'Reported as an incident',
    'put-right': 'Put right',
  },
})

/** Signed before clinical screening, and then queried or changed: the signature stands for nothing any more. */
export const signAgain = taskReason({
  code: 'homecare.sign-again',
  words: 'Your signature on a prescription no longer counts: it has to be signed again',
  priority: 'soon',
  outcomes: { signed: 'Signed', 'not-needed': 'Not needed any more' },
  href: (prescriptionId) => prescriptionPaths.prescription(prescriptionId),
})

/** Of what was signed and is no prescription any more. */
const GONE_AFTER_SIGNING = {
  priority: 'urgent',
  outcomes: { 'prescribed-again': 'Prescribed again', 'not-needed': 'Nothing is needed' },
  href: prescriptionPaths.prescription,
} as const

/** Whoever has signed takes it for done: nobody may run out because it was not. */
export const signedDeclined = taskReason({
  code: 'homecare.signed-declined',
  words: 'Pharmacy declined a prescription that was already signed: decide what the patient needs now',
  ...GONE_AFTER_SIGNING,
})

/** As when it is declined, for one that a colleague took back. */
export const signedDiscarded = taskReason({
  code: 'homecare.signed-discarded',
  words: 'Someone discarded a prescription that you had signed: decide what the patient needs now',
  ...GONE_AFTER_SIGNING,
})
