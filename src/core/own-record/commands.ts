import type { PreferredChannel } from '../patients/patient.ts'
import { changeRecord, type RecordVersion } from '../patients/commands/change-record.ts'
import { requireRecentConfirmation } from '../identity/sessions/confirmation.ts'
import { CONFIRM_MINUTES } from '../identity/patient-access/step.ts'
import type { Context } from '../context.ts'
import type { AnyTx } from '../database/any-transaction.ts'
import { NotFoundError } from '../errors.ts'
import { createTask } from '../tasks/index.ts'
import type { Address } from '../values/address.ts'
import type { ContactPoint, Kept, PatientDetails } from '../patients/patient.ts'
import {
  allConfirmed,
  withOwnAddress,
  withOwnPoint,
  withOwnValue,
  withoutOwnAddress,
  withoutOwnPoint,
  type OwnAddressUse,
  type OwnPoint,
} from './own-contact.ts'
import * as policy from './policy.ts'
import { addressChanged } from './task-reasons.ts'

/** Who checks what an address that changed means for deliveries and appointments. */
const CHECKER_ROLE = 'receptionist' as const

const pointsOf = ({ contactPoints }: PatientDetails) => contactPoints as readonly Kept<ContactPoint>[]
const addressesOf = ({ addresses }: PatientDetails) => addresses as readonly Kept<Address>[]

export interface AddOwnContact extends RecordVersion {
  readonly point: OwnPoint
}
/** Adds a telephone number or e-mail address that the person gave. */
export const addOwnContact = changeRecord<AddOwnContact>({
  action: 'own-record.contact-added',
  policy: policy.changeOwnContact,
  change(details, { point }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { contactPoints: withOwnPoint(pointsOf(details), point, ctx.clock.today()) }
  },
})

export interface ChangeOwnContact extends RecordVersion {
  readonly entryId: string
  readonly value: string
}
/** Puts another number or e-mail address in the place of one. */
export const changeOwnContact = changeRecord<ChangeOwnContact>({
  action: 'own-record.contact-changed',
  policy: policy.changeOwnContact,
  change(details, { entryId, value }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { contactPoints: there(withOwnValue(pointsOf(details), entryId, value, ctx.clock.today())) }
  },
})

export interface RemoveOwnContact extends RecordVersion {
  readonly entryId: string
}
/** Takes a number or e-mail address out of use. */
export const removeOwnContact = changeRecord<RemoveOwnContact>({
  action: 'own-record.contact-removed',
  policy: policy.changeOwnContact,
  change(details, { entryId }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { contactPoints: there(withoutOwnPoint(pointsOf(details), entryId, ctx.clock.today())) }
  },
})

export interface ChangeOwnAddress extends RecordVersion {
  readonly address: Address & { readonly use: OwnAddressUse }
}
/** Sets a home, delivery or temporary address, and asks staff to look at what that changes. */
export const changeOwnAddress = changeRecord<ChangeOwnAddress>({
  action: 'own-record.address-changed',
  policy: policy.changeOwnContact,
  change(details, { address }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { addresses: withOwnAddress(addressesOf(details), address, ctx.clock.today()) }
  },
  also: askStaff,
})

export interface RemoveOwnAddress extends RecordVersion {
  readonly use: Exclude<OwnAddressUse, 'home'>
}
/** Takes a delivery or temporary address out of use, and asks staff to look at what that changes. */
export const removeOwnAddress = changeRecord<RemoveOwnAddress>({
  action: 'own-record.address-removed',
  policy: policy.changeOwnContact,
  change(details, { use }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { addresses: withoutOwnAddress(addressesOf(details), use, ctx.clock.today()) }
  },
  also: askStaff,
})

export interface ChangeOwnPreference extends RecordVersion {
  readonly preferredChannel: PreferredChannel
}
/** How the person would like us to get in touch. */
export const changeOwnPreference = changeRecord<ChangeOwnPreference>({
  action: 'own-record.preference-changed',
  policy: policy.changeOwnContact,
  change({ communication }, { preferredChannel }, ctx) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    return { communication: { ...communication, preferredChannel } }
  },
})

/** The person says that every number and e-mail address we use still reaches them. */
export const confirmOwnContact = changeRecord<RecordVersion>({
  action: 'own-record.contact-confirmed',
  policy: policy.changeOwnContact,
  change: (details, _input, ctx) => ({ contactPoints: allConfirmed(pointsOf(details), ctx.clock.today()) }),
})

/** A contact point of another version, or one that was never there, is not found. */
function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new NotFoundError('Contact point')
  return value
}

async function askStaff(tx: AnyTx, ctx: Context, patientId: string): Promise<void> {
  await createTask(tx, ctx, {
    reason: addressChanged,
    owner: { role: CHECKER_ROLE },
    patientId,
    entity: { type: 'patient', id: patientId },
    key: patientId,
  })
}
