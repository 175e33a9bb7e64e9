import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { hasNhsNumber, hospitalNumberOf, nameOf } from '../../../../core/patients/index.ts'
import type { Organisation } from '../../../../core/tenancy/organisation.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { findCompany } from '../../companies/queries.ts'
import { deliveryNote } from '../../documents/delivery-note.ts'
import type { Contact, DeliveredItem } from '../../documents/delivery-facts.ts'
import { made, type Made } from '../../documents/made.ts'
import { refuseExit } from '../../prescriptions/route.ts'
import type { RegisteredBy } from '../../enrolments/enrolment-details.ts'
import type { DeliveryOfPage, PageTables } from './delivery-page.ts'

const NOT_KNOWN = 'Not recorded'
/** The dictionary does not say how a medicine is kept, so nobody's memory stands in for its box. */
const AS_THE_BOX_SAYS = 'As the label and the box say'

/** The note that goes into a packed delivery; or why there is none. For those who may see where the patient lives. */
export async function noteOf(tx: Reader<PageTables>, ctx: Context, of: DeliveryOfPage): Promise<Made> {
  const { care, patient } = of
  const { delivery, prescription } = care
  const { bookedOn, dispensed, booking } = delivery
  const refusals = [
    refuseExit(prescription.schedule, 'pdf'),
    dispensed === undefined
      ? { name: 'not-packed', sentence: 'It can be printed once the delivery is packed' }
      : undefined,
    bookedOn === undefined
      ? { name: 'not-booked', sentence: 'It can be printed once the delivery is booked' }
      : undefined,
    patient.birthDate === undefined
      ? { name: 'no-birth-date', sentence: 'The record has no date of birth' }
      : undefined,
  ].filter((refusal) => refusal !== undefined) as readonly Refusal[]
  const { birthDate } = patient
  if (refusals.length > 0 || !dispensed || bookedOn === undefined || birthDate === undefined) {
    return made(refusals, () => {
      throw new Error('A refused note is not made')
    })
  }
  const name = fullName(nameOf(patient, ctx.clock.today()))
  const own = await getOrganisation(tx as Reader<TenancyTables>, ctx.tenantId)
  return deliveryNote({
    patient: {
      name,
      birthDate,
      nhsNumber: hasNhsNumber(patient.nhsNumber) ? patient.nhsNumber.number : undefined,
      hospitalNumber: hospitalNumberOf(patient, own.settings),
    },
    recipient: booking?.recipient?.name ?? name,
    address: addressOf(of),
    reference: delivery.deliveryId.slice(-12).toUpperCase(),
    number: { delivery: delivery.number, of: prescription.deliveries ?? delivery.number },
    deliverOn: bookedOn,
    items: dispensed.packs.flatMap((pack): DeliveredItem[] => {
      const line = delivery.lines.find(({ lineId }) => lineId === pack.lineId) ?? only(delivery.lines)
      if (line === undefined) return []
      const { batch, units, usableUntil } = pack
      return [
        {
          name: line.name,
          device: undefined,
          quantity: units,
          unit: line.unit,
          batch,
          expiresOn: usableUntil,
          storage: AS_THE_BOX_SAYS,
        },
      ]
    }),
    ...(await contactsOf(tx, ctx, of, own)),
    madeAt: ctx.clock.now(),
    isDemonstration: ctx.demonstration === true,
  })
}

const only = <Item>(list: readonly Item[]): Item | undefined => (list.length === 1 ? list[0] : undefined)

function addressOf({ care: { delivery, enrolment } }: DeliveryOfPage): readonly string[] {
  const { place } = delivery.booking ?? {}
  if (place?.kind === 'collect') return ['The patient collects it']
  return place?.kind === 'other' ? (place.lines ?? []) : enrolment.address
}

/** Whom to call: on each side, the organisation itself and the other as its own record has it. */
async function contactsOf(
  tx: Reader<PageTables>,
  ctx: Context,
  { care }: DeliveryOfPage,
  own: Pick<Organisation, 'name' | 'telephone'>,
): Promise<{ readonly company: Contact; readonly hospital: Contact }> {
  const row = await tx
    .selectFrom('homecare.enrolment')
    .select(['company_id', 'details'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', care.enrolment.enrolmentId)
    .executeTakeFirst()
  const self = contact(own.name, own.telephone)
  if (care.isCompany) {
    const { from } = (row?.details ?? {}) as { readonly from?: RegisteredBy }
    return { company: self, hospital: contact(from?.hospital ?? 'The hospital', from?.telephone) }
  }
  const company = row?.company_id ? await findCompany(tx, ctx.tenantId, row.company_id) : undefined
  return { company: contact(company?.name ?? 'The homecare company', company?.telephone), hospital: self }
}

const contact = (name: string, telephone: string | null | undefined): Contact => ({
  name,
  telephone: telephone ?? NOT_KNOWN,
  openingTimes: undefined,
})
