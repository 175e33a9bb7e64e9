import { createApiClient } from '../../src/core/api-clients/index.ts'
import { createStaffAccount } from '../../src/core/identity/accounts/index.ts'
import { inviteStaff } from '../../src/core/identity/administration/commands/invite-staff.ts'
import { makeDemonstrationKey } from '../../src/core/identity/signatures/index.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import { listKeys } from '../../src/core/identity/signatures/queries/key-holders.ts'
import type { SignatureTables } from '../../src/core/identity/signatures/tables.ts'
import { stretchSecret } from '../../src/core/signing/own-secret.ts'
import { bringIn, SAMPLE } from '../../src/core/medicines/sample.test-support.ts'
import { registerPatient, type NewPatient } from '../../src/core/patients/index.ts'
import { addTask } from '../../src/core/tasks/commands/add-task.ts'
import { addTeam } from '../../src/core/tasks/commands/manage-teams.ts'
import { allowSending, shareNote } from '../../src/core/disclosures/note-shared.test-support.ts'
import { addCompany } from '../../src/services/homecare/companies/commands.ts'
import { proposeScheme } from '../../src/services/homecare/schemes/commands/propose.ts'
import { USUAL_SUPPLY_TIMES } from '../../src/services/homecare/supply-cover/deadlines.ts'
import { newUuid } from '../../src/core/values/uuid.ts'
import { STAFF_ID, type TestPlatform } from '../support/test-platform.ts'

/** Stands in the first organisation's records, and must never be on a page of another's. */
export const CANARY = 'Kingfisher'

const person = (given: string, number: string): NewPatient => ({
  names: [{ use: 'usual', prefix: [], given: [given], family: CANARY, suffix: [] }],
  nhsNumber: { number, status: '01' },
  gender: 'female',
  birthDate: '1961-03-12',
  addresses: [],
  contactPoints: [],
})

/** What stands for each varying part of an address: something of the first organisation, made by the real commands. */
export async function makeFixture(test: TestPlatform): Promise<Readonly<Record<string, string>>> {
  const admin = test.as(['administrator'], { purpose: 'administration' })
  const nurse = test.as(['nurse'])
  const patientId = idOf(await registerPatient(nurse, person('Amina', '9990000018')), 'patientId')
  const otherId = idOf(await registerPatient(nurse, person('Bilal', '9990000026')), 'patientId')
  const staff = { name: CANARY, email: 'kingfisher@riverside.example', roles: ['receptionist'] } as const
  const accountId = idOf(await inviteStaff(admin, staff), 'accountId')
  const teamId = idOf(await addTeam(admin, { name: CANARY }), 'teamId')
  const task = { reason: 'core.something-to-do', owner: { teamId }, patientId }
  const client = { name: CANARY, purpose: 'direct-care', scopes: ['system/Patient.rs'], rights: [], days: 30 } as const
  await allowSending(test)
  await bringIn(test)
  const companyId = idOf(await addCompany(admin, COMPANY), 'companyId')
  return {
    patientId,
    companyId,
    schemeId: await makeScheme(test, companyId),
    substance: SAMPLE.adalimumab,
    otherId,
    id: patientId,
    accountId,
    teamId,
    keyId: await makeKey(test),
    taskId: idOf(await addTask(nurse, task as never), 'taskId'),
    clientId: idOf(await createApiClient(admin, { ...client, tokenHash: '00'.repeat(32) } as never), 'clientId'),
    disclosureId: idOf(
      await shareNote(nurse, { to: test.otherTenantId, about: newUuid(new Date()), words: CANARY }),
      'disclosureId',
    ),
    recipientId: test.otherTenantId,
    senderId: test.tenantId,
    organisation: 'riverside',
    ...Object.fromEntries(NOBODYS.map((name) => [name, STAFF_ID])),
    medicine: SAMPLE.humiraPen40,
    entry: '0',
    act: 'withdraw',
    use: 'home',
    token: 'a'.repeat(43),
  }
}

const COMPANY = {
  name: CANARY,
  recipientId: undefined,
  odsCode: undefined,
  telephone: undefined,
  email: undefined,
  addressLines: [],
  nation: 'england-and-wales',
  answerDays: 2,
} as const

/** A scheme that waits for a second person. */
async function makeScheme(test: TestPlatform, companyId: string): Promise<string> {
  const content = {
    isBiologic: true,
    brands: [SAMPLE.humiraPen40],
    companies: [companyId],
    limits: undefined,
    times: USUAL_SUPPLY_TIMES.value,
    mayCheckerScreen: false,
    mostPauseDays: 84,
    mostCoverDays: 112,
    monitoring: 'None',
    maySignFirst: false,
  }
  const pharmacist = test.as(['pharmacist'], { purpose: 'administration' })
  return idOf(await proposeScheme(pharmacist, { vtmId: SAMPLE.adalimumab, name: CANARY, content }), 'schemeId')
}

/** The signing key of a doctor. */
async function makeKey(test: TestPlatform): Promise<string> {
  const { tenantId } = test
  const demonstration = { ...test.platform, demonstration: true }
  const actorId = await createStaffAccount(demonstration, {
    tenantId,
    name: CANARY,
    email: 'doctor.kingfisher@riverside.example',
    roles: ['doctor'],
    registrations: [{ register: 'gmc', number: '7654321' }],
    password: 'marmalade otter kettle',
    demonstration: true,
  })
  const doctor = test.as(['doctor'], { actorId, purpose: 'security', demonstration: true })
  await makeDemonstrationKey(doctor, await stretchSecret('walnut harbour pepper'))
  const { rows } = await readInTenant<SignatureTables, Awaited<ReturnType<typeof listKeys>>>(doctor, (tx) =>
    listKeys(tx, tenantId, { isWithdrawn: false, page: 1 }),
  )
  return idOf(rows[0], 'keyId')
}

/** Parts that are tried with an identifier of nothing: their own tests try a real one in another organisation. */
const NOBODYS = [
  'absenceId',
  'allergy',
  'concernId',
  'contactId',
  'deliveryId',
  'enrolmentId',
  'eventId',
  'jobId',
  'measurementId',
  'missedDoseId',
  'mergeId',
  'messageId',
  'prescriptionId',
  'relatedPerson',
  'runId',
  'therapyId',
] as const

function idOf(answer: unknown, name: string): string {
  const id = (answer as Record<string, unknown> | null)?.[name]
  if (typeof id !== 'string') throw new Error(`The fixture could not make a ${name}: ${JSON.stringify(answer)}`)
  return id
}
