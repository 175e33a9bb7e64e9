import { addressWords } from '../enrolments/address-words.ts'
import type { DeliveryAddress } from '../enrolments/enrolment-details.ts'
import type { RowPlace } from './row-place.ts'
import type { WantedPlace } from './wanted.ts'

/** Where deliveries of a row go; undefined when it says an address of a sensitive record, which an import never takes. */
export function wantedPlace(
  said: RowPlace | undefined,
  { isSensitive, address: recorded }: { readonly isSensitive: boolean; readonly address: DeliveryAddress | undefined },
): WantedPlace | undefined {
  if (said === 'collection') return { is: 'collection', isHidden: isSensitive }
  if (isSensitive) return said === undefined ? { is: 'hidden' } : undefined
  const address = said?.address ?? recorded
  if (address === undefined) return { is: 'none' }
  const { kind, telephone } = said ?? {}
  return {
    is: 'address',
    isSaid: said?.address !== undefined,
    address: {
      ...address,
      ...(kind === undefined ? {} : { kind }),
      ...(telephone === undefined ? {} : { telephone }),
    },
  }
}

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
      return 'not known: neither the file nor the patient’s record has an address without an end'
  }
}
