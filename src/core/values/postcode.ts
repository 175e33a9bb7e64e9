import { enter, must } from './problem-wording.ts'

/** Outward codes and, after the space, inward ones, as Royal Mail allows their letters. */
const GEOGRAPHIC = /^([A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRVWXY]?))(\d[ABD-HJLNP-UW-Z]{2})$/
/** NHS pseudo-postcodes, such as ZZ99 3VZ for no fixed abode. They mean a circumstance, not a place. */
const PSEUDO = /^(ZZ99)(\d[A-Z]{2})$/
const OVERSEAS = /^(ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TKCA)(1ZZ)$|^(GX11)(1AA)$/
const GIROBANK = /^(GIR)(0AA)$/
const BFPO_NUMBER = /^BFPO(\d{1,4})$/

/** NHS pseudo-postcode for a person with no fixed abode. */
export const NO_FIXED_ABODE = 'ZZ99 3VZ'

export type PostcodeKind = 'uk' | 'crown-dependency' | 'forces' | 'overseas-territory' | 'no-fixed-abode' | 'pseudo'

/** The postcode with its one space and capitals: "SW1A 1AA". "BFPO 801" is accepted as it stands. */
export function parsePostcode(text: string): string | undefined {
  const typed = compact(text)
  const forces = BFPO_NUMBER.exec(typed)
  if (forces) return `BFPO ${forces[1]}`
  for (const candidate of [typed, withInwardDigit(typed)]) {
    for (const pattern of [GEOGRAPHIC, PSEUDO, OVERSEAS, GIROBANK]) {
      const match = pattern.exec(candidate)
      if (match) return match.slice(1).filter(Boolean).join(' ')
    }
  }
  return undefined
}

export function postcodeProblem(text: string, label: string = 'Postcode'): string | undefined {
  if (compact(text) === '') return enter(label)
  return parsePostcode(text) === undefined ? must(label, 'be a full UK postcode, like SW1A 1AA') : undefined
}

/** "SW1A" of "SW1A 1AA": as much of a postcode as a log or a report may hold. */
export const outwardCode = (postcode: string): string =>
  postcode.startsWith('BFPO') ? 'BFPO' : (postcode.split(' ')[0] ?? '')

/** "SW1A1AA": the key to store and to look up by. */
export const postcodeSearchKey = (postcode: string): string => compact(postcode)

/** The prefix to look up for a whole or part postcode as typed; undefined when it cannot begin one. */
export function postcodeQueryPrefix(text: string): string | undefined {
  const whole = parsePostcode(text)
  if (whole !== undefined) return compact(whole)
  const typed = compact(text)
  return /^[A-Z]{1,2}\d[A-Z\d]{0,5}$|^BFPO\d{0,4}$/.test(typed) ? typed : undefined
}

export function postcodeKind(postcode: string): PostcodeKind {
  const key = compact(postcode)
  if (key === compact(NO_FIXED_ABODE)) return 'no-fixed-abode'
  if (key.startsWith('ZZ99')) return 'pseudo'
  if (/^BFPO|^BF\d/.test(key)) return 'forces'
  if (/^(JE|GY|IM)\d/.test(key)) return 'crown-dependency'
  return OVERSEAS.test(key) ? 'overseas-territory' : 'uk'
}

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-.,]/gu, '')

/** The third character from the end is always a digit, so the letters O and I there can only be 0 and 1. */
const withInwardDigit = (typed: string): string =>
  typed.replace(/[OIL](?=[A-Z]{2}$)/, (letter) => (letter === 'O' ? '0' : '1'))
