import { taskReason, type TaskReason } from '../../../core/tasks/index.ts'
import { supplyPaths } from './paths.ts'
import type { SupplyRisk } from './supply-risk.ts'

const OUTCOMES = {
  covered: 'Doses are covered again',
  worse: 'It became more urgent',
  'not-needed': 'Not needed any more',
}
const href = (therapyId: string): string => supplyPaths.therapy(therapyId)

export const supplyUnknown = taskReason({
  code: 'homecare.supply-unknown',
  words: 'Nobody knows what is at home: find out and record it',
  priority: 'soon',
  outcomes: OUTCOMES,
  href,
})

export const supplyLate = taskReason({
  code: 'homecare.supply-late',
  words: 'The next supply is late: see who has the next step',
  priority: 'soon',
  outcomes: OUTCOMES,
  href,
})

export const supplyCritical = taskReason({
  code: 'homecare.supply-critical',
  words: 'A patient is about to run out: arrange a supply today',
  priority: 'urgent',
  outcomes: OUTCOMES,
  href,
})

export const doseMissed = taskReason({
  code: 'homecare.dose-missed',
  words: 'A dose was missed: decide what the patient should do now',
  priority: 'urgent',
  outcomes: {
    advised: 'The patient was told what to do',
    'not-missed': 'It was not missed',
    'not-needed': 'Nothing was needed',
  },
  href,
})

export const askForRenewal = taskReason({
  code: 'homecare.ask-for-renewal',
  words: 'Ask for a new homecare prescription',
  priority: 'soon',
  outcomes: { asked: 'Asked for', 'not-needed': 'Not needed' },
  href,
})

export const checkStock = taskReason({
  code: 'homecare.check-stock',
  words: 'Ask what is at home and record the stock check',
  priority: 'soon',
  outcomes: { counted: 'Counted', 'no-answer': 'Could not be reached', 'not-needed': 'Not needed' },
  href,
})

export const sheetNotWritten = taskReason({
  code: 'homecare.run-out-sheet-not-written',
  words: 'Last night’s run-out sheet was not written: put its folder right',
  priority: 'urgent',
  outcomes: { written: 'Written', 'printed-instead': 'The worklist was printed instead' },
  href: () => supplyPaths.worklist(),
})

/** The task of each level of risk at which a named person must have been told. */
export const RISK_REASONS: Partial<Record<SupplyRisk, TaskReason>> = {
  unknown: supplyUnknown,
  red: supplyLate,
  critical: supplyCritical,
}
