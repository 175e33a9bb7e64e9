import { addressText } from '../../../core/values/address.ts'
import { formatTelephoneNumber } from '../../../core/values/telephone-number.ts'
import { DELIVERY_KINDS, type DeliveryAddress } from './enrolment-details.ts'

/** What is known of the place beside its address: what kind of place it is, and whom to call there. */
export const placeKnown = ({ kind, telephone }: Pick<DeliveryAddress, 'kind' | 'telephone'>): readonly string[] => [
  ...(kind === undefined ? [] : [`(${DELIVERY_KINDS[kind]})`]),
  ...(telephone === undefined ? [] : [`telephone ${formatTelephoneNumber(telephone)}`]),
]

/** An address for deliveries on one line, with what is known of the place. */
export const addressWords = (address: DeliveryAddress): string =>
  [addressText({ use: 'delivery', ...address }), ...placeKnown(address)].filter(Boolean).join(', ')
