import type { CivilDate } from '../../../core/values/civil-date.ts'
import { amountPerUnit, isShared } from '../prescriptions/product.ts'
import { gateFindings, type GateName } from '../schemes/gates.ts'
import { doseProblems } from '../therapies/dose-problems.ts'
import type { CaseloadField } from './columns.ts'
import type { CaseloadRow } from './caseload-row.ts'
import { doseOf, firstDoseOn } from './first-dose-on.ts'
import type { Treatment } from './queries/find-treatment.ts'
import type { References } from './queries/references.ts'
import type { MatchedPatient } from './queries/match-patients.ts'
import { wantedPlace } from './wanted-place.ts'
import type { Wanted } from './wanted.ts'

export interface FieldProblem {
  readonly field: CaseloadField
  readonly reason: string
}

/** What a scheme must allow before a row goes in unseen. With a reason, a person enters it by hand. */
const SCHEME_GATES: Partial<Record<GateName, CaseloadField>> = {
  'brand-not-in-scheme': 'brand',
  'dose-unit': 'doseUnit',
  'dose-high': 'doseAmount',
  'dose-often': 'everyNumber',
}

/** What a row means, with everything that it names; or what is wrong, by field. */
export function resolveRow(
  row: CaseloadRow,
  patient: MatchedPatient,
  { vtmId, medicine, product }: Treatment,
  references: References,
  today: CivilDate,
): { readonly wanted: Wanted } | { readonly problems: readonly FieldProblem[] } {
  const problems: FieldProblem[] = []
  const wrong = (field: CaseloadField, reason: string): void => void problems.push({ field, reason })
  const companyId = references.companyOf(row.company)
  if (companyId === undefined) wrong('company', 'No homecare company of this name is on your list: add it first.')
  const owner = references.ownerOf(row.owner)
  if (owner === undefined)
    wrong('owner', 'No member of staff who works here has this e-mail address, and no team this name.')
  const schemes = companyId === undefined ? [] : references.schemesOf(vtmId, companyId)
  const [scheme, second] = schemes
  if (companyId !== undefined && scheme === undefined)
    wrong('medicine', 'No approved scheme lets this company supply this medicine: approve one first.')
  if (second) wrong('medicine', 'Several schemes let this company supply this medicine: enter it by hand.')
  const { ampId, unit } = product
  if (scheme?.isBiologic === true && ampId === undefined)
    wrong('brand', 'A biologic medicine needs its brand: add the dm+d identifier (AMP).')
  const dose = doseOf(row.dose, vtmId)
  const perUnit = amountPerUnit(unit, dose.unit)
  if (perUnit === undefined)
    wrong('doseUnit', 'The dictionary does not say how much one unit of this product holds in this unit of dose.')
  for (const { sentence } of doseProblems(dose, vtmId)) wrong('doseAmount', `${sentence}.`)
  const found = gateFindings({
    today,
    allergies: { status: 'not-yet-asked' },
    vtmId,
    ampId,
    isBiologic: scheme?.isBiologic === true,
    dose,
    others: [],
    scheme,
  })
  for (const { name, sentence } of scheme === undefined ? [] : found) {
    const field = SCHEME_GATES[name]
    if (field !== undefined) wrong(field, `${sentence}. If it is right, enter it by hand with the reason.`)
  }
  const where = wantedPlace(row.place, patient)
  if ('reason' in where) wrong(where.field, where.reason)
  const first = firstDoseOn(row.dose, row.countedOn)
  if (
    problems.length > 0 ||
    !companyId ||
    !owner ||
    !scheme ||
    perUnit === undefined ||
    first === undefined ||
    'reason' in where
  )
    return { problems }
  const hasBegun = row.dose.firstDoseOn === undefined || row.dose.firstDoseOn <= today
  return {
    wanted: {
      patientId: patient.patientId,
      vtmId,
      medicine,
      isBiologic: scheme.isBiologic,
      schemeId: scheme.schemeId,
      companyId,
      route: row.dose.route,
      state: hasBegun ? 'active' : 'accepted',
      dose: { dose, firstDoseOn: first, amountPerUnit: perUnit, unitWords: unit.words, isShared: isShared(unit) },
      owner,
      brandId: ampId,
      indication: row.indication,
      accountReference: row.accountReference,
      registeredOn: row.registeredOn,
      startedOn: row.dose.firstDoseOn,
      paper: { prescribedOn: row.prescribedOn, validUntil: row.validUntil, deliveriesLeft: row.deliveriesLeft },
      stock: row.units === undefined ? undefined : { units: row.units, countedOn: row.countedOn },
      nextDeliveryOn: row.nextDeliveryOn,
      place: where.place,
    },
  }
}
