export interface Strength {
  readonly numerator: string | undefined
  readonly numeratorUnit: string | undefined
  readonly denominator: string | undefined
  readonly denominatorUnit: string | undefined
}

/** “100 mg in 1 ml”, “2.5 mg in 1 tablet”, “162 mg”; undefined when the dictionary gives none. */
export function strengthWords({
  numerator,
  numeratorUnit,
  denominator,
  denominatorUnit,
}: Strength): string | undefined {
  if (numerator === undefined) return undefined
  const amount = quantityWords(numerator, numeratorUnit)
  return denominator === undefined ? amount : `${amount} in ${quantityWords(denominator, denominatorUnit)}`
}

/** “10,000 unit”, “0.4 ml”: no zero at the end that could be read as ten times as much, and one before the point. */
export function quantityWords(quantity: string, unit: string | undefined): string {
  const [whole = '0', part = ''] = quantity.split('.')
  const decimals = part.replace(/0+$/, '')
  const grouped = whole.replace(/^0+(?=\d)/, '').replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
  return [decimals === '' ? grouped : `${grouped}.${decimals}`, unit].filter(Boolean).join(' ')
}
