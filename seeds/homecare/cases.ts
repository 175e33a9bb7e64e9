import type { NewCount } from '../../src/services/homecare/stock/count.ts'
import type { TreatmentName } from './medicines.ts'

/** How far a prescription of the story has come, in the order in which it comes there. */
export const STAGES = ['at-pharmacy', 'registered', 'in-screening', 'screened', 'signed', 'sent', 'accepted'] as const
export type Stage = (typeof STAGES)[number]

/** One person of the story. `first` is in days from the day on which the demonstration began. */
export interface Case {
  /** The six digits of the made-up NHS number. */
  readonly person: number
  readonly treatment: TreatmentName
  readonly company: 'brightwell' | 'second'
  readonly to: Stage
  readonly first: number
  /** What was counted at home when the company called; none when nobody has. */
  readonly counted?: Pick<NewCount, 'units'>
  readonly delivery?: 'booked' | 'delivered'
  readonly isPaused?: boolean
}

const usual = { treatment: 'adalimumab', company: 'brightwell', first: 21 } as const

/** The number of somebody of the caseload. */
const ofCaseload = (index: number): number => 1_000 + index * 3

/** One person for everything that the worklist has to show. */
export const CASES = {
  booked: { ...usual, person: 1, to: 'accepted', counted: { units: 2 }, delivery: 'booked' },
  atPharmacy: { ...usual, person: 4, to: 'at-pharmacy' },
  inScreening: { ...usual, person: ofCaseload(0), to: 'in-screening' },
  toSign: { ...usual, person: ofCaseload(1), to: 'screened' },
  toOrder: { ...usual, person: ofCaseload(6), to: 'signed' },
  toAnswer: { ...usual, person: ofCaseload(7), to: 'sent' },
  delivered: {
    ...usual,
    person: ofCaseload(2),
    to: 'accepted',
    first: 2,
    counted: { units: 1 },
    delivery: 'delivered',
  },
  runningOut: { ...usual, person: ofCaseload(3), to: 'accepted', first: 4, counted: { units: 0 } },
  unknownStock: { ...usual, person: ofCaseload(4), to: 'accepted' },
  paused: {
    ...usual,
    person: ofCaseload(5),
    to: 'accepted',
    first: 3,
    counted: { units: 1 },
    delivery: 'delivered',
    isPaused: true,
  },
  second: {
    ...usual,
    person: ofCaseload(8),
    treatment: 'etanercept',
    company: 'second',
    to: 'accepted',
    first: 10,
    counted: { units: 3 },
    delivery: 'booked',
  },
} as const satisfies Record<string, Case>

export const comesTo = ({ to }: Case, stage: Stage): boolean => STAGES.indexOf(to) >= STAGES.indexOf(stage)
