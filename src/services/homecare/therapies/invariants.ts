import { isPaperOnlySchedule } from '../prescriptions/route.ts'
import { isHandedOver, isOpenDelivery } from '../deliveries/delivery.ts'
import { deliveriesOf, follows, type HomecareSnapshot, unrecalled } from './snapshot.ts'

/** What must be so at every moment: §9.10 of the homecare note, first eight. */
export const INVARIANTS = {
  I1: 'No delivered unit without a prescription that was signed, verified and in its legal window when dispensed',
  I2: 'One prescription in supply for each treatment, but for a pair of which one replaces the other',
  I3: 'No more units delivered than were signed for, but for what a pharmacist recorded under regulation 217B',
  I4: 'Nobody screens their own prescription or pays for their own order',
  I5: 'No controlled drug of schedules 1 to 3 leaves but on paper, and 2 and 3 also through EPS',
  I6: 'Every active registration has an owner, and a cover that is known or is on the worklist',
  I7: 'Nothing more is delivered once treatment has stopped or the patient has died, or it is being recalled',
  I8: 'Every query, override and failure ends with an outcome and someone’s name',
} as const
export type Invariant = keyof typeof INVARIANTS
export type Breach = { readonly invariant: Invariant; readonly ids: readonly string[] }

type Finder = (snapshot: HomecareSnapshot) => (readonly string[])[]

const FINDERS: Record<Invariant, Finder> = {
  I1: ({ deliveries }) =>
    deliveries
      .filter(({ state }) => isHandedOver(state))
      .filter(({ dispensed: at }) => !(at?.wasSigned && at.isSignatureVerified && at.wasInWindow))
      .map(({ id }) => [id]),
  I2: (snapshot) => {
    const supplying = snapshot.prescriptions.filter(({ state }) => state === 'in-supply')
    return supplying.flatMap((one, index) =>
      supplying
        .slice(index + 1)
        .filter((other) => other.therapyId === one.therapyId)
        .filter((other) => {
          const older = follows(snapshot, other, one.id) ? one : follows(snapshot, one, other.id) ? other : undefined
          return older === undefined || unrecalled(snapshot, older.id).length > 0
        })
        .map((other) => [one.id, other.id]),
    )
  },
  I3: (snapshot) =>
    snapshot.prescriptions
      .filter(({ id, signedUnits, recordedExtraUnits }) => {
        const given = deliveriesOf(snapshot, id).filter(({ state }) => isHandedOver(state))
        return given.reduce((sum, { units }) => sum + units, 0) > signedUnits + recordedExtraUnits
      })
      .map(({ id }) => [id]),
  I4: ({ prescriptions }) =>
    prescriptions
      .filter(
        ({ prescriberId, screenerId, orderedById, paidById }) =>
          prescriberId === screenerId || (orderedById !== undefined && orderedById === paidById),
      )
      .map(({ id }) => [id]),
  I5: ({ prescriptions }) =>
    prescriptions
      .filter(
        ({ schedule, leftBy }) =>
          isPaperOnlySchedule(schedule) &&
          (leftBy === 'electronic' || (leftBy === 'eps' && schedule !== 2 && schedule !== 3)),
      )
      .map(({ id }) => [id]),
  I6: ({ enrolments }) =>
    enrolments
      .filter(({ state }) => state === 'active')
      .filter(({ ownerId, isCoverKnown, isOnWorklist }) => ownerId === undefined || !(isCoverKnown || isOnWorklist))
      .map(({ id }) => [id]),
  I7: ({ therapies, enrolments, prescriptions, deliveries }) => {
    const ended = new Set([
      ...therapies.filter(({ state }) => state === 'stopping' || state === 'stopped').map(({ id }) => id),
      ...enrolments.filter(({ state }) => state === 'deceased' || state === 'withdrawn').map(({ id }) => id),
    ])
    const over = new Set(
      prescriptions
        .filter(({ therapyId, enrolmentId }) => ended.has(therapyId) || ended.has(enrolmentId))
        .map(({ id }) => id),
    )
    return deliveries
      .filter(
        ({ prescriptionId, state }) =>
          over.has(prescriptionId) && isOpenDelivery(state) && state !== 'recall-requested',
      )
      .map(({ id }) => [id])
  },
  I8: ({ matters }) =>
    matters
      .filter(({ isClosed, outcome, closedById }) => isClosed && (outcome.trim() === '' || closedById === undefined))
      .map(({ id }) => [id]),
}

/** Every invariant that does not hold, with the ids of what breaks it. */
export const breaches = (snapshot: HomecareSnapshot): Breach[] =>
  (Object.keys(FINDERS) as Invariant[]).flatMap((invariant) =>
    FINDERS[invariant](snapshot).map((ids) => ({ invariant, ids })),
  )
