import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whoseBy } from './held-kind.ts'

const said = { birthDate: '1961-03-12' }

describe('Whose record something belongs to', () => {
  it('is certain by the same number and birth date', () =>
    assert.deepEqual(whoseBy(said, { patientId: 'a', birthDate: '1961-03-12' }, ['a', 'b']), { patientId: 'a' }))
  it('is for a person to say when the birth date differs', () =>
    assert.deepEqual(whoseBy(said, { patientId: 'a', birthDate: '1961-03-13' }, ['a', 'b']), {
      candidates: ['a', 'b'],
    }))
  it('is for a person to say when no birth date is known', () => {
    assert.deepEqual(whoseBy(said, { patientId: 'a', birthDate: undefined }, []), { candidates: ['a'] })
    assert.deepEqual(whoseBy({ birthDate: undefined }, { patientId: 'a', birthDate: undefined }, []), {
      candidates: ['a'],
    })
  })
  it('is for a person to say when someone is only alike', () =>
    assert.deepEqual(whoseBy(said, undefined, ['b']), { candidates: ['b'] }))
  it('is nobody’s when nobody is alike', () => assert.equal(whoseBy(said, undefined, []), 'nobody-known'))
})
