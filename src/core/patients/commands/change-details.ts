import type { Address } from '../../values/address.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import type { HumanName } from '../../values/person-name.ts'
import type { Communication, ContactPoint, Death, Kept, NhsNumberHeld, PatientDetails } from '../patient.ts'
import * as policy from '../policy.ts'
import { maySeeContact } from '../visibility.ts'
import { changeRecord, type RecordVersion } from './change-record.ts'

type Entries<Entry> = readonly (Entry | Kept<Entry>)[]

export interface ChangeNames extends RecordVersion {
  readonly names: Entries<HumanName>
}
/** Replaces the names, past ones included: build them with `withName`, `replaceEntry` or `withoutEntry`. */
export const changeNames = changeRecord<ChangeNames>({
  action: 'patient.names.changed',
  policy: policy.editPatient,
  change: (_details, { names }) => ({ names }),
})

export interface ChangeNhsNumber extends RecordVersion {
  readonly nhsNumber: NhsNumberHeld
}
/** Sets the NHS number, or says why there is none. */
export const changeNhsNumber = changeRecord<ChangeNhsNumber>({
  action: 'patient.nhs-number.changed',
  policy: policy.editPatient,
  change: (_details, { nhsNumber }) => ({ nhsNumber }),
})

export interface ChangeDemographics extends RecordVersion {
  readonly birthDate: CivilDate | undefined
  readonly gender: PatientDetails['gender']
  readonly birthSex: PatientDetails['birthSex']
  readonly genderIdentity: PatientDetails['genderIdentity']
  readonly sameAsAtBirth: PatientDetails['sameAsAtBirth']
  readonly generalPractice: string | undefined
}
/** Birth date, sex, gender and GP practice; of a sensitive record the practice stays for those who may not see it. */
export const changeDemographics = changeRecord<ChangeDemographics>({
  action: 'patient.demographics.changed',
  policy: policy.editPatient,
  change: (details, { birthDate, gender, birthSex, genderIdentity, sameAsAtBirth, generalPractice }, ctx, record) => ({
    birthDate,
    gender,
    birthSex,
    genderIdentity,
    sameAsAtBirth,
    generalPractice: maySeeContact(ctx, record) ? generalPractice : details.generalPractice,
  }),
})

export interface ChangeAddresses extends RecordVersion {
  readonly addresses: Entries<Address>
}
/** Replaces the addresses, past ones included: build them with `withAddress`, `replaceEntry` or `withoutEntry`. */
export const changeAddresses = changeRecord<ChangeAddresses>({
  action: 'patient.addresses.changed',
  policy: policy.changeContactDetails,
  change: (_details, { addresses }) => ({ addresses }),
})

export interface ChangeContactPoints extends RecordVersion {
  readonly contactPoints: Entries<ContactPoint>
}
/** Replaces the contact points: build them with `withContactPoint`, `replaceEntry` or `withoutEntry`. */
export const changeContactPoints = changeRecord<ChangeContactPoints>({
  action: 'patient.contact-points.changed',
  policy: policy.changeContactDetails,
  change: (_details, { contactPoints }) => ({ contactPoints }),
})

export interface ConfirmContactPoints extends RecordVersion {
  /** The entries that someone confirmed today still reach the patient. */
  readonly entryIds: readonly string[]
}
/** Notes that contact points were confirmed today. */
export const confirmContactPoints = changeRecord<ConfirmContactPoints>({
  action: 'patient.contact-points.confirmed',
  policy: policy.changeContactDetails,
  change: ({ contactPoints }, { entryIds }, ctx) => ({
    contactPoints: (contactPoints as readonly Kept<ContactPoint>[]).map((point) =>
      entryIds.includes(point.entryId) ? { ...point, confirmedOn: ctx.clock.today() } : point,
    ),
  }),
})

export interface ChangeCommunication extends RecordVersion {
  readonly communication: Omit<Communication, 'needsAskedOn'>
}
/** Language, interpreter, needs and preferred channel, as asked today. */
export const changeCommunication = changeRecord<ChangeCommunication>({
  action: 'patient.communication.changed',
  policy: policy.editPatient,
  change: (_details, { communication }, ctx) => ({
    communication: { ...communication, needsAskedOn: ctx.clock.today() },
  }),
})

export interface RecordDeath extends RecordVersion {
  /** Undefined when the death was recorded in error. */
  readonly death: Death | undefined
}
/** Records a death, or takes back one recorded in error. */
export const recordDeath = changeRecord<RecordDeath>({
  action: 'patient.death.recorded',
  policy: policy.editPatient,
  change: (_details, { death }) => ({ death }),
})
