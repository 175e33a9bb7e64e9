import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import { MONDAY_FIRST } from '../../../../core/values/working-hours.ts'
import { DOSE_UNITS, type DoseUnit } from '../../therapies/amount.ts'
import { DOSE_METHODS, DOSE_ROUTES, type DosePart, type DosePhase, type StructuredDose } from '../../therapies/dose.ts'
import { doseText } from '../../therapies/dose-text.ts'
import { DOSE_TYPE_SYSTEM, ROUTE_CODES, SNOMED_SYSTEM, UCUM_SYSTEM } from './systems.ts'

/** UCUM has no code for a tablet, and none that everyone reads alike for a unit of activity: those stay words. */
const UCUM: Partial<Record<DoseUnit, string>> = {
  gram: 'g',
  milligram: 'mg',
  microgram: 'ug',
  nanogram: 'ng',
  millimole: 'mmol',
  millilitre: 'mL',
}
const PERIODS = { day: 'd', week: 'wk', month: 'mo' } as const
const MOMENTS = { morning: 'MORN', midday: 'NOON', evening: 'EVE', night: 'NIGHT' } as const

/** A number with its unit, and the code of the unit where it has one. */
export const doseQuantity = (value: number, unit: DoseUnit) => ({
  value,
  unit: DOSE_UNITS[unit].one,
  ...(UCUM[unit] === undefined ? {} : { system: UCUM_SYSTEM, code: UCUM[unit] }),
})

/** So many days, weeks or months. */
export const timeQuantity = (value: number, unit: keyof typeof PERIODS) => ({
  value,
  unit,
  system: UCUM_SYSTEM,
  code: PERIODS[unit],
})

/** A dose as FHIR R4 Dosage: parts given side by side share a sequence, and phases follow one another. */
export const dosageOf = (dose: StructuredDose, firstDoseOn: CivilDate) =>
  dose.phases.flatMap((phase, index) => phase.parts.map((part) => partOf(dose, phase, part, index + 1, firstDoseOn)))

function partOf(dose: StructuredDose, phase: DosePhase, part: DosePart, sequence: number, firstDoseOn: CivilDate) {
  const route = ROUTE_CODES.value[dose.route]
  return {
    sequence,
    text: doseText({ ...dose, phases: [{ ...phase, parts: [part] }] }),
    ...(dose.additional.length > 0 ? { additionalInstruction: dose.additional.map((text) => ({ text })) } : {}),
    ...(dose.instruction === undefined ? {} : { patientInstruction: dose.instruction }),
    timing: { repeat: repeatOf(dose, phase, part, firstDoseOn) },
    ...(dose.site === undefined ? {} : { site: { text: dose.site } }),
    route: {
      ...(route === undefined ? {} : { coding: [{ system: SNOMED_SYSTEM, ...route }] }),
      text: DOSE_ROUTES[dose.route],
    },
    ...(dose.method === undefined ? {} : { method: { text: DOSE_METHODS[dose.method] } }),
    doseAndRate: [
      {
        type: { coding: [{ system: DOSE_TYPE_SYSTEM, code: 'ordered', display: 'Ordered' }] },
        doseQuantity: doseQuantity(part.amount, dose.unit),
      },
    ],
    ...(dose.mostInADay === undefined
      ? {}
      : {
          maxDosePerPeriod: {
            numerator: doseQuantity(dose.mostInADay, dose.unit),
            denominator: timeQuantity(1, 'day'),
          },
        }),
  }
}

function repeatOf(
  dose: StructuredDose,
  { fromDay, lasts }: DosePhase,
  { frequency }: DosePart,
  firstDoseOn: CivilDate,
) {
  const start = addDays(firstDoseOn, fromDay)
  const over = dose.overMinutes === undefined ? {} : { duration: dose.overMinutes, durationUnit: 'min' }
  if (lasts !== 'until-changed' && 'doses' in lasts && lasts.doses === 1) {
    return { boundsPeriod: { start }, count: 1, ...over }
  }
  const { times, every, unit, days, moments, at } = frequency
  const inOrder = MONDAY_FIRST.filter((day) => days.includes(day))
  return {
    boundsPeriod:
      lasts !== 'until-changed' && 'days' in lasts ? { start, end: addDays(start, lasts.days - 1) } : { start },
    ...(lasts !== 'until-changed' && 'doses' in lasts ? { count: lasts.doses } : {}),
    ...over,
    frequency: unit === 'week' ? Math.max(1, days.length) : times,
    period: every,
    periodUnit: PERIODS[unit],
    ...(inOrder.length > 0 ? { dayOfWeek: inOrder.map((day) => day.slice(0, 3).toLowerCase()) } : {}),
    // FHIR allows a time on a clock or a time of day, not both (tim-10).
    ...(at.length > 0 ? { timeOfDay: at.map((time) => `${time}:00`) } : {}),
    ...(at.length === 0 && moments.length > 0 ? { when: moments.map((moment) => MOMENTS[moment]) } : {}),
  }
}
