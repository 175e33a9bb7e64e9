import { command } from '../../command.ts'
import { BadRequestError, ConflictError, NotFoundError } from '../../errors.ts'
import { HEIGHT_CM, WEIGHT_KG, type MeasurementSource } from '../../values/quantity.ts'
import { dateProblem } from '../../values/typed-date.ts'
import { isUuid, newUuid } from '../../values/uuid.ts'
import type { MeasurementKind } from '../measurement.ts'
import * as policy from '../policy.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, type LockedRecord } from './change-record.ts'

export interface RecordMeasurement {
  readonly patientId: string
  readonly kind: MeasurementKind
  /** Kilograms or centimetres. */
  readonly value: number
  readonly measuredOn: string
  readonly source: MeasurementSource
}

/** Records a weight or a height; those before it stay. */
export const recordMeasurement = command<PatientTables, RecordMeasurement, LockedRecord, { measurementId: string }>({
  action: 'patient.measurement.recorded',
  policy: policy.recordMeasurement,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row }, { kind, value, measuredOn, source }, note) {
    if (row.merged_into !== null) throw new ConflictError('This record was merged into another')
    const today = ctx.clock.today()
    const earliest = row.birth_date === null ? {} : { earliest: row.birth_date }
    const problem = dateProblem(measuredOn, 'Date measured', { today, when: 'today-or-past', ...earliest })
    if (problem !== undefined) throw new BadRequestError(problem, 'measuredOn')
    const range = kind === 'weight' ? WEIGHT_KG : HEIGHT_CM
    if (!(value >= range.lowest && value <= range.highest))
      throw new BadRequestError(
        `The ${kind} must be between ${range.lowest} and ${range.highest} ${range.unit}`,
        'value',
      )
    const measurementId = newUuid(ctx.clock.now())
    await tx
      .insertInto('core.patient_measurement')
      .values({
        tenant_id: ctx.tenantId,
        measurement_id: measurementId,
        patient_id: patientId,
        kind,
        value,
        measured_on: measuredOn,
        source,
        recorded_by: ctx.actor.id,
        struck_out_at: null,
        recorded_at: ctx.clock.now(),
      })
      .execute()
    note.entity = { type: 'measurement', id: measurementId }
    note.values = { new: { kind, value, measuredOn, source } }
    return { measurementId }
  },
})

export interface StrikeOutMeasurement {
  readonly measurementId: string
  readonly version: number
  readonly reason: string
}

/** Says that a measurement was recorded in error. It stays in the history and is used for nothing. */
export const strikeOutMeasurement = command<PatientTables, StrikeOutMeasurement, LockedRecord, { patientId: string }>({
  action: 'patient.measurement.struck-out',
  policy: policy.recordMeasurement,
  async load(tx, { measurementId }, ctx) {
    const owner = isUuid(measurementId)
      ? await tx
          .selectFrom('core.patient_measurement')
          .select('patient_id')
          .where('tenant_id', '=', ctx.tenantId)
          .where('measurement_id', '=', measurementId)
          .executeTakeFirst()
      : undefined
    if (!owner) throw new NotFoundError('Measurement')
    return await lockRecord(tx, ctx, owner.patient_id)
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId }, { measurementId, version, reason }, note) {
    const changed = await tx
      .updateTable('core.patient_measurement')
      .set({ struck_out_at: ctx.clock.now(), version: version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('measurement_id', '=', measurementId)
      .where('version', '=', version)
      .where('struck_out_at', 'is', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows !== 1n) throw new ConflictError('This measurement was changed by someone else')
    note.entity = { type: 'measurement', id: measurementId }
    note.values = { reason }
    return { patientId }
  },
})
