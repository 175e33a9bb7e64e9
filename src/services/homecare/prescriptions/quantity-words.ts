import type { Refusal } from '../../../core/values/refusal.ts'
import { formatNumber, isAmount } from '../therapies/amount.ts'

const ONES = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

/** “twenty eight”, “zero point five”, “one thousand”: a total in words, as regulation 15 asks. Throws on what is no quantity. */
export function quantityInWords(quantity: number): string {
  if (!isAmount(quantity)) throw new RangeError('Quantity must be above 0 with at most three decimal places')
  const [whole = '', decimals] = formatNumber(quantity).replaceAll(',', '').split('.')
  const words = wholeInWords(Number(whole))
  return decimals === undefined
    ? words
    : `${words} point ${[...decimals].map((digit) => ONES[Number(digit)]).join(' ')}`
}

/** “28”, “0.5”, “1,000”. */
export const quantityInFigures = (quantity: number): string => formatNumber(quantity)

/** Words and figures on paper say one thing, or the pharmacist may not supply. Both are compared as they stand. */
export function refuseWordsAndFigures(words: string, figures: string): Refusal<'words-and-figures'> | undefined {
  const quantity = /^\d{1,3}(?:,\d{3})*(?:\.\d{1,3})?$|^\d+(?:\.\d{1,3})?$/.test(figures.trim())
    ? Number(figures.replaceAll(',', ''))
    : Number.NaN
  return isAmount(quantity) && plain(words) === plain(quantityInWords(quantity))
    ? undefined
    : {
        name: 'words-and-figures',
        sentence: 'The quantity in words and in figures must be the same, like “twenty eight” and 28',
      }
}

const plain = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')

function wholeInWords(number: number): string {
  if (number < 20) return ONES[number]!
  if (number < 100) return joined(TENS[Math.floor(number / 10)]!, number % 10, ' ')
  if (number < 1000) return joined(`${ONES[Math.floor(number / 100)]!} hundred`, number % 100, ' and ')
  const [unit, size] = number < 1_000_000 ? ['thousand', 1000] : ['million', 1_000_000]
  const rest = number % Number(size)
  return joined(`${wholeInWords(Math.floor(number / Number(size)))} ${unit}`, rest, rest < 100 ? ' and ' : ' ')
}

const joined = (words: string, rest: number, by: string): string =>
  rest === 0 ? words : `${words}${by}${wholeInWords(rest)}`
