import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import { type Exit, EXITS, refuseExit, refuseUnscreened } from './route.ts'

const exits = Object.keys(EXITS) as Exit[]
const open = (category: string | undefined, hasEps: boolean) =>
  exits.filter((exit) => refuseExit(controlledDrug(category).schedule, exit, hasEps) === undefined).join()

describe('A prescription leaves', () => {
  for (const category of ['0001', '0002', '0003', '0004', '0005', '0006', '0007', undefined, '0011', ''])
    it(`only on paper in category ${category}`, () => assert.equal(open(category, false), 'ink'))
  for (const category of ['0002', '0003', '0004', '0005', '0006', '0007'])
    it(`also through EPS, once there is one, in category ${category}`, () =>
      assert.equal(open(category, true), 'eps,ink'))
  for (const category of ['0001', undefined, '0011'])
    it(`not through EPS in category ${category}`, () => assert.equal(open(category, true), 'ink'))
  for (const category of ['0000', '0008', '0009', '0010'])
    it(`by any way in category ${category}`, () => assert.equal(open(category, false), exits.join()))
  it('and a refusal says what to do', () =>
    assert.match(refuseExit(2, 'fhir')?.sentence ?? '', /print it and sign it in ink$/))
})

describe('A prescription that was signed', () => {
  for (const [state, refused] of [
    ['signed-unscreened', 'not-screened'],
    ['signed', undefined],
    ['in-supply', undefined],
  ] as const)
    it(`${refused ? 'leaves by no way' : 'may leave'} while ${state}`, () =>
      assert.equal(refuseUnscreened(state)?.name, refused))
})
