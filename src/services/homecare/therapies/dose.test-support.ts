import { type DosePart, type DosePhase, every, type Frequency, type StructuredDose } from './dose.ts'

export const part = (amount: number, frequency: Frequency): DosePart => ({ amount, frequency })

export const phase = (
  kind: DosePhase['kind'],
  fromDay: number,
  lasts: DosePhase['lasts'],
  ...parts: DosePart[]
): DosePhase => ({ kind, fromDay, lasts, parts })

/** Adalimumab for rheumatoid arthritis: 40 mg every 2 weeks. */
export const FORTNIGHTLY: StructuredDose = {
  method: 'inject',
  unit: 'milligram',
  route: 'subcutaneous',
  site: undefined,
  overMinutes: undefined,
  phases: [phase('maintenance', 0, 'until-changed', part(40, every(2, 'week')))],
  mostInADay: undefined,
  additional: [],
  instruction: undefined,
}

/** Adalimumab for Crohn's disease: 160 mg, 80 mg two weeks later, then 40 mg every 2 weeks. */
export const LOADED: StructuredDose = {
  ...FORTNIGHTLY,
  phases: [
    phase('loading', 0, { doses: 1 }, part(160, every(1, 'day'))),
    phase('loading', 14, { doses: 1 }, part(80, every(1, 'day'))),
    phase('maintenance', 28, 'until-changed', part(40, every(2, 'week'))),
  ],
}

/** Methotrexate by injection, on a Monday. */
export const METHOTREXATE_VTM = '68887009'
export const METHOTREXATE: StructuredDose = {
  ...FORTNIGHTLY,
  phases: [phase('maintenance', 0, 'until-changed', part(12.5, every(1, 'week', ['Monday'])))],
}

export const steady = (dose: StructuredDose, amount: number, frequency: Frequency): StructuredDose => ({
  ...dose,
  phases: [phase('maintenance', 0, 'until-changed', part(amount, frequency))],
})
