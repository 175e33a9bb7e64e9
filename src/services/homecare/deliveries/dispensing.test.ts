import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codeOf, packVerdict, quantityVerdict, readExpiry, worstPack, type RightPack } from './dispensing.ts'

const RIGHT: readonly RightPack[] = [{ packId: 'humira-2', lineId: 'line-1', units: 2 }]
const LINES = [{ lineId: 'line-1', units: 40 }]
const of = (units: number, packSize: number | undefined = 2, lineId = 'line-1') => ({ lineId, units, packSize })

describe('A scanned pack', () => {
  it('is right when its number stands for what is prescribed', () =>
    assert.deepEqual(packVerdict({ state: 'valid', packIds: ['humira-2'] }, RIGHT), {
      pack: 'right',
      lineId: 'line-1',
      packSize: 2,
      why: undefined,
    }))
  it('is wrong when it stands for anything else, whatever the day', () => {
    assert.equal(packVerdict({ state: 'valid', packIds: ['other'] }, RIGHT).pack, 'wrong')
    assert.equal(packVerdict({ state: 'ended', packIds: ['other'], endedOn: '2024-06-30' }, RIGHT).pack, 'wrong')
    assert.equal(packVerdict({ state: 'not-yet', packIds: ['other'], startsOn: '2027-01-01' }, RIGHT).pack, 'wrong')
  })
  it('is wrong when its number stands for two products and one is not prescribed', () =>
    assert.equal(packVerdict({ state: 'valid', packIds: ['humira-2', 'other'] }, RIGHT).pack, 'wrong'))
  it('is not known when nobody knows the number', () =>
    assert.equal(packVerdict({ state: 'unknown' }, RIGHT).pack, 'unknown'))
  it('is not known when the number has ended: it may be old stock', () => {
    const verdict = packVerdict({ state: 'ended', packIds: ['humira-2'], endedOn: '2024-06-30' }, RIGHT)
    assert.deepEqual(
      [verdict.pack, verdict.why],
      ['unknown', 'This code was used until 30 June 2024: it may be old stock'],
    )
  })
  it('is not known before its number holds', () =>
    assert.equal(
      packVerdict({ state: 'not-yet', packIds: ['humira-2'], startsOn: '2027-01-01' }, RIGHT).pack,
      'unknown',
    ))
  it('is wrong with one wrong pack among right ones, which no release answers', () => {
    const [right, wrong, unknown] = (['right', 'wrong', 'unknown'] as const).map((pack) => ({
      pack,
      lineId: 'line-1',
      packSize: 2,
      why: undefined,
    }))
    assert.equal(worstPack([right!, wrong!, unknown!], true), 'wrong')
    assert.equal(worstPack([right!, unknown!], false), 'unknown')
    assert.equal(worstPack([right!, unknown!], true), 'unknown-released')
    assert.equal(worstPack([right!], false), 'right')
    assert.equal(worstPack([], true), 'unknown')
  })
  it('is kept by its longest form', () => {
    assert.equal(codeOf(' 4006381333931 '), '04006381333931')
    assert.equal(codeOf('no code'), 'no code')
  })
})

describe('An expiry as packs print it', () => {
  for (const [typed, read] of [
    ['31/10/2027', '2027-10-31'],
    ['1.2.2027', '2027-02-01'],
    ['10/2027', '2027-10-31'],
    ['2 2028', '2028-02-29'],
    ['2027-10', '2027-10-31'],
    ['2027-10-05', '2027-10-05'],
    ['31/11/2027', undefined],
    ['13/2027', undefined],
    ['10/27', undefined],
    ['soon', undefined],
  ] as const)
    it(`${typed} is ${read ?? 'not one'}`, () => assert.equal(readExpiry(typed), read))
})

describe('What is dispensed', () => {
  it('is exact', () => assert.deepEqual(quantityVerdict(LINES, [of(38), of(2)]), { fit: 'exact', extraUnits: 0 }))
  it('is a part', () => assert.deepEqual(quantityVerdict(LINES, [of(20)]), { fit: 'part', extraUnits: 0 }))
  it('may be more by a tenth, in whole packs', () =>
    assert.deepEqual(quantityVerdict(LINES, [of(44)]), { fit: 'original-pack', extraUnits: 4 }))
  it('is too much beyond a tenth', () => assert.equal(quantityVerdict(LINES, [of(46)]).fit, 'too-much'))
  it('is too much in opened packs', () => assert.equal(quantityVerdict(LINES, [of(41)]).fit, 'too-much'))
  it('is too much when nobody knows the pack', () =>
    assert.equal(quantityVerdict(LINES, [{ ...of(44), packSize: undefined }]).fit, 'too-much'))
  it('is too much of an item that nobody prescribed', () =>
    assert.equal(quantityVerdict(LINES, [of(40), of(1, 1, 'line-2')]).fit, 'too-much'))
  it('is counted item by item: one does not make up for another', () => {
    const two = [...LINES, { lineId: 'line-2', units: 40 }]
    assert.equal(quantityVerdict(two, [of(30), of(50, 2, 'line-2')]).fit, 'too-much')
  })
})
