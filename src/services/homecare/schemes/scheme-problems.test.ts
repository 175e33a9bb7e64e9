import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { USUAL_SUPPLY_TIMES } from '../supply-cover/deadlines.ts'
import type { SchemeContent } from './scheme.ts'
import { refuseApproval, schemeProblems } from './scheme-problems.ts'

const GOOD: SchemeContent = {
  isBiologic: true,
  brands: ['1'],
  companies: ['2'],
  limits: { unit: 'milligram', least: 40, most: 80, mostLoading: 160, shortestDays: 7 },
  times: USUAL_SUPPLY_TIMES.value,
  mayCheckerScreen: true,
  mostPauseDays: 84,
  mostCoverDays: 112,
  monitoring: 'None',
  maySignFirst: false,
}
const limits = (over: Partial<NonNullable<SchemeContent['limits']>>) => ({ limits: { ...GOOD.limits!, ...over } })

describe('What a scheme holds', () => {
  const wrong = (over: Partial<SchemeContent>) => Object.keys(schemeProblems({ ...GOOD, ...over })).join()
  it('is right when all is said', () => assert.equal(wrong({}), ''))
  it('needs no limits', () => assert.equal(wrong({ limits: undefined }), ''))
  for (const [words, over, field] of [
    ['needs a brand of a biologic', { brands: [] }, 'brands'],
    ['needs no brand otherwise', { brands: [], isBiologic: false }, ''],
    ['needs a company', { companies: [] }, 'companies'],
    ['says what is monitored', { monitoring: ' ' }, 'monitoring'],
    ['begins above nothing', limits({ least: 0 }), 'least'],
    ['is in thousandths', limits({ least: 0.0001 }), 'least'],
    ['does not end before it begins', limits({ most: 39.5 }), 'most'],
    ['loads with no less than it goes on', limits({ mostLoading: 79 }), 'mostLoading'],
    ['leaves a day between doses', limits({ shortestDays: 0 }), 'shortestDays'],
  ] as const satisfies readonly (readonly [string, Partial<SchemeContent>, string])[])
    it(words, () => assert.equal(wrong(over), field))
})

describe('A version of a scheme', () => {
  it('is approved by somebody else', () =>
    assert.equal(refuseApproval({ proposedBy: 'a', isDecided: false }, 'b'), undefined))
  it('is not approved by the one who proposed it', () =>
    assert.equal(refuseApproval({ proposedBy: 'a', isDecided: false }, 'a'), 'own-proposal'))
  it('is decided once', () => assert.equal(refuseApproval({ proposedBy: 'a', isDecided: true }, 'b'), 'not-proposed'))
})
