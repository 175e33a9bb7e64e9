import { taskReason } from '../../../core/tasks/index.ts'
import { supplyPaths } from '../supply-cover/paths.ts'
import { deliveryPaths } from './paths.ts'

const href = deliveryPaths.delivery
const CALLED = { called: 'The patient knows what to do', 'could-not-reach': 'Nobody could be reached' } as const

/** Something arrived that must not be used, or not without asking: someone calls today. */
export const callPatient = taskReason({
  code: 'homecare.call-patient',
  words: 'Call the patient: a delivery arrived that was asked back, or something is wrong with one',
  priority: 'urgent',
  outcomes: CALLED,
  href,
})

export const reportIncident = taskReason({
  code: 'homecare.report-incident',
  words: 'Report an incident: a delivery arrived though it was asked back',
  priority: 'urgent',
  outcomes: { reported: 'Reported', 'not-an-incident': 'Looked at: not an incident' },
  href,
})

export const deliveryFailed = taskReason({
  code: 'homecare.delivery-failed',
  words: 'A delivery did not arrive: make sure that another comes in time',
  priority: 'routine',
  outcomes: {
    arranged: 'Another is arranged',
    supplied: 'Supplied in another way',
    'not-needed': 'Not needed any more',
  },
  href,
})

export const neverBooked = taskReason({
  code: 'homecare.never-booked',
  words: 'Nobody has booked a delivery that is needed now',
  priority: 'urgent',
  outcomes: { booked: 'Booked', supplied: 'Supplied in another way', 'not-needed': 'Not needed any more' },
  href,
})

/** With whoever keeps the record of the delivery: the company, or the clinic for one that does not use Troth. */
export const bookingPassed = taskReason({
  code: 'homecare.booking-passed',
  words: 'A delivery was booked for a day that has passed: record what became of it, or arrange it again',
  priority: 'urgent',
  outcomes: { recorded: 'It is recorded', arranged: 'It is arranged again', 'not-needed': 'Not needed any more' },
  href,
})

export const partDelivery = taskReason({
  code: 'homecare.part-delivery',
  words: 'Less was dispensed than was planned: arrange the rest',
  priority: 'urgent',
  outcomes: { arranged: 'The rest is arranged', 'not-needed': 'The rest is not needed' },
  href,
})

export const reserveUsed = taskReason({
  code: 'homecare.reserve-used',
  words: 'A delivery was put off until after it is needed: check that the patient has enough',
  priority: 'urgent',
  outcomes: { enough: 'The patient has enough', arranged: 'An earlier one is arranged' },
  href,
})

/** In the company: nobody may let it go out. */
export const stopDelivery = taskReason({
  code: 'homecare.stop-delivery',
  words: 'The clinic asks for a delivery back: stop it, or say that it has arrived',
  priority: 'urgent',
  outcomes: { stopped: 'Stopped', arrived: 'It had arrived' },
  href,
})

/** In the clinic, where nobody but a person can tell the company. */
export const telephoneRecall = taskReason({
  code: 'homecare.telephone-recall',
  words: 'Telephone the homecare company: this delivery must be stopped',
  priority: 'urgent',
  outcomes: { stopped: 'They stopped it', 'too-late': 'It was too late' },
  href,
})

export const recallUnanswered = taskReason({
  code: 'homecare.recall-unanswered',
  words: 'The homecare company has not said that it stopped a delivery: telephone them',
  priority: 'urgent',
  outcomes: { stopped: 'They stopped it', 'too-late': 'It was too late' },
  href,
})

export const temperatureOut = taskReason({
  code: 'homecare.temperature-out',
  words: 'A delivery was too warm or too cold at the door: decide whether it can be used',
  priority: 'urgent',
  outcomes: { usable: 'It can be used', replaced: 'It is replaced', 'not-cold': 'It needs no fridge' },
  href,
})

export const notPlanned = taskReason({
  code: 'homecare.deliveries-not-planned',
  words: 'An accepted prescription has no deliveries: find out what holds them up',
  priority: 'urgent',
  outcomes: { planned: 'They are planned', 'not-needed': 'Not needed any more' },
})

export const addressChanged = taskReason({
  code: 'homecare.delivery-address-changed',
  words: 'The clinic changed where a delivery goes: look where it goes now',
  priority: 'urgent',
  outcomes: { used: 'The new address is used', 'too-late': 'It was too late' },
  href,
})

/** A treatment is paused, and nobody but a person can tell the company. */
export const telephoneHold = taskReason({
  code: 'homecare.telephone-hold',
  words: 'Telephone the homecare company: this treatment is paused, so nothing may be supplied',
  priority: 'urgent',
  outcomes: { told: 'They know', 'not-needed': 'Not needed any more' },
  href: (therapyId) => supplyPaths.therapy(therapyId),
})

export const telephoneGoOn = taskReason({
  code: 'homecare.telephone-go-on',
  words: 'Telephone the homecare company: this treatment goes on, and its deliveries have new dates',
  priority: 'soon',
  outcomes: { told: 'They know', 'not-needed': 'Not needed any more' },
  href: (therapyId) => supplyPaths.therapy(therapyId),
})
