import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BIRTH_SEXES, isBirthSex, isPhenotypicSex, PHENOTYPIC_SEXES } from './sex.ts'

describe('Birth sex', () => {
  it('has UK Core’s four codes', () => assert.deepEqual(Object.keys(BIRTH_SEXES).sort(), ['F', 'M', 'UN', 'UNK']))
  it('that is not known comes from the null flavours', () => assert.match(BIRTH_SEXES.UNK.system, /v3-NullFlavor$/))
  it('is known by its code', () => assert.ok(isBirthSex('UN')))
  it('is not known by anything else', () => assert.ok(!isBirthSex('female')))
  it('is reached from every NHS code', () => {
    assert.ok(isPhenotypicSex('9'))
    assert.ok(Object.values(PHENOTYPIC_SEXES).every(({ birthSex }) => isBirthSex(birthSex)))
  })
})
