import { getAllergyStatus, getPatient, recordNoKnownAllergies } from '../../src/core/patients/index.ts'
import { CHECKLIST } from '../../src/services/homecare/enrolments/checklist.ts'
import { answerRegistration } from '../../src/services/homecare/enrolments/commands/answer-registration.ts'
import { beginRegistration } from '../../src/services/homecare/enrolments/commands/begin-registration.ts'
import { saveChecklist, saveDraft, savePlace } from '../../src/services/homecare/enrolments/commands/change-draft.ts'
import { sendToPharmacy } from '../../src/services/homecare/enrolments/commands/hand-on.ts'
import { submitRegistration } from '../../src/services/homecare/enrolments/commands/submit-registration.ts'
import { deliveryAddressOf } from '../../src/services/homecare/enrolments/enrolment-details.ts'
import { type Case, comesTo } from './cases.ts'
import { enrolmentOf, expectDone, patientOf, read, type World } from './world.ts'

/** Registers somebody as far as the homecare company, which answers in its own time. Goes on where it was. */
export async function register(world: World, one: Case): Promise<string> {
  const { nurse, pharmacist } = world
  const patientId = await patientOf(world, one)
  const enrolmentId = (await begunFor(world, patientId)) ?? (await begin(world, one, patientId))
  const now = async () => (await enrolmentOf(nurse, enrolmentId)) ?? { enrolmentId, state: undefined, version: 0 }
  if ((await now()).state === 'draft') {
    await write(world, enrolmentId, patientId)
    expectDone('Sending to pharmacy', await sendToPharmacy(nurse, await now()))
  }
  if (!comesTo(one, 'registered') || (await now()).state !== 'awaiting-pharmacy') return enrolmentId
  const checked = Object.keys(CHECKLIST.value)
  expectDone('The checklist', await saveChecklist(pharmacist, { ...(await now()), checked }))
  expectDone('Sending to the company', await submitRegistration(pharmacist, await now()))
  return enrolmentId
}

/** The company accepts: in its own records, or by telephone when it does not use Troth. */
export async function acceptRegistration(world: World, one: Case, enrolmentId: string): Promise<void> {
  const { supplier, pharmacist, today } = world
  const ctx = one.company === 'brightwell' ? supplier : pharmacist
  const held = await enrolmentOf(ctx, enrolmentId)
  if (held?.state !== 'submitted') return
  const body = { answer: 'accept', accountReference: `HC-${one.person}` } as const
  const onBehalf = one.company === 'second' ? ({ source: 'telephone', saidOn: today } as const) : undefined
  expectDone('Accepting the registration', await answerRegistration(ctx, { ...held, body, onBehalf }))
}

const begunFor = async ({ nurse }: World, patientId: string): Promise<string | undefined> =>
  read(nurse, async (tx) => {
    const row = await tx
      .selectFrom('homecare.enrolment')
      .select('enrolment_id')
      .where('tenant_id', '=', nurse.tenantId)
      .where('patient_id', '=', patientId)
      .executeTakeFirst()
    return row?.enrolment_id
  })

async function begin(world: World, one: Case, patientId: string): Promise<string> {
  const { nurse, schemes, companies } = world
  const status = await read(nurse, (tx) => getAllergyStatus(tx, nurse, patientId))
  if (status.status === 'not-yet-asked') await recordNoKnownAllergies(nurse, { patientId, version: 1 })
  const owner = { accountId: nurse.actor.id }
  const [schemeId, companyId] = [schemes[one.treatment], companies[one.company]]
  const made = await beginRegistration(nurse, { patientId, schemeId, companyId, owner })
  if ('refusals' in made) throw new Error(`No registration: ${JSON.stringify(made.refusals)}`)
  return made.enrolmentId
}

/** Everything that is asked; every answer may be given again. */
async function write({ nurse, today }: World, enrolmentId: string, patientId: string): Promise<void> {
  const which = async () => (await enrolmentOf(nurse, enrolmentId)) ?? { enrolmentId, version: 0 }
  const { addresses } = await read(nurse, (tx) => getPatient(tx, nurse, patientId))
  const home = addresses.find(({ use }) => use === 'home')
  if (!home) throw new Error('Deliveries need an address')
  const agreement = { on: today, how: 'face-to-face' } as const
  expectDone('The agreement', await saveDraft(nurse, { ...(await which()), part: { agreement } }))
  const place = { address: deliveryAddressOf(home) }
  expectDone('The address', await savePlace(nurse, { ...(await which()), place }))
  const part = { supportProgramme: 'decline', sharpsBin: 'deliver', coldStore: 'fridge', openingStock: 0 } as const
  expectDone('The supplies', await saveDraft(nurse, { ...(await which()), part }))
}
