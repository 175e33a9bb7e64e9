import type { Address } from '../../values/address.ts'
import { parseEmailAddress } from '../../values/email-address.ts'
import type { HumanName } from '../../values/person-name.ts'
import { parsePostcode } from '../../values/postcode.ts'
import { isMobileNumber, parseTelephoneNumber } from '../../values/telephone-number.ts'
import { CONTACT_SOURCES, type ContactPoint, type ContactSource } from '../patient.ts'
import type { Findings } from './findings.ts'
import type { SentAddress, SentName, SentTelecom } from './schema.ts'
import * as system from './systems.ts'

/** A name as it was sent. Without a use it is the usual one. */
export const fromHumanName = ({ use, family, given, prefix, suffix, period }: SentName): HumanName => ({
  use: use ?? 'usual',
  prefix: prefix ?? [],
  given: given ?? [],
  family: family ?? '',
  suffix: suffix ?? [],
  ...periodParts(period),
})

export function fromAddress(findings: Findings, sent: SentAddress, at: string): Address {
  const extensions = findings.extensions(sent.extension, at)
  const isDelivery = extensions.flag(system.DELIVERY_EXTENSION) === true
  extensions.refuseRest()
  const { city, district, state, postalCode, country } = sent
  return {
    use: isDelivery ? 'delivery' : (sent.use ?? 'home'),
    lines: sent.line ?? [],
    ...(city === undefined ? {} : { city }),
    ...(district === undefined ? {} : { district }),
    ...(state === undefined ? {} : { county: state }),
    ...(postalCode === undefined ? {} : { postcode: parsePostcode(postalCode) ?? postalCode }),
    ...(country === undefined ? {} : { country: COUNTRIES[country.toUpperCase()] ?? country }),
    ...periodParts(sent.period),
  }
}

/** PDS and older systems write the United Kingdom with three letters, or its parts by name. */
const COUNTRIES: Readonly<Record<string, string>> = {
  GBR: 'GB',
  UK: 'GB',
  'UNITED KINGDOM': 'GB',
  ENGLAND: 'GB',
  WALES: 'GB',
  SCOTLAND: 'GB',
  'NORTHERN IRELAND': 'GB',
}

/** A contact point as it was sent. Its source is another record unless the sender says otherwise. */
export function fromTelecom(findings: Findings, sent: SentTelecom, at: string): ContactPoint | undefined {
  const extensions = findings.extensions(sent.extension, at)
  const source = extensions.text(system.CONTACT_SOURCE_EXTENSION, 'valueCode')
  const confirmedOn = extensions.text(system.CONTACT_CONFIRMED_EXTENSION, 'valueDate')
  const others = extensions.codes(system.OTHER_CONTACT_EXTENSION)
  const kind = sent.system === 'sms' ? 'phone' : sent.system === 'other' ? textphone(others) : sent.system
  if (source !== undefined && !isContactSource(source)) {
    extensions.refuse(system.CONTACT_SOURCE_EXTENSION, 'This is not one of the sources that are known.')
  }
  if (kind === undefined)
    findings.add('not-supported', 'Only telephone, textphone and e-mail are kept.', `${at}.system`)
  extensions.refuseRest()
  if (kind === undefined) return undefined
  const value = kind === 'email' ? parseEmailAddress(sent.value) : parseTelephoneNumber(sent.value)
  if (value === undefined) {
    const words =
      kind === 'email' ? 'This is not an e-mail address.' : 'This is not a telephone number that can be dialled.'
    findings.add('value', words, `${at}.value`)
    return undefined
  }
  const isMobile = kind === 'phone' && (sent.system === 'sms' || isMobileNumber(value))
  return {
    system: kind,
    use: sent.use ?? (isMobile ? 'mobile' : 'home'),
    value,
    source: source !== undefined && isContactSource(source) ? source : 'other-record',
    ...(confirmedOn === undefined ? {} : { confirmedOn }),
    ...periodParts(sent.period),
  }
}

const textphone = (others: readonly string[]): 'textphone' | undefined =>
  others.some((code) => code === `${system.OTHER_CONTACT_SYSTEM}|textphone`) ? 'textphone' : undefined

const isContactSource = (text: string): text is ContactSource => Object.hasOwn(CONTACT_SOURCES, text)

function periodParts(period: { start?: string | undefined; end?: string | undefined } | undefined) {
  const { start, end } = period ?? {}
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
}
