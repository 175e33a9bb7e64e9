import type { CivilDate } from './civil-date.ts'
import { enter, must } from './problem-wording.ts'

/** Where a measurement comes from, best first. */
export const MEASUREMENT_SOURCES = {
  measured: 'Measured by staff',
  device: 'Measured by a device',
  record: 'Copied from another record',
  patient: 'Told to us by the patient',
  estimated: 'Estimated',
} as const

export type MeasurementSource = keyof typeof MEASUREMENT_SOURCES

/** Kilograms or centimetres, when they were taken and by whom they are known. */
export type Measurement = { value: number; on: CivilDate; source: MeasurementSource }

type Range = { lowest: number; highest: number; unit: string }

/** From the smallest newborn to the heaviest adult on record; outside this a number is in the wrong unit or mistyped. */
export const WEIGHT_KG: Range = { lowest: 0.2, highest: 650, unit: 'kg' }
export const HEIGHT_CM: Range = { lowest: 20, highest: 280, unit: 'cm' }

const KG_PER_POUND = 0.45359237
const CM_PER_INCH = 2.54

/** Kilograms from what was typed ("72.5", "72.5 kg"), to the gram. Undefined when it is not a weight. */
export const parseWeight = (text: string): number | undefined =>
  within(WEIGHT_KG, readNumber(text, 'kgs?|kilograms?'), 3)

/** Centimetres from what was typed ("172", "172 cm"), to the millimetre. Undefined when it is not a height. */
export const parseHeight = (text: string): number | undefined =>
  within(HEIGHT_CM, readNumber(text, 'cms?|centimetres?'), 1)

export const weightProblem = (text: string, label: string = 'Weight'): string | undefined =>
  quantityProblem(text, label, WEIGHT_KG, readNumber(text, 'kgs?|kilograms?'), 'kilograms, like 72.5')

export const heightProblem = (text: string, label: string = 'Height'): string | undefined =>
  quantityProblem(text, label, HEIGHT_CM, readNumber(text, 'cms?|centimetres?'), 'centimetres, like 172')

export type TypedStones = { stones?: string | undefined; pounds?: string | undefined }
export type TypedFeet = { feet?: string | undefined; inches?: string | undefined }

/** Kilograms to the nearest 0.1 from stones and pounds; a blank box is 0. Undefined when it is not a weight. */
export function weightFromStones({ stones, pounds }: TypedStones): number | undefined {
  const total = combined(stones, pounds, 14)
  return total === undefined ? undefined : within(WEIGHT_KG, total * KG_PER_POUND, 1)
}

/** Centimetres to the nearest whole one from feet and inches; a blank box is 0. Undefined when it is not a height. */
export function heightFromFeet({ feet, inches }: TypedFeet): number | undefined {
  const total = combined(feet, inches, 12)
  return total === undefined ? undefined : within(HEIGHT_CM, total * CM_PER_INCH, 0)
}

export function stonesProblem(typed: TypedStones, label: string = 'Weight'): string | undefined {
  if (isBlank(typed.stones) && isBlank(typed.pounds)) return enter(label)
  if (weightFromStones(typed) !== undefined) return undefined
  return must(label, 'be in stones and pounds, like 11 stones and 6 pounds, with pounds less than 14')
}

export function feetProblem(typed: TypedFeet, label: string = 'Height'): string | undefined {
  if (isBlank(typed.feet) && isBlank(typed.inches)) return enter(label)
  if (heightFromFeet(typed) !== undefined) return undefined
  return must(label, 'be in feet and inches, like 5 feet and 8 inches, with inches less than 12')
}

/** "72.5 kg". The space keeps the unit apart from the last number. */
export const formatWeight = (kilograms: number): string => `${rounded(kilograms, 3)} kg`

export const formatHeight = (centimetres: number): string => `${rounded(centimetres, 1)} cm`

/** "11 stones 6 pounds", for people who think in them. Never for doses. */
export function formatStones(kilograms: number): string {
  const pounds = Math.round(kilograms / KG_PER_POUND)
  return `${Math.floor(pounds / 14)} stones ${pounds % 14} pounds`
}

function quantityProblem(
  text: string,
  label: string,
  range: Range,
  value: number | undefined,
  unitWords: string,
): string | undefined {
  if (isBlank(text)) return enter(label)
  if (value === undefined) return must(label, `be a number in ${unitWords}`)
  return within(range, value, 3) === undefined
    ? must(label, `be between ${range.lowest} ${range.unit} and ${range.highest} ${range.unit}`)
    : undefined
}

/** A comma is refused: "72,5" is 72.5 to some and a mistyped 725 to others. */
function readNumber(text: string, units: string): number | undefined {
  const match = new RegExp(`^(\\d{1,6}(?:\\.\\d{1,6})?|\\.\\d{1,6})\\s*(?:${units})?$`, 'i').exec(
    text.normalize('NFKC').trim(),
  )
  return match ? Number(match[1]) : undefined
}

function combined(large: string | undefined, small: string | undefined, inLarge: number): number | undefined {
  const [whole, rest] = [
    readNumber(isBlank(large) ? '0' : (large ?? ''), ''),
    readNumber(isBlank(small) ? '0' : (small ?? ''), ''),
  ]
  if (whole === undefined || rest === undefined || rest >= inLarge) return undefined
  // "5.5 feet" is 5 feet 6 inches, but "5.5 feet 6 inches" is a mistake.
  return Number.isInteger(whole) || rest === 0 ? whole * inLarge + rest : undefined
}

function within(range: Range, value: number | undefined, decimals: number): number | undefined {
  return value !== undefined && value >= range.lowest && value <= range.highest ? rounded(value, decimals) : undefined
}

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === ''
