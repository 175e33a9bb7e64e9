import { addressText } from '../../../core/values/address.ts'
import { formatTelephoneNumber } from '../../../core/values/telephone-number.ts'
import { DELIVERY_KINDS, type DeliveryAddress } from './enrolment-details.ts'

/** An address for deliveries on one line, with what is known of the place. */
export const addressWords = (address: DeliveryAddress): string =>
  [
    addressText({ use: 'delivery', ...address }),
    address.kind === undefined ? '' : `(${DELIVERY_KINDS[address.kind]})`,
    address.telephone === undefined ? '' : `telephone ${formatTelephoneNumber(address.telephone)}`,
  ]
    .filter(Boolean)
    .join(', ')
