import { isDeepStrictEqual } from 'node:util'
import type { Address } from '../../values/address.ts'
import { addressText } from '../../values/address.ts'
import type { HumanName } from '../../values/person-name.ts'
import type { ContactPoint, PatientDetails } from '../patient.ts'
import type { SentPatient } from './sent-patient.ts'

/**
 * A record with what a row says laid over it. Nothing is overwritten in silence: a name, an address or a number that is no
 * longer the one in use stays in the record as a past one, and every other old value stands in the audit trail.
 */
export function overlay(known: PatientDetails, sent: SentPatient, today: string): PatientDetails {
  const { communication } = known
  const needs = [...new Set([...communication.accessibleNeeds, ...(sent.communication.accessibleNeeds ?? [])])]
  return {
    nhsNumber: sent.nhsNumber ? withStatus(known.nhsNumber, sent.nhsNumber) : known.nhsNumber,
    identifiers: [
      ...known.identifiers,
      ...sent.identifiers.filter((one) => !known.identifiers.some((other) => isDeepStrictEqual(other, one))),
    ],
    names: namesOver(known.names, sent.names, today),
    birthDate: sent.birthDate ?? known.birthDate,
    gender: sent.gender ?? known.gender,
    birthSex: sent.birthSex ?? known.birthSex,
    genderIdentity: sent.genderIdentity ?? known.genderIdentity,
    sameAsAtBirth: sent.sameAsAtBirth ?? known.sameAsAtBirth,
    death: deathOver(known.death, sent.death),
    addresses: addressesOver(known.addresses, sent.addresses, today),
    contactPoints: pointsOver(known.contactPoints, sent.contactPoints, today),
    communication: { ...communication, ...sent.communication, accessibleNeeds: needs },
    generalPractice: sent.generalPractice ?? known.generalPractice,
  }
}

/** A verified number stays verified when a file only repeats it. */
function withStatus(
  known: PatientDetails['nhsNumber'],
  sent: NonNullable<SentPatient['nhsNumber']>,
): PatientDetails['nhsNumber'] {
  const isSame = 'number' in known && known.number === sent.number
  return isSame && known.status === '01' && sent.status !== '05' ? known : sent
}

/** A registered death is not made uncertain by a file that only reports it. */
function deathOver(known: PatientDetails['death'], sent: SentPatient['death']): PatientDetails['death'] {
  if (sent === undefined || known === undefined) return sent ?? known
  return known.notice === 'formal' && sent.notice !== 'formal' ? known : { ...sent, on: sent.on ?? known.on }
}

function namesOver(known: readonly HumanName[], sent: readonly HumanName[], today: string): readonly HumanName[] {
  let names = [...known]
  for (const name of sent) {
    const same = names.findIndex((other) => isSameName(other, name))
    if (same >= 0) {
      // A title is not a name: a new one replaces the old without leaving a past name behind.
      const other = names[same]!
      names[same] = {
        ...other,
        prefix: name.prefix.length > 0 ? name.prefix : other.prefix,
        suffix: name.suffix.length > 0 ? name.suffix : other.suffix,
      }
      continue
    }
    if (!PAST_NAMES.has(name.use)) {
      names = names.map((other) =>
        isReplacedBy(other, name, sent) ? { ...other, use: 'old', end: other.end ?? today } : other,
      )
    }
    names.push(name)
  }
  return names
}

const PAST_NAMES = new Set(['old', 'maiden'])
const MAIN_NAMES = new Set(['usual', 'official'])

/** One usual or official name stands for the person: a file that calls the same name the other is not a change. */
const isSameName = (one: HumanName, other: HumanName): boolean =>
  PAST_NAMES.has(one.use) === PAST_NAMES.has(other.use) &&
  (one.use === other.use || (MAIN_NAMES.has(one.use) && MAIN_NAMES.has(other.use))) &&
  same(one.family, other.family) &&
  same(one.given.join(' '), other.given.join(' '))

const isReplacedBy = (known: HumanName, name: HumanName, sent: readonly HumanName[]): boolean =>
  (known.use === name.use || (MAIN_NAMES.has(known.use) && MAIN_NAMES.has(name.use))) &&
  !sent.some((other) => isSameName(known, other))

function addressesOver(known: readonly Address[], sent: readonly Address[], today: string): readonly Address[] {
  let addresses = [...known]
  for (const address of sent) {
    if (addresses.some((other) => other.use === address.use && isSameAddress(other, address))) continue
    addresses = addresses.map((other) =>
      address.use !== 'old' && other.use === address.use && !sent.some((each) => isSameAddress(each, other))
        ? { ...other, use: 'old', end: other.end ?? today }
        : other,
    )
    addresses.push(address)
  }
  return addresses
}

const isSameAddress = (one: Address, other: Address): boolean => same(addressText(one), addressText(other))

function pointsOver(
  known: readonly ContactPoint[],
  sent: readonly ContactPoint[],
  today: string,
): readonly ContactPoint[] {
  let points = [...known]
  for (const point of sent) {
    // A number that reaches the person is known, whatever the file calls it; one that no longer does is not revived by a file.
    if (points.some(({ system, value }) => system === point.system && value === point.value)) continue
    points = points.map((other) =>
      other.system === point.system &&
      other.use === point.use &&
      point.use !== 'old' &&
      !sent.some(({ value }) => value === other.value)
        ? { ...other, use: 'old', end: other.end ?? today }
        : other,
    )
    points.push(point)
  }
  return points
}

const same = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('en-GB')
