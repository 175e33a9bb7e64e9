import type { CivilDate } from '../values/civil-date.ts'
import type { MeasurementSource } from '../values/quantity.ts'

export const MEASUREMENT_KINDS = { weight: 'Weight', height: 'Height' } as const
export type MeasurementKind = keyof typeof MEASUREMENT_KINDS

/** A weight in kilograms or a height in centimetres. */
export interface PatientMeasurement {
  readonly measurementId: string
  readonly patientId: string
  readonly kind: MeasurementKind
  readonly value: number
  readonly measuredOn: CivilDate
  readonly source: MeasurementSource
  readonly recordedBy: string
  /** True when it was recorded in error: never used, always kept. */
  readonly struckOut: boolean
  readonly version: number
}

/** The newest measurement of a kind that stands. */
export const latestMeasurement = (
  measurements: readonly PatientMeasurement[],
  kind: MeasurementKind,
): PatientMeasurement | undefined =>
  measurements
    .filter((each) => each.kind === kind && !each.struckOut)
    .reduce<PatientMeasurement | undefined>(
      (newest, each) => (newest === undefined || each.measuredOn > newest.measuredOn ? each : newest),
      undefined,
    )
