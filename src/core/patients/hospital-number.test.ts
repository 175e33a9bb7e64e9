import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hospitalNumberOf } from './hospital-number.ts'

const OURS = 'https://riverside.example/Id/hospital-number'
const held = (...values: readonly (readonly [system: string, value: string])[]) => ({
  identifiers: values.map(([system, value]) => ({ system, value })),
})

describe('A hospital number', () => {
  const of = (person: ReturnType<typeof held>, hospitalNumberSystem: string | undefined = OURS) =>
    hospitalNumberOf(person, { hospitalNumberSystem })
  it('is the one of the system that the organisation chose', () =>
    assert.equal(of(held(['https://other.example', 'X1'], [OURS, 'H123456'])), 'H123456'))
  it('is nobody’s when there is none of that system', () =>
    assert.equal(of(held(['https://other.example', 'X1'])), undefined))
  it('is not guessed among two', () => assert.equal(of(held([OURS, 'H1'], [OURS, 'H2'])), undefined))
  it('is one however it was typed', () => assert.equal(of(held([OURS, 'h1'], [OURS, 'H1'])), 'H1'))
  it('is nobody’s where no system was chosen', () =>
    assert.equal(hospitalNumberOf(held([OURS, 'H1']), { hospitalNumberSystem: undefined }), undefined))
})
