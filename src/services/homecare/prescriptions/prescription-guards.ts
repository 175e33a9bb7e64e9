import { type Guard, must } from '../../../core/values/state-machine.ts'
import type { PrescriptionFacts } from './prescription-facts.ts'

type Check = Guard<PrescriptionFacts>
const guard = (name: string, sentence: string, holds: (facts: PrescriptionFacts) => boolean): Check =>
  must(name, sentence, holds)

export const therapyOpen = guard('no-therapy', 'This treatment has stopped', ({ isTherapyOpen }) => isTherapyOpen)
export const enrolled = guard(
  'not-registered',
  'Register the patient with the homecare company first',
  ({ mayEnrolmentPrescribe }) => mayEnrolmentPrescribe,
)
export const noRival = guard(
  'other-prescription',
  'Another prescription for this treatment is in force: renew that one, so that this one takes its place',
  ({ hasRival }) => !hasRival,
)
export const brandNamed = guard(
  'no-brand',
  'Choose the brand: a biologic medicine is never substituted',
  ({ isBiologic, hasBrand }) => !isBiologic || hasBrand,
)
export const contentSound: Check = ({ contentRefusals }) => contentRefusals
export const quantityFits: Check = ({ quantity }) =>
  quantity === undefined
    ? { name: 'no-quantity', sentence: 'Enter the quantity' }
    : quantity.fits
      ? undefined
      : { name: quantity.why, sentence: quantity.sentence }
export const withinDuration = guard(
  'beyond-duration',
  'The deliveries go on longer than the prescription: enter fewer or a shorter interval',
  ({ isWithinDuration }) => isWithinDuration,
)

export const classified = guard(
  'no-class',
  'Wait until this is compared with the last one',
  (facts) => facts.class !== undefined,
)
export const notThePrescriber = guard(
  'own-prescription',
  'Someone else must screen this: you prescribed it',
  ({ isActorThePrescriber }) => !isActorThePrescriber,
)
export const thePrescriber = guard(
  'not-prescriber',
  'Only the prescriber named on it can sign',
  ({ isActorThePrescriber }) => isActorThePrescriber,
)
export const checkerLane = guard(
  'needs-pharmacist',
  'A pharmacist must screen this: it is new or something has changed, or the scheme asks for a pharmacist',
  (facts) => facts.class === 'unchanged-repeat' && facts.maySchemeCheckerScreen,
)
export const gatesAnswered: Check = ({ gateRefusals }) => gateRefusals
export const fundingNoted = guard(
  'funding-not-noted',
  'Record what you found about funding: Troth has not checked it',
  ({ hasFundingNote }) => hasFundingNote,
)
export const monitoringNoted = guard(
  'monitoring-not-noted',
  'Record what you found about blood tests: Troth has not checked them',
  ({ hasMonitoringNote }) => hasMonitoringNote,
)
export const reasonGiven = guard('no-reason', 'Enter the reason', ({ reason }) => reason.trim() !== '')
export const queryAnswered = guard(
  'no-outcome',
  'Enter the outcome of the query',
  (facts) => facts.queryOutcome.trim() !== '',
)

export const signFirstAllowed = guard(
  'screen-first',
  'Your organisation screens prescriptions before they are signed',
  ({ maySignFirst }) => maySignFirst,
)
export const confirmedAgain = guard(
  'not-confirmed',
  'Confirm it’s you: signing asks every time',
  ({ isConfirmedAgain }) => isConfirmedAgain,
)
export const strongSignIn = guard(
  'password-only',
  'A password alone cannot sign: set up a passkey or use your smartcard',
  ({ signsWith }) => signsWith !== 'password',
)
export const allergyKnown = guard(
  'allergies-unknown',
  'Ask about allergies and record the answer before signing',
  ({ isAllergyKnown }) => isAllergyKnown,
)
export const inScope = guard(
  'out-of-scope',
  'This medicine is outside what you are authorised to prescribe',
  ({ isInScopeOfPractice }) => isInScopeOfPractice,
)
export const sameContent = guard(
  'content-changed',
  'The prescription has changed since then: it must be screened again',
  ({ isSameContent }) => isSameContent,
)
export const contentAsRead = guard(
  'content-changed',
  'The prescription has changed since you read it: read it again',
  ({ isSameContent }) => isSameContent,
)
export const signatureVerified = guard(
  'signature',
  'The signature does not match the prescription: do not use it, and tell the pharmacist',
  ({ isSignatureVerified }) => isSignatureVerified,
)
export const mayLeave: Check = ({ routeRefusals }) => routeRefusals
export const valid: Check = ({ validityRefusals }) => validityRefusals

export const ordered = guard('no-order', 'Enter the order reference', ({ hasOrderReference }) => hasOrderReference)
export const digestEchoed = guard(
  'other-content',
  'The company accepted something else: what it holds is not what was signed',
  ({ isDigestEchoed }) => isDigestEchoed,
)
export const answerLate = guard('not-late', 'The company still has time to answer', ({ isAnswerLate }) => isAnswerLate)
export const replacementSigned = guard(
  'no-replacement',
  'Sign the new prescription first',
  (facts) => facts.isReplacementSigned,
)
export const replacementAcknowledged = guard(
  'replacement-not-accepted',
  'Wait until the company has accepted the new prescription',
  ({ isReplacementAcknowledged }) => isReplacementAcknowledged,
)
export const dispensed = guard(
  'nothing-dispensed',
  'Nothing has been dispensed yet',
  ({ hasDispensed }) => hasDispensed,
)
export const notDispensed = guard('dispensed', 'Some of this has been dispensed', ({ hasDispensed }) => !hasDispensed)
export const noneOpen = guard(
  'deliveries-open',
  'Some deliveries are not finished',
  ({ openDeliveries }) => openDeliveries === 0,
)
export const openRecalled = guard(
  'deliveries-not-recalled',
  'Ask for each delivery not yet made to be stopped',
  ({ openDeliveries, isEveryOpenDeliveryRecalled }) => openDeliveries === 0 || isEveryOpenDeliveryRecalled,
)
export const noneDispatched = guard(
  'already-sent',
  'A delivery is on its way: say that it is too late for that one',
  ({ isAnyDeliveryDispatched }) => !isAnyDeliveryDispatched,
)
export const someDispatched = guard(
  'nothing-sent',
  'Nothing has been sent: the whole of it can be cancelled',
  ({ isAnyDeliveryDispatched, hasDispensed }) => isAnyDeliveryDispatched || hasDispensed,
)
export const pastLastDay = guard(
  'not-expired',
  'This prescription can still be used',
  ({ isPastLastDay }) => isPastLastDay,
)
export const undeliveredListed = guard(
  'no-balance',
  'List what was not delivered',
  ({ hasUndeliveredList }) => hasUndeliveredList,
)
