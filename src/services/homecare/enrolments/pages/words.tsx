import { formatInstant } from '../../../../core/values/london-time.ts'
import { STEP_SOURCES } from '../../steps/step.ts'
import type { PlaceChange } from '../place-change.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { addressWords } from '../address-words.ts'
import { Tag, type TagColour } from '../../../../design-system/components/tag.tsx'
import {
  AGREED_HOW,
  COLD_STORES,
  type DeliveryAddress,
  type EnrolmentDetails,
  SHARPS_BINS,
  SUPPORT_CHOICES,
} from '../enrolment-details.ts'
import { ENROLMENT_STATES, type EnrolmentState } from '../enrolment.ts'

const COLOURS: Partial<Record<EnrolmentState, TagColour>> = {
  draft: 'grey',
  'awaiting-pharmacy': 'blue',
  returned: 'orange',
  submitted: 'blue',
  stalled: 'red',
  rejected: 'red',
  accepted: 'aqua-green',
  active: 'green',
  suspended: 'yellow',
  transferring: 'purple',
}

/** What a company calls a state: it is the company that a registration is with. */
const AT_COMPANY: Partial<Record<EnrolmentState, string>> = {
  submitted: 'To be answered',
  rejected: 'Refused',
}

export const stateWords = (state: EnrolmentState, isCompany = false): string =>
  (isCompany ? AT_COMPANY[state] : undefined) ?? ENROLMENT_STATES[state]

export const StateTag = ({ state, isCompany }: { readonly state: EnrolmentState; readonly isCompany?: boolean }) => (
  <Tag colour={COLOURS[state] ?? 'grey'}>{stateWords(state, isCompany)}</Tag>
)

/** "3 days" in a state: so that ageing can be seen. */
export function ageWords(since: Date, now: Date): string {
  const days = Math.floor((now.getTime() - since.getTime()) / 86_400_000)
  return days === 0 ? 'Less than a day' : days === 1 ? '1 day' : `${days} days`
}

const NOT_ASKED = 'Not recorded yet'
export const HIDDEN = 'Hidden: this is a sensitive record'

export const agreementWords = ({ agreement }: EnrolmentDetails): string =>
  agreement ? `On ${formatDate(agreement.on)}, ${AGREED_HOW[agreement.how].toLowerCase()}` : NOT_ASKED

export const placeWords = (
  { place }: EnrolmentDetails,
  address: DeliveryAddress | undefined,
  isHidden: boolean,
): string => {
  if (isHidden) return HIDDEN
  if (place === 'collection') return 'The patient collects it'
  return address ? addressWords(address) : NOT_ASKED
}

export const supportWords = ({ supportProgramme }: EnrolmentDetails): string =>
  supportProgramme ? SUPPORT_CHOICES[supportProgramme] : NOT_ASKED

export const stockWords = ({ openingStock }: EnrolmentDetails): string =>
  openingStock === undefined ? NOT_ASKED : openingStock === 0 ? 'None' : `${openingStock}`

export const sharpsWords = ({ sharpsBin }: EnrolmentDetails): string => (sharpsBin ? SHARPS_BINS[sharpsBin] : NOT_ASKED)
export const coldWords = ({ coldStore }: EnrolmentDetails): string => (coldStore ? COLD_STORES[coldStore] : NOT_ASKED)

/** Whether the company knows of the last change of where deliveries go. */
export function placeChangeWords(change: PlaceChange | undefined): string {
  if (change === undefined) return 'As it was when the registration was sent'
  const { acknowledged, at, answerBy } = change
  const changed = `Changed on ${formatInstant(new Date(at))}`
  if (acknowledged === undefined) {
    return `${changed}, not yet acknowledged${answerBy === undefined ? '' : `: due by ${formatInstant(new Date(answerBy))}`}`
  }
  const { on, source } = acknowledged
  const how = source === undefined ? '' : ` (${STEP_SOURCES[source].toLowerCase()})`
  return `${changed}, acknowledged by the company on ${formatDate(on)}${how}`
}
