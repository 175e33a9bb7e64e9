import type { Context, Platform } from '../../src/core/context.ts'
import { apiToken, apiTokenHash, createApiClient } from '../../src/core/api-clients/index.ts'
import { recordContact } from '../../src/core/contacts/index.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import { platformReader } from '../../src/core/database/platform-reader.ts'
import { readSearchText, searchPatients, type PatientTables } from '../../src/core/patients/index.ts'
import { addTask, addTeam, closeTask, recordAbsence } from '../../src/core/tasks/index.ts'
import { reportConcern } from '../../src/core/safety-concerns/index.ts'
import { addDays } from '../../src/core/values/civil-date.ts'
import { civilDateOf } from '../../src/core/values/london-time.ts'
import type { TenancyTables } from '../../src/core/tenancy/tables.ts'
import { asStaff } from '../as-staff.ts'

/** A day's work at Riverside: tasks for people, roles and a team, one of them urgent, one finished. */
export async function seedWork(platform: Platform): Promise<void> {
  const nurse = await asStaff(platform, 'riverside', 'nurse', 'work')
  const pharmacist = await asStaff(platform, 'riverside', 'pharmacist', 'work')
  const administrator = await asStaff(platform, 'riverside', 'administrator', 'work')
  const began = await beganAt(platform, nurse.tenantId)
  const [amina, george, zoe] = [
    await find(nurse, 'khan amina'),
    await find(nurse, 'adeyemi george'),
    await find(nurse, 'lefevre zoe'),
  ]

  await addTeam({ ...administrator, purpose: 'administration' }, { name: 'Rheumatology homecare' })
  await addTask(nurse, {
    reason: 'core.call-patient',
    owner: { accountId: nurse.actor.id },
    patientId: amina,
    priority: 'urgent',
    note: 'Says the last delivery was warm when it arrived.',
  })
  await addTask(nurse, {
    reason: 'core.check-record',
    owner: { role: 'pharmacist' },
    patientId: amina,
    note: 'Penicillin allergy recorded in 2019: please confirm what happened.',
  })
  await addTask(nurse, {
    reason: 'core.call-patient',
    owner: { role: 'receptionist' },
    patientId: george,
    note: 'Is his mobile number still right?',
  })
  await addTask(pharmacist, {
    reason: 'core.something-to-do',
    owner: { role: 'nurse' },
    note: 'Fridge log for November to be signed.',
  })
  const done = await addTask(nurse, {
    reason: 'core.call-patient',
    owner: { accountId: nurse.actor.id },
    patientId: zoe,
  })
  if (done === 'team-closed') throw new Error('A task for a person cannot be refused for its team')
  await closeTask(nurse, {
    taskId: done.taskId,
    version: 1,
    outcome: 'spoke',
    note: 'Interpreter booked for 3 December.',
  })
  await recordContact(nurse, {
    patientId: amina,
    direction: 'in',
    channel: 'telephone',
    happenedAt: new Date(began.getTime() - 3_600_000),
    withWhom: 'patient',
    summary: 'The last delivery felt warm. Told not to use it until we call back.',
    outcome: 'spoke',
    followUp: { owner: { role: 'pharmacist' }, priority: 'urgent', note: 'Is the pen still safe to use?' },
  })
  const today = civilDateOf(began)
  await recordAbsence(
    { ...administrator, purpose: 'administration' },
    {
      accountId: administrator.actor.id,
      fromOn: addDays(today, 14),
      untilOn: addDays(today, 21),
      coveredBy: nurse.actor.id,
    },
  )
  await reportConcern(
    { ...nurse, purpose: 'security' },
    { what: 'Two patients with the same name are next to each other in the worklist.', harm: 'nearly', where: 'Tasks' },
  )
  await createApiClient(
    { ...administrator, purpose: 'administration' },
    {
      name: 'Hospital record system',
      purpose: 'direct-care',
      scopes: ['system/Patient.rs'],
      rights: [],
      days: 365,
      // Nobody is given this token: the system is only listed.
      tokenHash: apiTokenHash(apiToken(administrator)),
    },
  )
}

/** When the demonstration began: the same instant however often the story is built. */
async function beganAt(platform: Platform, tenantId: string): Promise<Date> {
  const { created_at: at } = await platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select('created_at')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return at
}

async function find(ctx: Context, text: string): Promise<string> {
  const read = readSearchText(text)
  if (!('search' in read)) throw new Error(`Nobody can be searched for by “${text}”`)
  const found = await readInTenant<PatientTables, { patientIds: readonly string[] }>(ctx, (tx) =>
    searchPatients(tx, ctx, read.search, { number: 1, size: 1 }),
  )
  const [patientId] = found.patientIds
  if (!patientId) throw new Error(`The demonstration has nobody called “${text}”`)
  return patientId
}
