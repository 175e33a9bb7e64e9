import type { BarcodeAnswer } from '../../../core/medicines/barcode.ts'
import { type CivilDate, formatDate, parseCivilDate } from '../../../core/values/civil-date.ts'
import { gtinKey, parseGtin } from '../../../core/values/gtin.ts'
import { lastDayOfExpiry } from '../supply-cover/stock.ts'
import { QUANTITY_TOLERANCE } from '../therapies/quantity.ts'
import type { DeliveryLine } from './plan.ts'

/** A pack that may be supplied for an item: of its brand, or of its generic product where no brand is named. */
export interface RightPack {
  readonly packId: string
  readonly lineId: string
  readonly units: number | undefined
}

/** What the scanned number of one pack says about what is prescribed. */
export type PackVerdict = {
  readonly pack: 'right' | 'wrong' | 'unknown'
  readonly lineId: string | undefined
  readonly packSize: number | undefined
  readonly why: string | undefined
}

/**
 * Whether a pack is what was prescribed. A number that stands for another product blocks. One that nobody knows, that has
 * ended or that does not hold yet says nothing for certain: a pharmacist looks at the pack. Two packs of one number are
 * right only when both are.
 */
export function packVerdict(answer: BarcodeAnswer, right: readonly RightPack[]): PackVerdict {
  const none = { lineId: undefined, packSize: undefined }
  if (!('packIds' in answer)) {
    return { ...none, pack: 'unknown', why: 'This code is not in the dictionary of medicines' }
  }
  const found = answer.packIds.map((id) => right.find(({ packId }) => packId === id))
  const first = found[0]
  if (first === undefined || found.some((one) => one === undefined)) {
    return { ...none, pack: 'wrong', why: 'This code is for another product' }
  }
  const known = { lineId: first.lineId, packSize: first.units }
  if (answer.state === 'ended') {
    return {
      ...known,
      pack: 'unknown',
      why: `This code was used until ${formatDate(answer.endedOn)}: it may be old stock`,
    }
  }
  if (answer.state === 'not-yet') {
    return { ...known, pack: 'unknown', why: `This code is not used before ${formatDate(answer.startsOn)}` }
  }
  return { ...known, pack: 'right', why: undefined }
}

/** The worst of several packs, with a release counted for those that nobody knows. */
export function worstPack(
  verdicts: readonly PackVerdict[],
  isReleased: boolean,
): 'right' | 'wrong' | 'unknown' | 'unknown-released' {
  if (verdicts.length === 0) return 'unknown'
  if (verdicts.some(({ pack }) => pack === 'wrong')) return 'wrong'
  if (verdicts.some(({ pack }) => pack === 'unknown')) return isReleased ? 'unknown-released' : 'unknown'
  return 'right'
}

/** A code as it is kept: 14 digits when it is a barcode number, else as typed. Scanners put a control character in front. */
export const codeOf = (typed: string): string => {
  const gtin = parseGtin(typed)
  return gtin === undefined ? typed.trim() : gtinKey(gtin)
}

/** “31/10/2027”, “10/2027” or “2027-10-31” as packs print it: a month means its last day. */
export function readExpiry(typed: string): CivilDate | undefined {
  const text = typed.trim()
  const month = /^(\d{1,2})[/. -](\d{4})$/.exec(text)
  if (month) return lastDayOfExpiry(`${month[2]}-${month[1]!.padStart(2, '0')}`)
  const day = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(text)
  if (day) return parseCivilDate(`${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}`)
  return parseCivilDate(text) ?? lastDayOfExpiry(text)
}

export type QuantityVerdict = {
  readonly fit: 'exact' | 'part' | 'original-pack' | 'too-much'
  readonly extraUnits: number
}

/**
 * How what is dispensed compares with what was planned, item by item. More is allowed only as whole original packs within the
 * tolerance of regulation 217B.
 */
export function quantityVerdict(
  lines: readonly Pick<DeliveryLine, 'lineId' | 'units'>[],
  packs: readonly { readonly lineId: string; readonly units: number; readonly packSize: number | undefined }[],
): QuantityVerdict {
  const percent = QUANTITY_TOLERANCE.value.originalPackPercent
  if (packs.some(({ lineId }) => !lines.some((line) => line.lineId === lineId)))
    return { fit: 'too-much', extraUnits: 0 }
  let [extraUnits, isPart] = [0, false]
  for (const { lineId, units } of lines) {
    const mine = packs.filter((pack) => pack.lineId === lineId)
    const over = mine.reduce((sum, pack) => sum + pack.units, 0) - units
    if (over > 0) {
      const isOriginal = mine.every(({ units: held, packSize }) => packSize !== undefined && held % packSize === 0)
      if (!isOriginal || over * 100 > units * percent) return { fit: 'too-much', extraUnits: over }
      extraUnits += over
    }
    isPart ||= over < 0
  }
  return { fit: extraUnits > 0 ? 'original-pack' : isPart ? 'part' : 'exact', extraUnits }
}
