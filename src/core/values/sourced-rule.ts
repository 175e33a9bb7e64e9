import type { CivilDate } from './civil-date.ts'

/** Who read the source and agreed that the rule says the same. A name and a registration, never a role alone. */
export type SignOff = { readonly by: string; readonly registration: string; readonly on: CivilDate }

/** A rule of law or of a clinical source as configuration: what it says, where from, and whether anyone has checked it. */
export type SourcedRule<Value> = {
  readonly name: string
  readonly version: number
  readonly value: Value
  readonly source: string
  /** False until a sign-off is recorded; screens say so. */
  readonly verified: boolean
  readonly signedOff: SignOff | undefined
}

/** A rule as it ships: nobody has signed it off. */
export const unverified = <const Value>(
  name: string,
  version: number,
  value: Value,
  source: string,
): SourcedRule<Value> => ({ name, version, value, source, verified: false, signedOff: undefined })

/** The rule with a sign-off, the only way it becomes verified. */
export const signOff = <Value>(rule: SourcedRule<Value>, by: SignOff): SourcedRule<Value> => ({
  ...rule,
  verified: true,
  signedOff: by,
})
