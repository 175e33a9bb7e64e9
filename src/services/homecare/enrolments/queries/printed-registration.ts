import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { getAllergyStatus, hospitalNumberOf } from '../../../../core/patients/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addressLines } from '../../../../core/values/address.ts'
import { fullName } from '../../../../core/values/person-name.ts'
import { formatTelephoneNumber } from '../../../../core/values/telephone-number.ts'
import { made, type Made } from '../../documents/made.ts'
import { registrationDocument } from '../../documents/registration-document.ts'
import { BY_HAND, type RegistrationFacts } from '../../documents/registration-facts.ts'
import { listSteps, type Step } from '../../steps/queries.ts'
import type { HomecareWork } from '../../tables.ts'
import { CHECKLIST } from '../checklist.ts'
import { AGREED_HOW, type SupportChoice } from '../enrolment-details.ts'
import { placeKnown } from '../address-words.ts'
import { needsSaid } from '../needs-said.ts'
import type { RegistrationBody } from '../registration-body.ts'
import type { Registration } from './registrations.ts'

const HIDDEN = 'Not shown: this is a sensitive record'

/** The registration as a document: what the company is told, with the hospital number as forms have it; or why there is none. */
export async function printedRegistration(
  tx: Reader<HomecareWork & TenancyTables>,
  ctx: Context,
  registration: Registration,
  body: RegistrationBody,
): Promise<Made> {
  const { patient } = body
  const { birthDate, nhsNumber } = patient
  const [name] = patient.names
  if (birthDate === undefined || name === undefined) {
    const refusal = { name: 'no-birth-date', sentence: 'The record has no date of birth' }
    return made([refusal], () => {
      throw new Error('A refused registration is not made')
    })
  }
  const allergies = await getAllergyStatus(tx, ctx, registration.patientId)
  const steps = await listSteps(tx as never, ctx, [registration.enrolmentId])
  const { settings } = await getOrganisation(tx, ctx.tenantId)
  const hidden = registration.sensitive ? [HIDDEN] : []
  const points = (...systems: readonly string[]) =>
    patient.contactPoints.filter(({ system }) => systems.includes(system)).map(({ value }) => value)
  const telephones = points('phone', 'textphone').map(formatTelephoneNumber)
  return made([], () =>
    registrationDocument({
      kind: kindOf(registration),
      reference: registration.enrolmentId.slice(-12).toUpperCase(),
      patient: {
        name: fullName(name),
        birthDate,
        nhsNumber: 'number' in nhsNumber ? nhsNumber.number : undefined,
        hospitalNumber: hospitalNumberOf(registration.patient, settings),
        address: patient.homeAddress ? addressLines({ use: 'home', ...patient.homeAddress }) : hidden,
        telephones: telephones.length > 0 ? telephones : hidden,
        email: points('email')[0],
        weight: BY_HAND,
        needs: needsSaid(body),
        allergies,
        practice: BY_HAND,
      },
      therapy: {
        medicine: body.medicine,
        device: BY_HAND,
        reason: BY_HAND,
        doseText: body.broughtIn?.dose ?? BY_HAND,
        firstDoseOn: BY_HAND,
        deliveryEvery: BY_HAND,
        firstDeliveryBy: BY_HAND,
        isSharpsBinNeeded: body.sharpsBin === undefined ? BY_HAND : body.sharpsBin === 'deliver',
        orderNumber: BY_HAND,
        fundingReference: BY_HAND,
      },
      service: BY_HAND,
      funder: BY_HAND,
      deliveryAddress: placeOf(registration, body),
      contacts: body.contacts.map((contact) => ({
        name: contact.name,
        relationship: contact.relationship,
        telephone: contact.telephone ?? 'Not shown',
        mayBeTold: 'Deliveries',
      })),
      agreement: body.agreement && {
        on: body.agreement.on,
        how: AGREED_HOW[body.agreement.how].toLowerCase(),
        recordedBy: undefined,
      },
      supportProgramme: body.supportProgramme ? SUPPORT[body.supportProgramme] : 'not-asked',
      checklist: Object.entries(CHECKLIST.value).map(([code, question]) => ({
        question,
        answer: registration.details.checked?.includes(code) === true ? 'yes' : 'not-yet',
        by: undefined,
      })),
      hospital: {
        name: body.from.hospital,
        department: BY_HAND,
        address: BY_HAND,
        telephone: body.from.telephone ?? BY_HAND,
        consultant: BY_HAND,
      },
      company: registration.company?.name ?? 'The homecare company',
      acceptance: acceptanceOf(registration, steps),
      madeAt: ctx.clock.now(),
      isDemonstration: ctx.demonstration === true,
    }),
  )
}

const SUPPORT: Readonly<Record<SupportChoice, RegistrationFacts['supportProgramme']>> = {
  join: 'wanted',
  decline: 'not-wanted',
  none: 'not-offered',
}

const kindOf = ({ details }: Registration): RegistrationFacts['kind'] =>
  details.broughtIn ? 'known' : details.movesFrom === undefined ? 'new' : 'transfer'

function placeOf({ isAddressHidden }: Registration, { place, deliveryAddress }: RegistrationBody) {
  if (place === 'collection') return ['The patient collects it']
  if (deliveryAddress) return [...addressLines({ use: 'delivery', ...deliveryAddress }), ...placeKnown(deliveryAddress)]
  return isAddressHidden ? [HIDDEN] : undefined
}

/** The company's answer to the last sending; what went before it no longer counts. */
function acceptanceOf(
  { company, details, accountReference }: Registration,
  steps: readonly Step[],
): RegistrationFacts['acceptance'] {
  const by = company?.name ?? 'the company'
  const reference = accountReference ?? 'None'
  const said = details.broughtIn?.companySaid
  if (said?.answer === 'accept') return { outcome: 'accepted', at: said.on, by, reference }
  const last = steps.filter(({ event }) => ['submit', 'accept', 'reject'].includes(event)).at(-1)
  if (last === undefined || last.event === 'submit') return { outcome: 'waiting' }
  const at = last.saidOn ?? last.happenedAt
  return last.event === 'accept'
    ? { outcome: 'accepted', at, by, reference }
    : { outcome: 'rejected', at, by, reason: last.reason ?? 'Not recorded' }
}
