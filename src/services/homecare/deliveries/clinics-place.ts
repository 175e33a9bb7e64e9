import type { StoredPlace } from './act.ts'

interface Agreed {
  readonly place?: StoredPlace
  readonly recipient?: { readonly name: string }
}

/**
 * Where the clinic sent this one delivery. It stands whatever is booked after it, by the company or by the patient: only the
 * clinic changes it again.
 */
export function clinicsPlace({ booking }: { readonly booking: Agreed | undefined }): StoredPlace | undefined {
  const place = booking?.place
  if (place?.kind !== 'other') return undefined
  // An earlier version of the program did not mark it, but sent it before anything was booked, or of a hidden address.
  const isOlder = booking?.recipient === undefined || place.isSingleUse === true || place.lines === undefined
  return place.isClinics === true || isOlder ? place : undefined
}
