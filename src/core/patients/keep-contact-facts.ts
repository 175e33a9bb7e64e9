import type { ContactPoint, PatientDetails } from './patient.ts'

/**
 * Another system sends numbers and addresses without saying where they came from or when someone last confirmed them. Where
 * it sends one that is already here, what we know of it stays.
 */
export function keepContactFacts(known: Pick<PatientDetails, 'contactPoints'>, sent: PatientDetails): PatientDetails {
  const contactPoints = sent.contactPoints.map((point): ContactPoint => {
    const same = known.contactPoints.find(({ system, value }) => system === point.system && value === point.value)
    if (!same || point.source !== 'other-record') return point
    const confirmedOn = point.confirmedOn ?? same.confirmedOn
    return { ...point, source: same.source, ...(confirmedOn === undefined ? {} : { confirmedOn }) }
  })
  return { ...sent, contactPoints }
}
