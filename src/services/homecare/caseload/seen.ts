import type { Held } from './held.ts'
import type { Wanted } from './wanted.ts'

/** Treatments of the file so far: two rows of one substance are two supplies of it, and only a person can say which is right. */
export class Seen {
  readonly #lines = new Map<string, { line: number; vtmId: string; isBiologic: boolean }[]>()

  /** Why a row cannot go in beside the rows before it and what is held; undefined when it can, and it is remembered. */
  problemOf(line: number, wanted: Wanted, held: readonly Held[]): string | undefined {
    const { patientId, vtmId, isBiologic } = wanted
    const earlier = this.#lines.get(patientId) ?? []
    const twice = earlier.find((one) => one.vtmId === vtmId && one.line !== line)
    if (twice) return `Line ${twice.line} is the same medicine for the same patient: keep one of the two.`
    const other = isBiologic ? earlier.find((one) => one.isBiologic && one.line !== line) : undefined
    if (other)
      return `Line ${other.line} is another biologic medicine for the same patient: enter the second by hand, with the reason.`
    const another = isBiologic ? held.find((one) => one.vtmId !== vtmId && one.therapy?.isBiologic === true) : undefined
    if (another)
      return `The patient has another biologic medicine in Troth, ${another.medicine}: enter the second by hand, with the reason.`
    if (!earlier.some((one) => one.line === line)) this.#lines.set(patientId, [...earlier, { line, vtmId, isBiologic }])
    return undefined
  }
}
