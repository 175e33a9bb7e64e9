import type { FastifyInstance } from 'fastify'
import type { TestPlatform } from '../../../../test/support/test-platform.ts'
import { buildServer } from '../../http/server.ts'
import { findSignedIn } from '../accounts/find-signed-in.ts'
import { registerPatient } from '../../patients/commands/register-patient.ts'
import type { NewPatient } from '../../patients/patient.ts'
import { giveActivationCode } from './commands/make-code.ts'

/** People of the tests. NHS numbers of the 999 range belong to nobody. */
export const AMINA: NewPatient = {
  names: [{ use: 'usual', prefix: ['Mrs'], given: ['Amina'], family: 'Smith', suffix: [] }],
  nhsNumber: { number: '9990000018', status: '01' },
  gender: 'female',
  birthDate: '1961-03-12',
  addresses: [{ use: 'home', lines: ['1 High Street'], city: 'Leeds', postcode: 'LS1 1AA' }],
  contactPoints: [
    { system: 'phone', use: 'mobile', value: '+447700900123', source: 'staff', confirmedOn: '2026-10-01' },
  ],
}

export async function register(test: TestPlatform, person: NewPatient, tenantId = test.tenantId): Promise<string> {
  const answer = await registerPatient(test.as(['receptionist'], { tenantId }), person)
  if ('refused' in answer) throw new Error(answer.refused)
  return answer.patientId
}

/** A letter's code for a patient, as the receptionist has just printed it. */
export async function codeFor(test: TestPlatform, patientId: string, tenantId = test.tenantId): Promise<string> {
  const made = await giveActivationCode(test.as(['receptionist'], { tenantId }), { patientId, channel: 'letter' })
  if (typeof made === 'string') throw new Error(made)
  return made.code
}

export const serverOf = async (test: TestPlatform): Promise<FastifyInstance> =>
  await buildServer(test.platform, {
    findSignedIn,
    demonstration: false,
    publicUrl: 'http://localhost',
    rateLimits: false,
  })
