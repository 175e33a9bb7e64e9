import type { Schedule } from '../../../core/medicines/controlled-drug.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import type { PrescriptionState } from './prescription-state.ts'

/** Every way in which the content of a prescription can leave the organisation. `ink` is paper signed by hand. */
export const EXITS = {
  page: 'on a page of the homecare company',
  fhir: 'over the FHIR interface',
  export: 'in an export',
  disclosure: 'to the homecare company',
  pdf: 'as a PDF',
  email: 'by e-mail',
  bulk: 'in bulk',
  resend: 'again after a failure',
  eps: 'through the Electronic Prescription Service',
  ink: 'on paper, signed in ink',
} as const
export type Exit = keyof typeof EXITS

/** Reg 219(4)(c)(ii) lets schedules 2 and 3 go electronically through EPS alone; schedule 1 is excluded. */
export const PAPER_ONLY = unverified(
  'paper-only-schedules',
  1,
  { exits: { 1: ['ink'], 2: ['ink', 'eps'], 3: ['ink', 'eps'], 'not-stated': ['ink'] } },
  'Human Medicines Regulations 2012, reg 219 as amended by SI 2015/903; schedule not stated in dm+d is treated as 1',
)

/** Whether a schedule may leave only by the exits that its rule names. A schedule that is not stated counts as one. */
export const isPaperOnlySchedule = (schedule: Schedule): schedule is 1 | 2 | 3 | 'not-stated' =>
  Object.hasOwn(PAPER_ONLY.value.exits, schedule)

/** Why content may not leave this way; nothing when it may. `hasEps` is whether this installation is connected to EPS. */
export function refuseExit(schedule: Schedule, exit: Exit, hasEps = false): Refusal<'paper-only'> | undefined {
  if (!isPaperOnlySchedule(schedule)) return undefined
  const allowed: readonly string[] = PAPER_ONLY.value.exits[schedule]
  if (allowed.includes(exit) && (exit !== 'eps' || hasEps)) return undefined
  return {
    name: 'paper-only',
    sentence: `This controlled drug cannot be sent ${EXITS[exit]}: print it and sign it in ink`,
  }
}

/** Why a signed prescription leaves by no way at all: nobody has screened it yet. Nothing once somebody has. */
export const refuseUnscreened = (state: PrescriptionState): Refusal<'not-screened'> | undefined =>
  state === 'signed-unscreened'
    ? {
        name: 'not-screened',
        sentence: 'It was signed before clinical screening: nothing leaves until pharmacy has screened it',
      }
    : undefined

/** What the homecare company is told in place of the content. */
export const PAPER_EXPECTED = 'A prescription on paper is expected'
