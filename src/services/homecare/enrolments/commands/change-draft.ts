import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import { type DeliveryAddress, type EnrolmentDetails, withPlaceKept } from '../enrolment-details.ts'
import { isWithCompany, OVER_STATES } from '../enrolment.ts'
import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { checkRegistration, writeRegistration } from '../policy.ts'
import type { Registration } from '../queries/registrations.ts'
import { addressWanted } from '../task-reasons.ts'
import type { OwnerChoice } from './begin-registration.ts'
import { ownerOf } from './close-tasks.ts'
import { DONE, refused, registrationCommand, type WhichRegistration } from './registration-command.ts'
import { tellCompanyOfPlace } from './tell-company.ts'
import { waitForPlaceWord } from './wait-for-place-word.ts'

type Part = Pick<EnrolmentDetails, 'agreement' | 'supportProgramme' | 'openingStock' | 'sharpsBin' | 'coldStore'>
const NOT_DRAFT = 'Only a registration that is being written can be changed: send it back or correct it first'

/** Keeps one page's answers of a registration that is being written. */
export const saveDraft = registrationCommand<
  WhichRegistration & { readonly part: Part; readonly note?: string | null | undefined }
>({
  action: 'homecare.registration.changed',
  policy: writeRegistration,
  async run(tx, ctx, registration, { part, note }) {
    if (registration.state !== 'draft') return refused('not-draft', NOT_DRAFT)
    await write(tx, ctx, registration, {
      details: JSON.stringify({ ...registration.details, ...part }),
      ...(note === undefined ? {} : { note: note === null ? null : await sealedNote(tx, ctx, registration, note) }),
    })
    return DONE
  },
})

/** Where deliveries go. After the company has the registration, it is told, and is to say that it knows. */
export const savePlace = registrationCommand<
  WhichRegistration & { readonly place: { readonly address: DeliveryAddress } | 'collection' | 'ask-someone' }
>({
  action: 'homecare.registration.place-changed',
  policy: writeRegistration,
  async run(tx, ctx, registration, { place }) {
    const { enrolmentId, patientId, details, state } = registration
    if (state !== 'draft' && !isWithCompany(state)) return refused('not-draft', NOT_DRAFT)
    const entity = { type: 'homecare.enrolment', id: enrolmentId }
    if (place === 'ask-someone') {
      const owner = ownerOf(registration)
      await createTask(tx, ctx, { reason: addressWanted, owner, patientId, entity, key: enrolmentId })
      return DONE
    }
    const isCollected = place === 'collection'
    if (!isCollected && !maySeeContact(ctx, registration)) return refused('sensitive', HIDDEN)
    const address = isCollected ? undefined : withPlaceKept(place.address, registration.deliveryAddress)
    await write(tx, ctx, registration, {
      details: JSON.stringify({ ...details, place: isCollected ? 'collection' : 'address' }),
      delivery_address: address === undefined ? null : JSON.stringify(address),
    })
    const outcome = isCollected ? 'collection' : 'added'
    await closeTasksOf(tx, ctx, { reason: addressWanted, key: enrolmentId, outcome })
    if (isWithCompany(state)) {
      const said = isCollected ? { place: 'collection' as const } : { place: 'address' as const, address }
      const number = await tellCompanyOfPlace(tx, ctx, registration, said)
      await waitForPlaceWord(tx, ctx, registration, number)
    }
    return DONE
  },
})

/** Who has the next step when something about it is to be done. */
export const changeOwner = registrationCommand<WhichRegistration & { readonly owner: OwnerChoice }>({
  action: 'homecare.registration.given',
  policy: writeRegistration,
  async run(tx, ctx, registration, { owner }) {
    if (OVER_STATES.includes(registration.state)) return refused('over', 'This registration has ended')
    await write(tx, ctx, registration, {
      owner_account_id: 'accountId' in owner ? owner.accountId : null,
      owner_team_id: 'teamId' in owner ? owner.teamId : null,
    })
    return DONE
  },
})

/** Keeps what pharmacy has checked so far. */
export const saveChecklist = registrationCommand<WhichRegistration & { readonly checked: readonly string[] }>({
  action: 'homecare.registration.checked',
  policy: checkRegistration,
  async run(tx, ctx, registration, { checked }, note) {
    if (registration.state !== 'awaiting-pharmacy') {
      return refused('not-with-pharmacy', 'Only a registration that is with pharmacy can be checked')
    }
    await write(tx, ctx, registration, { details: JSON.stringify({ ...registration.details, checked }) })
    note.values = { checked: [...checked] }
    return DONE
  },
})

const HIDDEN = 'This is a sensitive record: only someone with the right to see its address can enter one'

type Changed = Partial<{
  details: string
  delivery_address: string | null
  note: Buffer | null
  owner_account_id: string | null
  owner_team_id: string | null
}>

const write = async (tx: AnyTx, ctx: Context, { enrolmentId }: Registration, changed: Changed): Promise<void> => {
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.enrolment')
    .set((row) => ({ ...changed, version: row('version', '+', 1) }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .execute()
}

const sealedNote = (tx: AnyTx, ctx: Context, registration: Registration, note: string): Promise<Buffer> =>
  sealFor(
    asTx<HomecareWork>(tx),
    ctx,
    { subjectId: registration.rowPatientId, class: 'clinical-text' },
    { table: 'homecare.enrolment', column: 'note', rowId: registration.enrolmentId },
    note,
  )
