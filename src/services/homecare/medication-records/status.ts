import type { DeliveryState } from '../deliveries/delivery.ts'
import type { PrescriptionState } from '../prescriptions/prescription-state.ts'

/** FHIR R4 medicationrequest-status, as far as a signed prescription can have it. */
export const REQUEST_STATUSES = ['active', 'on-hold', 'cancelled', 'completed', 'stopped'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** States in which a prescription has been signed and screened. What is not here is not shown to other systems. */
export const REQUEST_STATUS_OF: Partial<Record<PrescriptionState, RequestStatus>> = {
  signed: 'active',
  ordered: 'active',
  transmitted: 'active',
  unacknowledged: 'active',
  'company-query': 'on-hold',
  acknowledged: 'active',
  'in-supply': 'active',
  completed: 'completed',
  // It stops every supply that has not been made.
  'cancel-requested': 'on-hold',
  cancelled: 'cancelled',
  'partly-cancelled': 'stopped',
  'too-late': 'active',
  expired: 'stopped',
  replaced: 'cancelled',
  superseded: 'stopped',
}

/** Nothing may be supplied on a document that says so itself, whatever its workflow says. */
export function requestStatus(state: PrescriptionState, isForSupply: boolean): RequestStatus | undefined {
  const status = REQUEST_STATUS_OF[state]
  return status === 'active' && !isForSupply ? 'on-hold' : status
}

/** FHIR R4 medicationdispense-status, as far as a delivery can have it. */
export const DISPENSE_STATUSES = ['in-progress', 'on-hold', 'completed', 'stopped'] as const
export type DispenseStatus = (typeof DISPENSE_STATUSES)[number]

/** States in which a delivery has been packed. */
export const DISPENSE_STATUS_OF: Partial<Record<DeliveryState, DispenseStatus>> = {
  dispensed: 'in-progress',
  dispatched: 'in-progress',
  'recall-requested': 'on-hold',
  failed: 'on-hold',
  quarantined: 'on-hold',
  disputed: 'on-hold',
  delivered: 'completed',
  released: 'completed',
  reconciled: 'completed',
  returned: 'stopped',
  destroyed: 'stopped',
  recalled: 'stopped',
}

/** States whose things may have one of the wanted statuses; a status that nobody knows matches none. */
export const statesWith = <State extends string>(
  table: Partial<Record<State, string>>,
  wanted: readonly (readonly string[])[] = [],
): State[] =>
  (Object.keys(table) as State[]).filter((state) =>
    wanted.every((any) => any.includes(table[state] ?? '') || (table[state] === 'active' && any.includes('on-hold'))),
  )

/** Whether a status is one of those wanted, by every list. */
export const isWanted = (status: string | undefined, wanted: readonly (readonly string[])[] = []): boolean =>
  status !== undefined && wanted.every((any) => any.includes(status))
