import { saying } from '../../exchange/commands/saying.ts'
import { heldKind, takeOrHold } from '../../matching/commands/hold.ts'
import { registerSaid } from '../commands/register-said.ts'
import { takeRegistration } from '../commands/take-registration.ts'
import { type RegistrationBody, registrationShape } from '../registration-body.ts'
import { saidOfPatient } from '../said-of-patient.ts'

const NAME = 'homecare.registration-sent'

/** In a company's records: a registration, once it is known whose. */
export const sentRegistrations = heldKind<RegistrationBody>({
  name: NAME,
  title: 'Homecare registration',
  patientOf: saidOfPatient,
  owner: 'homecare-coordinator',
  register: registerSaid,
  take: takeRegistration,
})

/** A patient is registered with a homecare company. About the registration. */
export const registrationSent = saying<RegistrationBody>({
  name: NAME,
  title: 'Homecare registration',
  why: 'A homecare company can deliver only to patients whom the hospital has registered with it.',
  body: registrationShape,
  take: (tx, ctx, body, heard) => takeOrHold(tx, ctx, sentRegistrations, body, heard),
})
