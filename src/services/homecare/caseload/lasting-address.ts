import type { Address } from '../../../core/values/address.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import { NO_FIXED_ABODE } from '../../../core/values/postcode.ts'
import { type DeliveryAddress, deliveryAddressOf } from '../enrolments/enrolment-details.ts'

/**
 * The address of one kind in a record to which deliveries can go for good. One that ends, or has not begun, is not: what an
 * import writes stays until somebody changes it.
 */
export function lastingAddress(
  addresses: readonly Address[],
  use: 'delivery' | 'home',
  today: CivilDate,
): DeliveryAddress | undefined {
  const found = addresses.find(
    (address) => address.use === use && (address.start ?? today) <= today && address.end === undefined,
  )
  return found === undefined || found.postcode === NO_FIXED_ABODE ? undefined : deliveryAddressOf(found)
}
