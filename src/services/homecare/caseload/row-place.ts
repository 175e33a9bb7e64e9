import { addressProblems } from '../../../core/values/address.ts'
import { NO_FIXED_ABODE, parsePostcode } from '../../../core/values/postcode.ts'
import { parseTelephoneNumber } from '../../../core/values/telephone-number.ts'
import { DELIVERY_KINDS, type DeliveryAddress, type DeliveryKind } from '../enrolments/enrolment-details.ts'
import type { CaseloadField } from './columns.ts'

/** Where a row says that deliveries go. Without an address, home is the one in the patient's record. */
export type RowPlace =
  | 'collection'
  | {
      readonly address: DeliveryAddress | undefined
      readonly kind: DeliveryKind | undefined
      readonly telephone: string | undefined
    }

const LINES = ['deliveryLine1', 'deliveryLine2', 'deliveryLine3'] as const
const ADDRESS_FIELDS = [...LINES, 'deliveryTown', 'deliveryPostcode'] as const
const BOXES = { lines: 'deliveryLine1', city: 'deliveryTown', postcode: 'deliveryPostcode' } as const

/** The place of a row; undefined when it says nothing. `wrong` hears of everything that cannot be delivered to. */
export function placeOfRow(
  given: ReadonlyMap<CaseloadField, string>,
  wrong: (field: CaseloadField, reason: string) => void,
): RowPlace | undefined {
  const [kindText, telephoneText] = [given.get('deliveryKind'), given.get('deliveryTelephone')]
  const kind = kindText === undefined ? undefined : kindOf(kindText)
  if (kindText !== undefined && kind === undefined)
    wrong('deliveryKind', 'Use home, work, collection (from a pharmacy) or other.')
  const telephone = telephoneText === undefined ? undefined : parseTelephoneNumber(telephoneText)
  if (telephoneText !== undefined && telephone === undefined)
    wrong('deliveryTelephone', 'This is not a telephone number: use one such as 01632 960 001.')
  const isAddressed = ADDRESS_FIELDS.some((field) => given.has(field))
  if (kind === 'collection') {
    for (const field of [...ADDRESS_FIELDS, 'deliveryTelephone'] as const)
      if (given.has(field)) wrong(field, 'The patient collects it: leave this empty, or use another kind of place.')
    return 'collection'
  }
  if (!isAddressed && (kind === 'work' || kind === 'other'))
    wrong('deliveryLine1', 'This is missing: enter the address, as only home is in the patient’s record.')
  if (!isAddressed && kindText === undefined && telephoneText === undefined) return undefined
  return { address: isAddressed ? addressOf(given, wrong) : undefined, kind, telephone }
}

function addressOf(
  given: ReadonlyMap<CaseloadField, string>,
  wrong: (field: CaseloadField, reason: string) => void,
): DeliveryAddress {
  const typed = given.get('deliveryPostcode')
  const address = {
    lines: LINES.flatMap((line) => given.get(line) ?? []),
    city: given.get('deliveryTown'),
    postcode: typed === undefined ? undefined : (parsePostcode(typed) ?? typed),
  }
  if (address.postcode === NO_FIXED_ABODE)
    wrong('deliveryPostcode', 'Nothing can be delivered to no fixed abode: use collection as the kind of place.')
  for (const { field, text } of addressProblems({ use: 'delivery', ...address }))
    wrong(field in BOXES ? BOXES[field as keyof typeof BOXES] : 'deliveryLine1', `${text}.`)
  return address
}

const kindOf = (text: string): DeliveryKind | 'collection' | undefined => {
  const word = text.toLowerCase()
  if (['collection', 'pharmacy', 'pharmacy collection'].includes(word)) return 'collection'
  return (Object.keys(DELIVERY_KINDS) as DeliveryKind[]).find((kind) => kind === word)
}
