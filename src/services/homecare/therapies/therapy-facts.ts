import type { TherapyFacts } from './therapy.ts'

/** Facts of which none is known: every guard that looks refuses. */
export const NO_THERAPY_FACTS: TherapyFacts = {
  hasSameSubstance: true,
  hasOtherBiologic: true,
  twoBiologicsReason: '',
  hasLoadingLeft: false,
  reason: '',
  hasRestartRule: false,
  hasReviewDate: false,
  isPauseOverLimit: true,
  hasRestartDecision: false,
  isNewPrescriptionAcknowledged: false,
  hasOpenPause: true,
  openDeliveries: 1,
  isEveryOpenDeliveryRecalled: false,
}
