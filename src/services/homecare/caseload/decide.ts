import { type CivilDate, daysBetween, formatDate } from '../../../core/values/civil-date.ts'
import { addressWords } from '../enrolments/address-words.ts'
import { doseText } from '../therapies/dose-text.ts'
import type { Held } from './held.ts'
import type { CaseloadField } from './columns.ts'
import { COLLECTED } from './wanted-place.ts'
import type { Wanted, WantedDose, WantedPlace } from './wanted.ts'

/** What may differ between a row and Troth, in the words of the command line. */
export const REPLACEABLE = [
  'accountReference',
  'brand',
  'dose',
  'indication',
  'nextDelivery',
  'owner',
  'prescription',
  'registrationDate',
  'stock',
] as const
export type Replaceable = (typeof REPLACEABLE)[number]
export const isReplaceable = (text: string): text is Replaceable => REPLACEABLE.some((field) => field === text)

export interface Difference {
  readonly field: Replaceable | 'company' | 'route' | 'deliveryPlace'
  readonly held: string
  readonly sent: string
}

export type CaseloadDecision =
  | { readonly kind: 'add'; readonly wanted: Wanted }
  | { readonly kind: 'same'; readonly wanted: Wanted }
  | {
      readonly kind: 'replace'
      readonly wanted: Wanted
      readonly held: Held
      readonly differences: readonly Difference[]
    }
  | {
      readonly kind: 'refused'
      readonly wanted: Wanted
      readonly differences: readonly Difference[]
      readonly reason: string
      /** The column to put right, where it is one. */
      readonly field?: CaseloadField
    }

/** Names for what is kept as an identifier, for people to read. */
export type NameOf = (id: string | undefined) => string

/** What is to become of a row, from what Troth holds of the patient and the substance. Nothing is replaced unless it is named. */
export function decide(
  wanted: Wanted,
  held: Held | undefined,
  replace: ReadonlySet<Replaceable>,
  nameOf: NameOf,
): CaseloadDecision {
  const refused = (reason: string, differences: readonly Difference[] = []): CaseloadDecision => ({
    kind: 'refused',
    wanted,
    differences,
    reason,
  })
  if (held === undefined && wanted.nextDeliveryOn !== undefined && wanted.place.is === 'none')
    return { kind: 'refused', wanted, differences: [], reason: NOWHERE, field: 'deliveryLine1' }
  if (held === undefined) return { kind: 'add', wanted }
  if (held.enrolment === undefined)
    return refused('Troth holds this treatment without a registration: finish it there.')
  if (held.therapy === undefined)
    return refused('A registration for this medicine is under way in Troth: finish it there, or withdraw it.')
  const differences = differencesOf(wanted, held, nameOf)
  if (differences.length === 0) return { kind: 'same', wanted }
  const fixed = differences.find(({ field }) => field === 'company' || field === 'route')
  if (fixed?.field === 'company')
    return refused(
      'Troth holds another homecare company for this medicine: move the registration in Troth.',
      differences,
    )
  if (fixed)
    return refused('Troth holds this medicine by another route: stop that treatment in Troth first.', differences)
  if (differences.some(({ field }) => field === 'deliveryPlace'))
    return refused(
      'Troth sends deliveries somewhere else, or nobody has said where: change it on the registration’s page, so that the company is told.',
      differences,
    )
  const open = differences.filter(({ field }) => !replace.has(field as Replaceable)).map(({ field }) => field)
  if (open.length > 0)
    return refused(
      `This differs from what Troth holds in ${open.join(', ')}: see the list of changes. To replace it, add --replace ${open.join(' ')}.`,
      differences,
    )
  if (differences.some(({ field }) => field === 'dose') && !held.therapy.mayTakeDose)
    return refused(
      'The dose in Troth comes from a prescription, or the treatment is held: change it there.',
      differences,
    )
  const [counted, sent] = [held.count?.countedOn, wanted.stock?.countedOn]
  if (
    differences.some(({ field }) => field === 'stock') &&
    counted !== undefined &&
    (sent === undefined || sent < counted)
  )
    return refused('Troth holds a later count of the stock at home: leave the count out of this row.', differences)
  return { kind: 'replace', wanted, held, differences }
}

function differencesOf(wanted: Wanted, { enrolment, therapy, plan, count }: Held, nameOf: NameOf): Difference[] {
  const found: Difference[] = []
  const compare = (field: Difference['field'], held: string | undefined, sent: string | undefined): void => {
    if (sent !== undefined && sent !== (held ?? '')) found.push({ field, held: held ?? 'nothing', sent })
  }
  const before = enrolment?.details.broughtIn
  compare('company', nameOf(enrolment?.companyId), nameOf(wanted.companyId))
  compare('route', therapy?.route, wanted.route)
  compare('accountReference', enrolment?.accountReference, wanted.accountReference)
  compare('indication', therapy?.indication, wanted.indication)
  compare(
    'owner',
    nameOf(enrolment?.ownerId),
    nameOf('accountId' in wanted.owner ? wanted.owner.accountId : wanted.owner.teamId),
  )
  compare('brand', before?.brandId, wanted.brandId)
  compare('registrationDate', before?.registeredOn, wanted.registeredOn)
  compare('nextDelivery', before?.nextDeliveryOn, wanted.nextDeliveryOn)
  const place = saidPlace(wanted.place)
  if (place !== undefined) compare('deliveryPlace', enrolment && heldPlace(enrolment, wanted.place), place)
  const paper = paperWords(wanted.paper)
  if (paper !== '')
    compare(
      'prescription',
      paperWords({ ...before?.paper }),
      paperWords({ ...before?.paper, ...defined(wanted.paper) }),
    )
  if (plan === undefined || !isSameDose(plan, wanted.dose))
    found.push({ field: 'dose', held: plan === undefined ? 'nothing' : doseWords(plan), sent: doseWords(wanted.dose) })
  if (wanted.stock !== undefined) compare('stock', count && stockWords(count), stockWords(wanted.stock))
  return found
}

const NOWHERE =
  'The row has a next delivery, and the patient has no delivery or home address without an end in Troth: enter the address here, use collection as the kind of place, or add the address to the patient’s record.'

/** What a file says itself: an address that was only looked up in the record is compared with nothing. */
const saidPlace = (place: WantedPlace): string | undefined =>
  place.is === 'collection'
    ? COLLECTED
    : place.is === 'address' && place.isSaid
      ? addressWords(place.address)
      : undefined

/** Where deliveries go now. Of a sensitive record nobody reads it here. */
function heldPlace({ details, address }: NonNullable<Held['enrolment']>, wanted: WantedPlace): string | undefined {
  if (details.place === 'collection') return COLLECTED
  if (address === undefined) return undefined
  return wanted.is === 'collection' && wanted.isHidden ? 'an address that is hidden' : addressWords(address)
}

/** The same doses on the same days: a later day of one cycle is no difference. */
function isSameDose(held: WantedDose, sent: WantedDose): boolean {
  const parts = (one: WantedDose): string => JSON.stringify([one.dose, one.amountPerUnit])
  if (canonical(parts(held)) !== canonical(parts(sent))) return false
  const frequency = sent.dose.phases[0]?.parts[0]?.frequency
  const days = (frequency?.every ?? 1) * (frequency?.unit === 'week' ? 7 : 1)
  return daysBetween(held.firstDoseOn, sent.firstDoseOn) % days === 0
}

/** JSON with its names in order: PostgreSQL keeps them in another. */
const canonical = (json: string): string =>
  JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )

const doseWords = ({ dose, firstDoseOn }: WantedDose): string =>
  `${doseText(dose)}, counted from ${formatDate(firstDoseOn)}`

export const stockWords = (stock: {
  readonly units: number | undefined
  readonly countedOn: CivilDate | undefined
}): string =>
  stock.countedOn === undefined
    ? 'no count that is believed'
    : `${stock.units ?? 'unknown'} counted on ${formatDate(stock.countedOn)}`

export const paperWords = ({ prescribedOn, validUntil, deliveriesLeft }: Wanted['paper']): string =>
  [
    prescribedOn === undefined ? '' : `written on ${formatDate(prescribedOn)}`,
    validUntil === undefined ? '' : `valid until ${formatDate(validUntil)}`,
    deliveriesLeft === undefined ? '' : `deliveries left: ${deliveriesLeft}`,
  ]
    .filter(Boolean)
    .join(', ')

/** What is said, without what is not. */
export const defined = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>
