import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { maySeeContact } from '../../../../core/patients/visibility.ts'
import { registrationShape, type RegistrationBody } from '../registration-body.ts'
import type { EnrolmentTables } from '../tables.ts'
import type { Registration } from './registrations.ts'

type Tables = Reader<EnrolmentTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys'>
type Of = Pick<Registration, 'enrolmentId' | 'rowPatientId'>

/** The note for the company; undefined when there is none. */
export const openNote = (tx: Tables, by: By, of: Of): Promise<string | undefined> =>
  open(tx, by, of, 'note', 'clinical-text')

/** In a company's records: what the hospital sent, with where deliveries go now. Of a sensitive record, without what leads to its door for those who may not see it. */
export async function openSaid(
  tx: Tables,
  ctx: Pick<Context, 'tenantId' | 'keys' | 'actor'>,
  registration: Registration,
): Promise<RegistrationBody | undefined> {
  const text = await open(tx, ctx, registration, 'said', 'message-body')
  if (text === undefined) return undefined
  const sent = registrationShape.parse(JSON.parse(text))
  const { place, placeChange } = registration.details
  const now = placeChange ? { place, deliveryAddress: addressOf(registration) } : {}
  const said = { ...sent, ...now }
  if (maySeeContact(ctx, registration)) return said
  return {
    ...said,
    deliveryAddress: undefined,
    patient: { ...said.patient, homeAddress: undefined, contactPoints: [] },
    contacts: said.contacts.map((contact) => ({ ...contact, telephone: undefined })),
  }
}

const addressOf = ({ deliveryAddress }: Registration): RegistrationBody['deliveryAddress'] =>
  deliveryAddress && { ...deliveryAddress, lines: [...deliveryAddress.lines] }

async function open(
  tx: Tables,
  by: By,
  { enrolmentId, rowPatientId }: Of,
  column: 'note' | 'said',
  dataClass: 'clinical-text' | 'message-body',
): Promise<string | undefined> {
  const row = await (tx as Reader<EnrolmentTables>)
    .selectFrom('homecare.enrolment')
    .select(['note', 'said'])
    .where('tenant_id', '=', by.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  const sealed = row?.[column]
  if (!sealed) return undefined
  const subject = { subjectId: rowPatientId, class: dataClass } as const
  return await openFor(tx as never, by, subject, { table: 'homecare.enrolment', column, rowId: enrolmentId }, sealed)
}
