import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isUuid, newUuid, uuidGenerator, uuidTime } from './uuid.ts'

const at = new Date('2026-11-22T15:05:00.123Z')

describe('A UUID', () => {
  it('is of version 7', () =>
    assert.match(uuidGenerator({ now: () => at, random: randomBytes })(), /^[\da-f]{8}-[\da-f]{4}-7/))
  it('is one', () => assert.ok(isUuid(uuidGenerator({ now: () => at, random: randomBytes })())))
  it('alone is one too, with its time', () => {
    assert.ok(isUuid(newUuid(at)))
    assert.deepEqual(uuidTime(newUuid(at)), at)
    assert.notEqual(newUuid(at), newUuid(at))
  })
  it('may be of version 4', () => assert.ok(isUuid('2f1f6d0e-3b51-4ba8-9a43-9d5d3fd12a11')))
  it('is not in capitals', () => assert.ok(!isUuid('2F1F6D0E-3B51-4BA8-9A43-9D5D3FD12A11')))
  it('is not anything else', () => assert.ok(!isUuid("2f1f6d0e-3b51-4ba8-9a43-9d5d3fd12a11'; --")))
  it('tells its time', () => assert.deepEqual(uuidTime(uuidGenerator({ now: () => at, random: randomBytes })()), at))
  it('of another version does not', () => assert.equal(uuidTime('2f1f6d0e-3b51-4ba8-9a43-9d5d3fd12a11'), undefined))
  it('is the same for the same time and bytes', () => {
    const one = (): string => uuidGenerator({ now: () => at, random: (length) => new Uint8Array(length).fill(0xff) })()
    assert.equal(one(), one())
    assert.match(one(), /-77ff-bfff-ffffffffffff$/)
  })
})

describe('From one generator', () => {
  it('thousands in a millisecond rise and differ', () => {
    const next = uuidGenerator({ now: () => at, random: randomBytes })
    const made = Array.from({ length: 10_000 }, next)
    assert.deepEqual(made.toSorted(), made)
    assert.equal(new Set(made).size, made.length)
    assert.ok(made.every(isUuid))
  })
  it('they rise whatever the clock does', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 2, maxLength: 50 }), (times) => {
        let tick = 0
        const next = uuidGenerator({ now: () => new Date(times[tick++ % times.length] ?? 0), random: randomBytes })
        const made = times.map(next)
        return made.every((uuid, index) => isUuid(uuid) && (index === 0 || uuid > (made[index - 1] ?? '')))
      }),
    ))
})
