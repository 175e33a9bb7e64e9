import type { Who } from '../policy/policy.ts'
import type { Patient } from './patient.ts'

/** Who is reading. */
export type Seer = Pick<Who, 'actor'>

/**
 * The one rule of sensitive records: where such a person lives, which the GP practice nearly tells, and how to reach them is
 * for those with the named right, for the person themselves, and for the program when it sends what has passed the contact
 * checks. PDS leaves out the same of a restricted record: address, telecom, contact and general practitioner.
 */
export function maySeeContact(who: Seer, patient: Pick<Patient, 'patientId' | 'sensitive'>): boolean {
  const { actor } = who
  if (!patient.sensitive) return true
  if (actor.kind === 'system') return true
  if (actor.kind === 'patient') return actor.patientId === patient.patientId
  return actor.rights.includes('see-sensitive-records')
}
