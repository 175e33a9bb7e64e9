import type { Context, Platform } from '../context.ts'
import type { AnyTx } from '../database/any-transaction.ts'

/** What a number may be told apart by: never an organisation and never a person, so that nobody can be found in it. */
export const LABELS = ['job', 'state', 'direction', 'method', 'route', 'status'] as const
export type Label = (typeof LABELS)[number]

/** One number, and what tells it apart from others of the same measure. */
export interface Sample {
  readonly value: number
  readonly labels?: Readonly<Partial<Record<Label, string>>>
}

interface Named {
  /** `troth_`, what it counts, and its unit: `troth_audit_lag_seconds`. */
  readonly name: string
  /** What it says and when somebody should look, in a sentence. */
  readonly help: string
  readonly labels?: readonly Label[]
}

/** A number of the whole program. */
export interface MeasureOfProgram extends Named {
  readonly read: (platform: Platform) => Promise<readonly Sample[]>
}

/** A number that each organisation has: only their sum, or the most of them, is told. */
export interface MeasureOfOrganisations extends Named {
  readonly told: 'sum' | 'most'
  readonly readIn: (tx: AnyTx, where: Pick<Context, 'tenantId' | 'clock'>) => Promise<readonly Sample[]>
}

export type Measure = MeasureOfProgram | MeasureOfOrganisations

const register = new Map<string, Measure>()

/** Declares a number that whoever runs the program can watch at `/metrics`. A name can be used once. */
export function measure(spec: Measure): void {
  if (!/^troth_[a-z]+(_[a-z]+)*$/.test(spec.name)) throw new Error(`${spec.name} is not a name of a measure`)
  if (register.has(spec.name)) throw new Error(`Measure ${spec.name} is declared twice`)
  register.set(spec.name, spec)
}

export const allMeasures = (): readonly Measure[] => [...register.values()]
