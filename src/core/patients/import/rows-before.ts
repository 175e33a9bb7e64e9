import type { Context } from '../../context.ts'
import { newUuid } from '../../values/uuid.ts'
import { keepEntries, type Patient, type PatientDetails } from '../patient.ts'
import { maySeeContact } from '../visibility.ts'
import type { Decision, RowMatches } from './decide-row.ts'
import { keysOf } from './independent-rows.ts'
import type { SentPatient } from './sent-patient.ts'

/**
 * In a preview nothing is written, so a second row about one person does not find what the first would have made of them.
 * This remembers it, for people of whom several rows may speak: what a preview counts is what the import then does.
 */
export class RowsBefore {
  readonly #ctx: Pick<Context, 'actor' | 'clock'>
  readonly #repeated: ReadonlySet<string>
  readonly #byKey = new Map<string, Map<string, Patient>>()
  readonly #byId = new Map<string, Patient>()
  readonly #invented = new Set<string>()
  /** `repeated` are the keys that more than one row of the file has. */
  constructor(ctx: Pick<Context, 'actor' | 'clock'>, repeated: ReadonlySet<string>) {
    this.#ctx = ctx
    this.#repeated = repeated
  }

  /** What a row would have made of someone. */
  remember(decision: Decision): void {
    if (decision.kind === 'add') {
      const patientId = newUuid(this.#ctx.clock.now())
      this.#keep(this.#asRecord(patientId, 1, decision.details, decision.sensitive), true)
    } else if (decision.kind === 'change') {
      const { patientId, version, details, sensitive } = decision.change
      this.#keep(this.#asRecord(patientId, version + 1, details, sensitive), this.#invented.has(patientId))
    }
  }

  /** The records a row may be about, with those that rows before it would have made. */
  matches(sent: SentPatient, found: RowMatches): RowMatches {
    const keys = keysOf(sent)
    const hits = (wanted: (key: string) => boolean) =>
      keys.filter(wanted).flatMap((key) => [...(this.#byKey.get(key)?.values() ?? [])])
    const [same = found.same && (this.#byId.get(found.same.patientId) ?? found.same)] = hits((key) => !isName(key))
    if (same) return { same, alike: [] }
    return { same: undefined, alike: [...hits(isName), ...found.alike] }
  }

  /** Whether a record is of this file and not in the database. */
  isInvented(patientId: string): boolean {
    return this.#invented.has(patientId)
  }

  #keep(patient: Patient, isInvented: boolean): void {
    const keys = keysOf(patient).filter((key) => this.#repeated.has(key))
    if (keys.length === 0) return
    if (isInvented) this.#invented.add(patient.patientId)
    this.#byId.set(patient.patientId, patient)
    for (const key of keys) {
      const known = this.#byKey.get(key) ?? new Map<string, Patient>()
      this.#byKey.set(key, known.set(patient.patientId, patient))
    }
  }

  #asRecord(patientId: string, version: number, details: PatientDetails, sensitive: boolean): Patient {
    const contactHidden = !maySeeContact(this.#ctx, { patientId, sensitive })
    const now = this.#ctx.clock.now()
    return {
      ...details,
      patientId,
      names: keepEntries(details.names),
      addresses: contactHidden ? [] : keepEntries(details.addresses),
      contactPoints: contactHidden ? [] : keepEntries(details.contactPoints),
      generalPractice: contactHidden ? undefined : details.generalPractice,
      allergyStatus: 'not-yet-asked',
      sensitive,
      contactHidden,
      mergedInto: undefined,
      version,
      registeredAt: now,
      updatedAt: now,
    }
  }
}

const isName = (key: string) => key.startsWith('name ')

/** Bits of a first look at the keys: as large as 134 million people need, whatever the file. */
const BITS = 2 ** 27

/** Finds the keys that several rows have, in a memory that does not grow with the file. It may name a few too many. */
export class RepeatedKeys {
  readonly keys = new Set<string>()
  readonly #seen = new Uint8Array(BITS / 8)

  look(sent: SentPatient): void {
    for (const key of new Set(keysOf(sent))) {
      const bit = hashOf(key) % BITS
      const mask = 1 << (bit & 7)
      if (this.#seen[bit >> 3]! & mask) this.keys.add(key)
      this.#seen[bit >> 3]! |= mask
    }
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
