import { Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { enter, must } from './problem-wording.ts'

/** E.164, such as "+447700900982": how every number is kept and sent. */
export type TelephoneNumber = string

/**
 * Numbers that Ofcom keeps for drama and never gives to anyone: demonstrations and tests use only these.
 * The library calls them invalid, so they are allowed by name.
 */
const FICTIONAL =
  /^\+44(7700900\d{3}|1632960\d{3}|1(13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|1914980\d{3}|2079460\d{3}|2896496\d{3}|2920180\d{3}|8081570\d{3}|3069990\d{3})$/
/** 09 and 087 premium rate, 084 service charge, 070 personal numbers that cost more than they look, 118 directories. */
const CHARGED_GB = /^\+44(9\d|87|84|70|118)/
/** 076 is pagers, but 07624 is mobiles on the Isle of Man. */
const MOBILE_GB = /^\+447(?!0|6(?!24))\d{9}$/
const TYPED = /^[\d\s+().\-/\u2010-\u2015]*((ext\.?|x|#)\s*\d{1,6})?$/i
const PATTERN_HINT = 'be a real telephone number, like 01632 960 001, 07700 900 982 or +33 1 42 68 53 00'

/**
 * The library's own pattern for mobiles of Great Britain, compiled once: it compiles its patterns afresh for every number,
 * and most numbers of a file with a million patients are these.
 */
const UK_MOBILE = new RegExp(`^(?:\\+44|0044|0)(7700900\\d{3}|${mobilePattern()})$`)

function mobilePattern(): string {
  const metadata = new Metadata()
  metadata.selectNumberingPlan('GB')
  // The type declarations leave this part of the library out; without it, every number takes the long way.
  const plan = (metadata as unknown as { numberingPlan?: Plan }).numberingPlan
  return plan?.type?.('MOBILE')?.pattern?.() ?? '(?!)'
}
interface Plan {
  readonly type?: (name: string) => { readonly pattern?: () => string } | undefined
}

/** The number in E.164, read as a United Kingdom number unless it begins with + or 00. Extensions are not kept. */
export function parseTelephoneNumber(text: string): TelephoneNumber | undefined {
  const typed = text.normalize('NFKC').trim()
  if (typed === '' || typed.length > 40 || !TYPED.test(typed)) return undefined
  const mobile = UK_MOBILE.exec(typed.replace(/[\s()-]/g, ''))?.[1]
  if (mobile !== undefined) return `+44${mobile}`
  // "+44 (0)7700…" is a common way to write it, and the (0) is not dialled.
  const number = parsePhoneNumberFromString(typed.replace(/^(\+|00)(\s*44)\s*\(0\)/, '+44'), 'GB')
  if (number === undefined) return undefined
  return number.isValid() || FICTIONAL.test(number.number) ? number.number : undefined
}

export type TelephoneRule = {
  /** Refuse a number that cannot receive a text message. */
  mobile?: boolean
}

/** What is wrong with a telephone number at which someone is to be reached. */
export function telephoneProblem(
  text: string,
  label: string = 'Telephone number',
  rule: TelephoneRule = {},
): string | undefined {
  if (text.trim() === '') return enter(label)
  const number = parseTelephoneNumber(text)
  if (number === undefined) return must(label, PATTERN_HINT)
  if (isPremiumRate(number)) return must(label, 'not be one that costs extra to call')
  if (rule.mobile && number.startsWith('+44') && !isMobileNumber(number)) {
    return must(label, 'be a mobile number, like 07700 900 982')
  }
  return undefined
}

/** "07700 900982" for United Kingdom numbers, "+33 1 42 68 53 00" for others. */
export function formatTelephoneNumber(number: TelephoneNumber): string {
  const parsed = parsePhoneNumberFromString(number)
  if (parsed === undefined) return number
  return parsed.countryCallingCode === '44' ? parsed.formatNational() : parsed.formatInternational()
}

/** True for United Kingdom and Crown dependency mobiles. Numbers abroad cannot be told apart, and are not counted. */
export const isMobileNumber = (number: TelephoneNumber): boolean => MOBILE_GB.test(number)

/** Whether calling costs more than an ordinary call. */
export function isPremiumRate(number: TelephoneNumber): boolean {
  if (number.startsWith('+44')) return CHARGED_GB.test(number)
  return parsePhoneNumberFromString(number)?.getType() === 'PREMIUM_RATE'
}

/** Whether the number is one that Ofcom keeps for drama. */
export const isFictionalNumber = (number: TelephoneNumber): boolean => FICTIONAL.test(number)
