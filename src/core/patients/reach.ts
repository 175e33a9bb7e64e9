import { communicationFormat, type Channel, type CommunicationFormat } from '../values/accessible-information.ts'
import { addressFor, type Address } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { languageByCode, languageName } from '../values/language.ts'
import { isMobileNumber } from '../values/telephone-number.ts'
import { isStale } from '../values/staleness.ts'
import type { ContactPoint, ContactSystem, Patient } from './patient.ts'

/** Why nothing may be sent without a person looking first. */
export type ReachHold = 'died' | 'merged' | 'sensitive' | 'hidden'

/** One way to a person, best first in a list. */
export interface Way {
  readonly channel: Channel
  /** A telephone number (E.164) or an e-mail address; undefined for a letter, which goes to `address`. */
  readonly to: string | undefined
  readonly address: Address | undefined
  /** Not confirmed for so long that someone must ask first. */
  readonly stale: boolean
}

/** How to reach someone, with their needs applied. Whoever sends uses the first way that fits, in this format. */
export interface Reach {
  readonly holds: readonly ReachHold[]
  readonly ways: readonly Way[]
  readonly letter: CommunicationFormat['letter']
  readonly appointment: CommunicationFormat['appointment']
  /** What a person must see to, interpreter included. */
  readonly arrange: readonly string[]
  /** The language to write in; undefined for English. */
  readonly writeIn: string | undefined
}

const USUAL_ORDER: readonly Channel[] = ['text', 'telephone', 'email', 'letter']
const CHANNEL_OF = { letter: 'letter', telephone: 'telephone', 'text-message': 'text', email: 'email' } as const

/** The ways to a person today: what they need first, then what they prefer, never what they rule out. */
export function howToReach(patient: Patient, today: CivilDate): Reach {
  const { communication } = patient
  const format = communicationFormat(communication.accessibleNeeds)
  const { language, interpreterRequired, preferredChannel } = communication
  const spoken = language === undefined ? undefined : (languageByCode(language)?.name ?? languageName(language))
  const order = [
    ...format.channels.prefer,
    ...(preferredChannel ? [CHANNEL_OF[preferredChannel]] : []),
    ...USUAL_ORDER,
  ].filter((channel, at, all) => all.indexOf(channel) === at && !format.channels.avoid.includes(channel))
  return {
    holds: holdsOf(patient),
    ways: order.flatMap((channel) => waysBy(channel, patient, today)),
    letter: format.letter,
    appointment: format.appointment,
    arrange: [
      ...format.arrange,
      ...(interpreterRequired ? [`Book an interpreter${spoken ? `: ${spoken}` : ', language not recorded'}`] : []),
    ],
    writeIn: language === undefined || language === 'en' || languageByCode(language)?.signed ? undefined : language,
  }
}

function holdsOf(patient: Patient): ReachHold[] {
  const holds: ReachHold[] = []
  if (patient.death) holds.push('died')
  if (patient.mergedInto !== undefined) holds.push('merged')
  if (patient.sensitive) holds.push('sensitive')
  if (patient.contactHidden) holds.push('hidden')
  return holds
}

function waysBy(channel: Channel, patient: Patient, today: CivilDate): Way[] {
  if (channel === 'letter') {
    const address = addressFor(patient.addresses, 'post', today)
    return address ? [{ channel, to: undefined, address, stale: false }] : []
  }
  if (channel === 'carer') return [{ channel, to: undefined, address: undefined, stale: false }]
  return inUse(patient.contactPoints, SYSTEM_OF[channel], today)
    .filter(({ value }) => channel !== 'text' || isMobileNumber(value) || !value.startsWith('+44'))
    .map((point) => ({ channel, to: point.value, address: undefined, stale: isStale(point.confirmedOn, today) }))
}

const SYSTEM_OF: Record<Exclude<Channel, 'letter' | 'carer'>, readonly ContactSystem[]> = {
  text: ['phone'],
  telephone: ['phone'],
  'text-relay': ['textphone', 'phone'],
  email: ['email'],
}
const USES: readonly string[] = ['temp', 'mobile', 'home', 'work']

/** Contact points that are used today, best first: temporary, mobile, home, work; newly confirmed before old. */
export const inUse = (
  points: readonly ContactPoint[],
  systems: readonly ContactSystem[],
  today: CivilDate,
): ContactPoint[] =>
  points
    .filter(
      ({ system, use, start, end }) =>
        systems.includes(system) && use !== 'old' && (start ?? today) <= today && today <= (end ?? today),
    )
    .sort(
      (one, other) =>
        systems.indexOf(one.system) - systems.indexOf(other.system) ||
        USES.indexOf(one.use) - USES.indexOf(other.use) ||
        (other.confirmedOn ?? '').localeCompare(one.confirmedOn ?? '', 'en'),
    )
