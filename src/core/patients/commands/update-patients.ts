import type { AuditNote } from '../../command.ts'
import { commandMany } from '../../command-many.ts'
import type { AuditValue } from '../../audit/record.ts'
import { hasNhsNumber, patientDetails, type NewPatient, type PatientDetails } from '../patient.ts'
import * as policy from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { detailsFromRow, type PatientRow } from '../record-row.ts'
import { setSensitive } from './set-sensitive.ts'
import { lockPatientRows, updatePatientRows } from './store.ts'
import type { PatientTables } from '../tables.ts'
import { changesBetween } from '../changes.ts'
import { keepHidden } from './keep-hidden.ts'
import { refuseProblems } from './register-patients.ts'

export interface UpdatePatient {
  readonly patientId: string
  /** The version the writer had read; left out, the last writer wins (an import that has no version). */
  readonly version?: number | undefined
  /** The whole record as it shall be: what is left out is no longer known. */
  readonly patient: NewPatient
  /** Makes the record sensitive. An update can protect someone, but never lays open what was judged to need protection. */
  readonly sensitive?: boolean | undefined
}

export type UpdateAnswer =
  | { readonly patientId: string; readonly version: number; readonly changed: boolean }
  | { readonly refused: 'not-found' | 'stale' | 'merged' }
  | { readonly refused: 'nhs-number-in-use'; readonly patientId: string }

type AuditValues = { readonly [name: string]: AuditValue }
type Subject = { readonly patientId: string; readonly sensitive: boolean; readonly row: PatientRow | undefined }

/** Replaces the details of up to 500 records at once. A record that does not differ is left alone. Bad details throw. */
export const updatePatients = commandMany<PatientTables, UpdatePatient, Subject, UpdateAnswer>({
  action: 'patient.updated',
  policy: policy.updatePatient,
  async load(tx, inputs, ctx) {
    const rows = await lockPatientRows(
      tx,
      ctx,
      inputs.map(({ patientId }) => patientId),
    )
    return inputs.map(({ patientId }) => {
      const row = rows.get(patientId)
      return { patientId, sensitive: row?.sensitive ?? false, row }
    })
  },
  subjects: ({ patientId, row }) => (row ? [patientId] : []),
  async run(tx, ctx, subjects, inputs) {
    const wanted = inputs.map(({ patient }, at) => keepHidden(ctx, patientDetails(patient), subjects[at]?.row))
    for (const details of wanted) refuseProblems(details, ctx.clock.today())
    const holders = await findIdsByNhsNumber(tx, ctx, wanted.flatMap(numbersOf))
    const seen = new Set<string>()
    const decided = inputs.map(({ version, sensitive = false }, at) => {
      const { patientId, row } = subjects[at]!
      const details = wanted[at]!
      const refused = refuseUpdate(row, version, seen.has(patientId))
      if (refused || !row) return { patientId, answer: { refused: refused ?? 'not-found' } as const }
      const [number = ''] = numbersOf(details)
      const holder = holders.get(number)
      if (number !== '' && ((holder !== undefined && holder !== patientId) || seen.has(number)))
        return { patientId, answer: { refused: 'nhs-number-in-use', patientId: holder ?? patientId } as const }
      seen.add(patientId).add(number)
      const hides = sensitive && !row.sensitive
      return { patientId, row, details, hides, changes: changesBetween(detailsFromRow(row), details) }
    })
    await updatePatientRows(
      tx,
      ctx,
      decided.flatMap(({ patientId, row, details, changes, hides }) =>
        row && details && (changes || hides)
          ? [
              {
                patientId,
                details,
                sensitive: row.sensitive || hides,
                before: { details: detailsFromRow(row), sensitive: row.sensitive },
              },
            ]
          : [],
      ),
    )
    for (const { patientId, hides } of decided) if (hides) await setSensitive(tx, ctx, patientId, true)
    return decided.map(({ patientId, answer, row, changes, hides }) => {
      if (answer || !row) return { output: answer ?? { refused: 'not-found' }, note: refusedNote(patientId, row) }
      const changed = changes !== undefined || hides
      const output = { patientId, version: row.version + (changed ? 1 : 0), changed }
      const note: AuditNote = {
        subjects: [patientId],
        entity: { type: 'patient', id: patientId },
        ...(changed ? { values: { ...changes, ...(hides ? { sensitive: true } : {}) } as unknown as AuditValues } : {}),
      }
      return { output, note }
    })
  },
})

function refuseUpdate(
  row: PatientRow | undefined,
  version: number | undefined,
  again: boolean,
): 'not-found' | 'stale' | 'merged' | undefined {
  if (!row) return 'not-found'
  if (row.merged_into !== null) return 'merged'
  if (again || (version !== undefined && version !== row.version)) return 'stale'
  return undefined
}

const numbersOf = ({ nhsNumber }: PatientDetails): string[] => (hasNhsNumber(nhsNumber) ? [nhsNumber.number] : [])

const refusedNote = (patientId: string, row: PatientRow | undefined): AuditNote => ({
  outcome: 'refused',
  subjects: row ? [patientId] : [],
})
