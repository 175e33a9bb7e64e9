import { eventsFrom } from '../../../core/values/state-machine.ts'
import type { OrganisationKind } from '../../../core/tenancy/organisation.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import { DELIVERY, type DeliveryEvent, type DeliveryState } from './delivery.ts'

/** What a page of a delivery offers, in the words of a link. Their pages have the same names. */
export const OFFERED = {
  contact: 'Record the contact and the stock check',
  book: 'Book it',
  defer: 'Put it off',
  dispense: 'Dispense it',
  dispatch: 'Record that it has gone out',
  deliver: 'Record that it was delivered',
  fail: 'Record that it did not arrive',
  rebook: 'Arrange it again',
  'take-back': 'Record that it came back',
  'confirm-recall': 'Confirm that it was stopped',
  quarantine: 'Mark it as not to be used',
  release: 'Release it for use',
  destroy: 'Record it as destroyed',
  dispute: 'Say that something is wrong with it',
  settle: 'Settle what was wrong',
  'request-recall': 'Ask for it back',
} as const satisfies Partial<Record<DeliveryEvent, string>>
export type Offered = keyof typeof OFFERED

/** The clinic’s own acts. Everything else is the company’s. */
const OWN: readonly Offered[] = ['quarantine', 'release', 'destroy', 'dispute', 'settle', 'request-recall']
const FOR_A_COMPANY: readonly HomecareRole[] = ['company', 'company-pharmacist', 'courier']

/** What somebody may do next with a delivery, guards aside. */
export function offeredTo(
  state: DeliveryState,
  roles: ReadonlySet<HomecareRole>,
  { kind, isOnBehalf }: { readonly kind: OrganisationKind; readonly isOnBehalf: boolean },
): Offered[] {
  const from: DeliveryState[] = state === 'planned' || state === 'deferred' ? [state, 'due'] : [state]
  const allowed = (some: Iterable<HomecareRole>) =>
    new Set([...some].flatMap((role) => from.flatMap((one) => eventsFrom(DELIVERY, one, role))))
  const [mine, theirs] = [allowed(roles), allowed(isOnBehalf && roles.has('pharmacy-team') ? FOR_A_COMPANY : [])]
  return (Object.keys(OFFERED) as Offered[]).filter((event) =>
    OWN.includes(event) ? mine.has(event) : kind === 'homecare-company' ? mine.has(event) : theirs.has(event),
  )
}
