import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FairShare } from './fair-share.ts'

const soon = () => new Promise((resolve) => setTimeout(resolve, 1))

describe('A fair share of the connections', () => {
  it('lets one organisation have so many at once, and the next wait its turn', async () => {
    const share = new FairShare(2)
    const first = await share.enter('a')
    await share.enter('a')
    let isIn = false
    const third = share.enter('a').then(() => (isIn = true))
    await soon()
    assert.equal(isIn, false)
    first()
    await third
    assert.equal(isIn, true)
  })
  it('does not let it keep another waiting', async () => {
    const share = new FairShare(1)
    await share.enter('a')
    void share.enter('a').catch(() => undefined)
    await share.enter('b')
  })
  it('serves in order of arrival', async () => {
    const share = new FairShare(1)
    const leave = await share.enter('a')
    const order: number[] = []
    const turns = [1, 2, 3].map(async (turn) => {
      const done = await share.enter('a')
      order.push(turn)
      done()
    })
    leave()
    await Promise.all(turns)
    assert.deepEqual(order, [1, 2, 3])
  })
  it('gives up after a while, and then takes no place', async () => {
    const share = new FairShare(1, 5)
    const leave = await share.enter('a')
    await assert.rejects(share.enter('a'), { name: 'UnavailableError' })
    leave()
    await share.enter('a')
  })
  it('never has more inside than it may, and everyone gets in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 }),
        async (most, arrivals) => {
          const share = new FairShare(most)
          const inside = new Map<string, number>()
          let served = 0
          const visit = async (whose: string) => {
            const leave = await share.enter(whose)
            const now = (inside.get(whose) ?? 0) + 1
            assert.ok(now <= most)
            inside.set(whose, now)
            await Promise.resolve()
            inside.set(whose, inside.get(whose)! - 1)
            served += 1
            leave()
          }
          await Promise.all(arrivals.map(visit))
          assert.equal(served, arrivals.length)
        },
      ),
    )
  })
})
