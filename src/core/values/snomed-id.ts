// Identifiers are strings: they exceed what a number holds, and a spreadsheet silently turns their last digits into zeros.

/** The group of symmetries of a pentagon, on which Verhoeff's check digit rests. */
const MULTIPLY = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const PERMUTE = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Whether a text is a SNOMED CT identifier: 6 to 18 digits with a right check digit. It may still not be in use. */
export function isSnomedId(text: string): boolean {
  return /^[1-9]\d{5,17}$/.test(text) && verhoeff(text) === 0
}

/** The digit that, put behind these digits, makes an identifier of them. */
export const snomedCheckDigit = (digits: string): string =>
  [...'0123456789'].find((check) => verhoeff(digits + check) === 0) ?? ''

/** 0 when the last digit is right; it catches every wrong digit and every swap of two neighbours. */
const verhoeff = (digits: string): number =>
  [...digits]
    .toReversed()
    .reduce((state, digit, index) => Number(MULTIPLY[state]?.[Number(PERMUTE[index % 8]?.[Number(digit)])]), 0)

/** A concept, and not a description or a relationship of one: what a record may be coded with. */
export const isSnomedConceptId = (text: string): boolean => isSnomedId(text) && /[01]0\d$/.test(text)
