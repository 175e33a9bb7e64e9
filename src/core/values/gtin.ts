/** What scanners and lists disagree about is only leading zeros: the same number in its longest form, 14 digits. */
export const gtinKey = (gtin: string): string => gtin.padStart(14, '0')

/** A GTIN as a scanner or a list gives it: 8, 12, 13 or 14 digits with a right check digit. Undefined when it is none. */
export function parseGtin(text: string): string | undefined {
  const digits = text.trim()
  return /^(?:\d{8}|\d{12,14})$/.test(digits) && /[1-9]/.test(digits) && weighed(digits) % 10 === 0 ? digits : undefined
}

/** The digit that ends the digits before it (GS1 General Specifications 7.9). */
export const gtinCheckDigit = (digits: string): string => String((10 - (weighed(`${digits}0`) % 10)) % 10)

/** Weights 3 and 1 in turn, from the digit before the check digit to the left. It misses some swaps of neighbours. */
const weighed = (digits: string): number =>
  [...digits].toReversed().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
