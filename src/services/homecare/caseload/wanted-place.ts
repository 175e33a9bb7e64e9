import { addressWords } from '../enrolments/address-words.ts'
import type { DeliveryAddress } from '../enrolments/enrolment-details.ts'
import type { CaseloadField } from './columns.ts'
import type { RowPlace } from './row-place.ts'
import type { WantedPlace } from './wanted.ts'

/** The addresses in a record that deliveries can go to for good: none of a sensitive record. */
export interface RecordedPlaces {
  readonly isSensitive: boolean
  readonly addresses: Readonly<Record<'delivery' | 'home', DeliveryAddress | undefined>>
}

export interface PlaceProblem {
  readonly field: CaseloadField
  readonly reason: string
}

/**
 * Where deliveries of a row go, or why that cannot be said. Home is home, whatever other address the record has for deliveries;
 * a telephone belongs to a place that the row names; and an import never takes an address of a sensitive record.
 */
export function wantedPlace(
  said: RowPlace | undefined,
  { isSensitive, addresses: { delivery, home } }: RecordedPlaces,
): { readonly place: WantedPlace } | PlaceProblem {
  if (said === 'collection') return { place: { is: 'collection', isHidden: isSensitive } }
  if (isSensitive)
    return said === undefined ? { place: { is: 'hidden' } } : { field: 'deliveryLine1', reason: KEPT_BY_ITS_RECORD }
  if (said === undefined) {
    const address = delivery ?? home
    return { place: address === undefined ? { is: 'none' } : { is: 'address', isSaid: false, address } }
  }
  const { kind, telephone } = said
  if (said.address === undefined && kind !== 'home')
    return { field: 'deliveryTelephone', reason: 'Give the address that this telephone belongs to.' }
  const address = said.address ?? home
  if (address === undefined)
    return {
      field: 'deliveryLine1',
      reason: 'This is missing: the patient’s record has no home address without an end. Enter the address here.',
    }
  return {
    place: {
      is: 'address',
      isSaid: said.address !== undefined,
      address: {
        ...address,
        ...(kind === undefined ? {} : { kind }),
        ...(telephone === undefined ? {} : { telephone }),
      },
    },
  }
}

const KEPT_BY_ITS_RECORD =
  'This is a sensitive record: leave the place empty. Someone with the right will be asked to add it.'

export const COLLECTED = 'the patient collects it'

/** The place in words, for whoever reads the list of changes: what is hidden stays so. */
export function wantedPlaceWords(place: WantedPlace): string {
  switch (place.is) {
    case 'address':
      return `${addressWords(place.address)}${place.isSaid ? '' : ', from the patient’s record'}`
    case 'collection':
      return COLLECTED
    case 'hidden':
      return 'hidden: this is a sensitive record, and someone with the right is asked to add it'
    case 'none':
      return 'not known: neither the file nor the patient’s record has an address without an end, and the owner is asked to add it'
  }
}
