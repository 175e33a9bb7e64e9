// How much, in words that cannot be misread: ISMP and BNF prescription writing rules.

/** Units a dose may be written in. A dose is by product (“1 tablet”) or by dose (“250 mg”), never both: §4.5 of the dose syntax. */
export const DOSE_UNITS = {
  gram: { basis: 'dose', one: 'g', many: 'g' },
  milligram: { basis: 'dose', one: 'mg', many: 'mg' },
  microgram: { basis: 'dose', one: 'microgram', many: 'micrograms' },
  nanogram: { basis: 'dose', one: 'nanogram', many: 'nanograms' },
  unit: { basis: 'dose', one: 'unit', many: 'units' },
  millimole: { basis: 'dose', one: 'mmol', many: 'mmol' },
  millilitre: { basis: 'dose', one: 'ml', many: 'ml' },
  ampoule: { basis: 'product', one: 'ampoule', many: 'ampoules' },
  bag: { basis: 'product', one: 'bag', many: 'bags' },
  capsule: { basis: 'product', one: 'capsule', many: 'capsules' },
  cartridge: { basis: 'product', one: 'cartridge', many: 'cartridges' },
  patch: { basis: 'product', one: 'patch', many: 'patches' },
  pen: { basis: 'product', one: 'pre-filled pen', many: 'pre-filled pens' },
  sachet: { basis: 'product', one: 'sachet', many: 'sachets' },
  syringe: { basis: 'product', one: 'pre-filled syringe', many: 'pre-filled syringes' },
  tablet: { basis: 'product', one: 'tablet', many: 'tablets' },
  vial: { basis: 'product', one: 'vial', many: 'vials' },
} as const

export type DoseUnit = keyof typeof DOSE_UNITS
export type DoseBasis = (typeof DOSE_UNITS)[DoseUnit]['basis']

export const isDoseUnit = (text: string): text is DoseUnit => Object.hasOwn(DOSE_UNITS, text)
export const basisOf = (unit: DoseUnit): DoseBasis => DOSE_UNITS[unit].basis

const MOST = 10_000_000

/** An amount is above zero with at most three decimal places, so that it can be counted in whole thousandths. */
export const isAmount = (value: number): boolean =>
  value > 0 && value <= MOST && Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-6

/** Whole thousandths, in which amounts are added and compared without rounding. */
export const thousandths = (value: number): number => Math.round(value * 1000)

/** Made once: making it costs a hundred times what it is used for. */
const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3, useGrouping: true })

/** “0.5”, “40”, “1,000”: a zero before the point, none after it, a comma in thousands. */
export const formatNumber = (value: number): string => NUMBER.format(value)

/** “40 mg”, “2 pre-filled pens”, “0.5 micrograms”. */
export const formatAmount = (value: number, unit: DoseUnit): string =>
  `${formatNumber(value)} ${value === 1 ? DOSE_UNITS[unit].one : DOSE_UNITS[unit].many}`
