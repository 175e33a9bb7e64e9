import type { Refusal } from '../../../core/values/refusal.ts'

/** The box of a form that each refusal is about. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'no-count': ['packs'],
  buffer: ['hasToldClinic'],
  'late-slot': ['reason'],
  recipient: ['recipientAge'],
  'unknown-pack': ['releaseReason'],
  'quantity-reason': ['quantityReason'],
  'wrong-pack': ['code1'],
  'no-batch': ['batch1'],
  expiry: ['expiry1'],
  'over-planned': ['units1'],
  'over-quantity': ['units1'],
  'no-reason': ['reason'],
  'no-outcome': ['outcome'],
  'no-proof': ['takenBy'],
  'said-later': ['saidOn'],
  'not-yet': ['happenedOn'],
}

/** What stood in the way, each sentence beside the box that it is about, and the rest at the top of the form. */
export function refusalErrors(refusals: readonly Refusal[], fields: readonly string[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { name, sentence } of refusals) {
    const field = (FIELDS[name] ?? []).find((one) => fields.includes(one)) ?? 'form'
    errors[field] = errors[field] === undefined ? sentence : `${errors[field]}. ${sentence}`
  }
  return errors
}
