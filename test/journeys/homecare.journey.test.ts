// A real medicine from registration to a proven delivery, each role in turn, in a real browser.
import { after, before, describe, it } from 'node:test'
import { carry } from '../../seeds/homecare/carry.ts'
import { addDays, type CivilDate, formatDate } from '../../src/core/values/civil-date.ts'
import { systemClock } from '../../src/core/clock.ts'
import { recordNoKnownAllergies } from '../../src/core/patients/index.ts'
import { CHECKLIST } from '../../src/services/homecare/enrolments/checklist.ts'
import { registrationPaths } from '../../src/services/homecare/enrolments/paths.ts'
import { deliveryPaths } from '../../src/services/homecare/deliveries/paths.ts'
import { deliveryIdOf } from '../../src/services/homecare/deliveries/plan.ts'
import { prescriptionPaths } from '../../src/services/homecare/prescriptions/paths.ts'
import { supplyPaths } from '../../src/services/homecare/supply-cover/paths.ts'
import { Demonstration } from './demonstration.ts'
import { journeyWorld, orderSignedAndAccepted, type Journey } from './homecare-behind-pages.ts'
import type { Person } from './person.ts'

const today = systemClock.today()
const FIRST_DOSE = addDays(today, 10)
/** Ten pens last twenty weeks of a dose every two: the next dose after them has no cover. */
const LAST_COVERED = addDays(FIRST_DOSE, 5 * 14)

describe('A medicine at home, from registration to a proven delivery', () => {
  let demonstration: Demonstration
  let journey: Journey
  let nurse: Person
  let doctor: Person
  let pharmacist: Person
  let supplier: Person
  let [patientId, enrolmentId, prescriptionId] = ['', '', '']

  before(async () => {
    demonstration = await Demonstration.start()
    journey = await journeyWorld(demonstration.platform)
    patientId = journey.patientId
    await recordNoKnownAllergies(journey.world.nurse, { patientId, version: 1 })
    nurse = await demonstration.signedIn('riverside', 'nurse')
    doctor = await demonstration.signedIn('riverside', 'doctor')
    pharmacist = await demonstration.signedIn('riverside', 'pharmacist')
    supplier = await demonstration.signedIn('brightwell', 'pharmacist')
  })
  after(() => demonstration.stop())

  it('the nurse registers the patient, from their record', async () => {
    await nurse.opens(`/staff/patients/${patientId}`)
    await nurse.follows('Homecare registrations')
    await nurse.findsItGood()
    await nurse.opens(registrationPaths.begin(patientId))
    await nurse.findsItGood()
    await nurse.chooses('Adalimumab for adults: Brightwell Homecare')
    await nurse.presses('Save and continue')
    enrolmentId = nurse.idAfter('registrations')
    await nurse.answers({ ...day('on', today), how: 'telephone' })
    await nurse.presses('Save and continue')
    await nurse.answers({ place: '1' })
    await nurse.presses('Save and continue')
    await nurse.sees('No known allergies')
    await nurse.presses('Continue')
    await nurse.findsItGood()
    await nurse.answers({ support: 'decline', sharps: 'deliver', cold: 'fridge', stock: '2' })
    await nurse.presses('Save and continue')
    await nurse.findsItGood()
    await nurse.presses('Send to pharmacy')
    await nurse.sees('With pharmacy')
  })
  it('the pharmacist checks it and sends it to the company', async () => {
    await pharmacist.opens(registrationPaths.list({ state: 'awaiting-pharmacy' }))
    await pharmacist.sees('Adalimumab')
    await pharmacist.findsItGood()
    await pharmacist.opens(registrationPaths.checklist(enrolmentId))
    await pharmacist.answers({ checked: Object.keys(CHECKLIST.value) })
    await pharmacist.presses('Save and continue')
    await pharmacist.presses('Send to the company')
    await carry(demonstration.platform)
  })
  it('the company accepts it, with its reference', async () => {
    await supplier.opens(registrationPaths.list())
    await supplier.sees('Adalimumab')
    await supplier.opens(registrationPaths.registration(enrolmentId))
    await supplier.findsItGood()
    await supplier.opens(registrationPaths.answer(enrolmentId))
    await supplier.answers({ answer: 'accept', reference: 'BW-2001' })
    await supplier.presses('Save the answer')
    await carry(demonstration.platform)
    await nurse.opens(registrationPaths.registration(enrolmentId))
    await nurse.sees('BW-2001')
  })
  it('the doctor prescribes, with the dose in words and a quantity that fits it', async () => {
    await doctor.opens(prescriptionPaths.homecare(patientId))
    await doctor.findsItGood()
    await doctor.opens(prescriptionPaths.begin(patientId))
    await doctor.answers({ registration: enrolmentId, route: 'subcutaneous', indication: 'Rheumatoid arthritis' })
    await doctor.presses('Save and continue')
    prescriptionId = doctor.idAfter('prescriptions')
    await doctor.chooses('Humira 40mg/0.4ml')
    await doctor.presses('Save and continue')
    await doctor.findsItGood()
    await doctor.answers({ amount: '40', unit: 'milligram', every: '2', period: 'week' })
    await doctor.presses('See the dose in words')
    await doctor.sees('Inject 40 mg - every 2 weeks - under the skin (subcutaneous)')
    await doctor.presses('This is right: continue')
    await doctor.answers({ ...day('firstDoseOn', FIRST_DOSE), deliveries: '3', every: '8', unit: 'week' })
    await doctor.presses('Save and continue')
    await doctor.sees('The doses need 4 pre-filled pens in each delivery')
    await doctor.presses('Save and continue')
    await doctor.answers({ fundingReference: 'BLQ-2001' })
    await doctor.presses('Save and continue')
    await doctor.findsItGood()
    await doctor.presses('Finish and send for clinical screening')
    await doctor.sees('Waiting for clinical screening', 'BLQ-2001 (not checked by Troth)')
  })
  it('the pharmacist screens it, the doctor signs it with their own secret, and the company accepts it', async () => {
    await orderSignedAndAccepted(journey, prescriptionId)
    await doctor.opens(prescriptionPaths.prescription(prescriptionId))
    await doctor.sees('Not for supply')
    await doctor.findsItGood()
  })
  it('the company counts the stock at home and books a day', async () => {
    await supplier.opens(deliveryPaths.list())
    await supplier.findsItGood()
    await supplier.opens(delivery('contact'))
    await supplier.findsItGood()
    await supplier.answers({ packs: '1', packSize: '2', openPack: '0', loose: '0', ...day('countedOn', today) })
    await supplier.presses('Save')
    await supplier.opens(delivery('book'))
    await supplier.findsItGood()
    await supplier.answers({ ...day('day', today), slot: 'morning', place: 'usual', recipientName: 'The patient' })
    await supplier.answers({ reason: 'The first delivery' })
    await supplier.presses('Book')
  })
  it('its pharmacist dispenses by barcode, and it is delivered with proof', async () => {
    await supplier.opens(delivery('dispense'))
    await supplier.findsItGood()
    await supplier.answers({ code1: HUMIRA, units1: '4', batch1: 'B7731', expiry1: '10/2029' })
    await supplier.presses('Dispense')
    await supplier.opens(delivery('dispatch'))
    await supplier.presses('It has gone out')
    await supplier.opens(delivery('deliver'))
    await supplier.answers({ takenBy: 'The patient', temperature: '5' })
    await supplier.presses('Record as delivered')
    await carry(demonstration.platform)
  })
  it('the clinic sees the proof, and until when the next doses are covered', async () => {
    await pharmacist.opens(deliveryPaths.delivery(deliveryIdOf(prescriptionId, 1)))
    await pharmacist.sees('Delivered', 'The patient')
    await pharmacist.findsItGood()
    await pharmacist.opens(supplyPaths.worklist())
    await pharmacist.findsItGood()
    const { therapyId } = await journey.prescription(prescriptionId)
    await pharmacist.opens(supplyPaths.supply(patientId, therapyId))
    await pharmacist.sees(formatDate(LAST_COVERED))
    await pharmacist.findsItGood()
  })

  const delivery = (act: string): string => deliveryPaths.act(deliveryIdOf(prescriptionId, 1), act)
})

const HUMIRA = '9520000100124'

const day = (name: string, date: CivilDate): Record<string, string> => {
  const [year = '', month = '', one = ''] = date.split('-')
  return { [`${name}-day`]: one, [`${name}-month`]: month, [`${name}-year`]: year }
}
