import type { Platform } from '../../src/core/context.ts'
import { createPatientAccount } from '../../src/core/identity/patient-access/index.ts'
import type { PasswordHash } from '../../src/core/identity/accounts/index.ts'
import { changeHomeAccess } from '../../src/core/patients/commands/change-home-access.ts'
import { recordDeath } from '../../src/core/patients/commands/change-details.ts'
import { addRelatedPerson } from '../../src/core/patients/commands/change-related-people.ts'
import { markSensitive } from '../../src/core/patients/commands/mark-sensitive.ts'
import { recordAllergy, recordNoKnownAllergies } from '../../src/core/patients/commands/record-allergies.ts'
import { recordMeasurement } from '../../src/core/patients/commands/record-measurement.ts'
import { registerPatient, type NewPatient } from '../../src/core/patients/index.ts'
import { asStaff } from '../as-staff.ts'
import { PEOPLE } from '../people.ts'

type Key = keyof typeof PEOPLE
/** The version of a record that nobody has changed: the same every time the story is built. */
const AS_REGISTERED = 1

/** Riverside's patients of every kind, each with what makes the kind. */
export async function seedPatients(platform: Platform, password: () => Promise<PasswordHash>): Promise<void> {
  const nurse = await asStaff(platform, 'riverside', 'nurse', 'patients')
  const doctor = await asStaff(platform, 'riverside', 'doctor', 'patients')
  const ids = new Map<Key, string>()
  for (const [key, person] of Object.entries(PEOPLE) as [Key, NewPatient][]) {
    const answer = await registerPatient(nurse, person)
    ids.set(key, answer.patientId)
  }
  const id = (key: Key): string => ids.get(key) ?? ''

  await recordAllergy(doctor, {
    patientId: id('amina'),
    allergy: {
      substance: 'Penicillin',
      code: undefined,
      reactions: ['rash'],
      severity: 'moderate',
      recordedOn: '2019-04-02',
    },
    note: 'Rash over chest and arms within an hour of the first dose, 2019.',
  })
  await recordNoKnownAllergies(nurse, { patientId: id('zoe'), version: AS_REGISTERED })
  await recordMeasurement(nurse, {
    patientId: id('amina'),
    kind: 'weight',
    value: 71.5,
    measuredOn: '2026-10-20',
    source: 'measured',
  })
  await recordMeasurement(nurse, {
    patientId: id('amina'),
    kind: 'height',
    value: 163,
    measuredOn: '2024-05-12',
    source: 'measured',
  })
  await recordMeasurement(nurse, {
    patientId: id('george'),
    kind: 'weight',
    value: 84,
    measuredOn: '2025-11-02',
    source: 'patient',
  })
  await addRelatedPerson(nurse, {
    patientId: id('amina'),
    person: relative('Imran', 'Khan', ['spouse', 'next-of-kin'], '+447700900201', ['deliveries', 'appointments']),
    note: 'Takes in deliveries on weekdays. Not to be told about results.',
  })
  await addRelatedPerson(nurse, {
    patientId: id('noah'),
    person: relative('Grace', 'Mensah', ['parent', 'next-of-kin'], '+447700900212', [
      'appointments',
      'deliveries',
      'medicines',
      'results',
      'condition',
      'emergencies',
    ]),
  })
  await changeHomeAccess(nurse, {
    patientId: id('george'),
    version: 0,
    instructions: 'Key safe to the left of the back door. Ring first and wait: he walks with a frame.',
  })
  await markSensitive(doctor, {
    patientId: id('jane'),
    version: AS_REGISTERED,
    sensitive: true,
    reason: 'At risk from a former partner; told us on 20 August 2026.',
  })
  await recordDeath(nurse, {
    patientId: id('arthur'),
    version: AS_REGISTERED,
    death: { on: '2026-10-30', notice: 'formal', source: 'registrar' },
  })
  for (const key of ['amina', 'george'] as const) {
    await createPatientAccount(platform, {
      tenantId: nurse.tenantId,
      patientId: id(key),
      password: await password(),
      demonstration: true,
    })
  }
}

function relative(
  given: string,
  family: string,
  relationships: Parameters<typeof addRelatedPerson>[1]['person']['relationships'],
  telephone: string,
  mayBeTold: Parameters<typeof addRelatedPerson>[1]['person']['mayBeTold'],
): Parameters<typeof addRelatedPerson>[1]['person'] {
  return {
    name: { use: 'usual', prefix: [], given: [given], family, suffix: [] },
    relationships,
    telephone,
    email: undefined,
    address: undefined,
    language: undefined,
    interpreterRequired: false,
    mayBeTold,
    start: undefined,
    end: undefined,
  }
}
