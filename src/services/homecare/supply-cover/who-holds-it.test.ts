import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayNumber } from '../../../core/values/day-number.ts'
import { deadlinesFor, USUAL_SUPPLY_TIMES } from './deadlines.ts'
import type { SupplyCover } from './supply-cover.ts'
import { type HolderFacts, whoHoldsIt } from './who-holds-it.ts'

const deadlines = deadlinesFor(dayNumber('2027-02-01'), USUAL_SUPPLY_TIMES.value)
const runsOut: SupplyCover = {
  state: 'runs-out',
  firstUncovered: '2027-02-01',
  deadlines,
  confidence: 'counted',
  lapsedOn: undefined,
}
const unknown = (why: 'never-counted' | 'dose-not-known'): SupplyCover => ({ state: 'unknown', why })
const ends = (state: 'lasts' | 'ends' | 'paused'): SupplyCover => ({
  state,
  confidence: 'counted',
  lapsedOn: undefined,
})

const rx = (state: HolderFacts['prescriptions'][number]['state'], over = {}) => ({
  state,
  answerBy: undefined,
  maySupplyNext: false,
  ...over,
})
const held = (over: Partial<HolderFacts>) => {
  const { who, by } = whoHoldsIt({ cover: runsOut, isWithCompany: true, prescriptions: [], deliveries: [], ...over })
  return `${who} ${by ?? '-'}`
}
const supplying = rx('acknowledged', { maySupplyNext: true })
const delivery = (state: HolderFacts['deliveries'][number]['state'], bookedOn?: string) => ({ state, bookedOn })

const CASES: readonly (readonly [string, Partial<HolderFacts>, string])[] = [
  ['stock unknown, with a company', { cover: unknown('never-counted') }, 'company -'],
  ['stock unknown, with no company', { cover: unknown('never-counted'), isWithCompany: false }, 'clinic -'],
  ['dose unknown', { cover: unknown('dose-not-known') }, 'prescriber -'],
  [
    'stock unknown though a delivery is booked',
    { cover: unknown('never-counted'), deliveries: [delivery('booked', '2027-01-10')] },
    'company -',
  ],
  ['covered to the horizon', { cover: ends('lasts') }, 'nobody -'],
  ['covered to the last dose', { cover: ends('ends') }, 'nobody -'],
  ['paused without an end', { cover: ends('paused') }, 'nobody -'],
  ['no prescription', {}, `clinic ${deadlines.askBy}`],
  ['only one that was being cancelled', { prescriptions: [rx('cancel-requested')] }, `clinic ${deadlines.askBy}`],
  ['one that has expired for the next supply', { prescriptions: [rx('in-supply')] }, `clinic ${deadlines.askBy}`],
  ['draft', { prescriptions: [rx('draft')] }, `prescriber ${deadlines.signBy}`],
  ['proposed', { prescriptions: [rx('proposed')] }, `prescriber ${deadlines.signBy}`],
  ['in screening', { prescriptions: [rx('in-screening')] }, `pharmacy ${deadlines.signBy}`],
  ['queried', { prescriptions: [rx('queried')] }, `prescriber ${deadlines.signBy}`],
  ['screened', { prescriptions: [rx('screened')] }, `prescriber ${deadlines.signBy}`],
  ['signed first', { prescriptions: [rx('signed-unscreened')] }, `pharmacy ${deadlines.prescriptionAtCompanyBy}`],
  ['signed', { prescriptions: [rx('signed')] }, `pharmacy ${deadlines.prescriptionAtCompanyBy}`],
  ['ordered', { prescriptions: [rx('ordered')] }, `pharmacy ${deadlines.prescriptionAtCompanyBy}`],
  ['sent', { prescriptions: [rx('transmitted', { answerBy: '2026-12-16' })] }, 'company 2026-12-16'],
  [
    'sent, and not answered in time',
    { prescriptions: [rx('unacknowledged', { answerBy: '2026-12-02' })] },
    'company 2026-12-02',
  ],
  [
    'queried by the company',
    { prescriptions: [rx('company-query')] },
    `prescriber ${deadlines.prescriptionAtCompanyBy}`,
  ],
  [
    'sent while another is written',
    { prescriptions: [rx('draft'), rx('transmitted', { answerBy: '2026-12-16' })] },
    'company 2026-12-16',
  ],
  ['accepted, not booked', { prescriptions: [supplying] }, `company ${deadlines.deliverBy}`],
  [
    'accepted while a renewal is written',
    { prescriptions: [rx('draft'), supplying] },
    `company ${deadlines.deliverBy}`,
  ],
  ['accepted, due', { prescriptions: [supplying], deliveries: [delivery('due')] }, `company ${deadlines.deliverBy}`],
  [
    'patient asked',
    { prescriptions: [supplying], deliveries: [delivery('contacted')] },
    `patient ${deadlines.deliverBy}`,
  ],
  [
    'did not arrive',
    { prescriptions: [supplying], deliveries: [delivery('failed')] },
    `company ${deadlines.deliverBy}`,
  ],
  ['booked', { prescriptions: [supplying], deliveries: [delivery('booked', '2027-01-11')] }, 'company 2027-01-11'],
  [
    'two booked',
    { deliveries: [delivery('booked', '2027-03-11'), delivery('dispatched', '2027-01-11')] },
    'company 2027-01-11',
  ],
  ['booked without a day', { deliveries: [delivery('dispensed')] }, `company ${deadlines.deliverBy}`],
]

describe('Who has the next step', () => {
  for (const [name, facts, says] of CASES) it(`${name}: ${says}`, () => assert.equal(held(facts), says))
})
