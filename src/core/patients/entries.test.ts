import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { replaceEntry, withAddress, withContactPoint, withName, withoutEntry } from './entries.ts'
import { keepEntries, type ContactPoint } from './patient.ts'
import { name } from './people.test-support.ts'

const TODAY = '2026-11-22'
const home = (line: string, over = {}) => ({ use: 'home' as const, lines: [line], postcode: 'LS1 4DT', ...over })
const phone: ContactPoint = { system: 'phone', use: 'mobile', value: '+447700900982', source: 'patient' }
const brief = (entries: readonly { use: string; end?: string | undefined; entryId: string }[]) =>
  entries.map(({ entryId, use, end }) => [entryId, use, end])

describe('A new entry', () => {
  it('makes the usual name before it a previous one that ended yesterday', () =>
    assert.deepEqual(brief(withName(keepEntries([name('A', 'B')]), name('A', 'C'), TODAY)), [
      ['1', 'old', '2026-11-21'],
      ['2', 'usual', undefined],
    ]))
  it('ends it the day before the new one begins, when that is known', () =>
    assert.deepEqual(
      brief(withName(keepEntries([name('A', 'B')]), name('A', 'C', { start: '2026-10-01' }), TODAY))[0],
      ['1', 'old', '2026-09-30'],
    ))
  it('never ends it before it began', () =>
    assert.equal(withName(keepEntries([name('A', 'B', { start: TODAY })]), name('A', 'C'), TODAY)[0]?.end, TODAY))
  it('leaves a nickname alone', () =>
    assert.deepEqual(brief(withName(keepEntries([name('A', 'B', { use: 'nickname' })]), name('A', 'C'), TODAY))[0], [
      '1',
      'nickname',
      undefined,
    ]))
  it('that is past takes nothing’s place', () =>
    assert.equal(
      withName(keepEntries([name('A', 'B')]), name('A', 'C', { end: '2020-01-01' }), TODAY)[0]?.use,
      'usual',
    ))
  it('makes the home address before it a previous one', () =>
    assert.deepEqual(brief(withAddress(keepEntries([home('1')]), home('2'), TODAY)), [
      ['1', 'old', '2026-11-21'],
      ['2', 'home', undefined],
    ]))
  it('lets temporary addresses stand beside the home', () => {
    const away = { ...home('2'), use: 'temp' as const, start: TODAY, end: '2026-12-01' }
    assert.equal(withAddress(keepEntries([home('1')]), away, TODAY)[0]?.use, 'home')
  })
  it('with a number that is there already confirms it', () => {
    const points = withContactPoint(keepEntries([phone]), { ...phone, confirmedOn: TODAY })
    assert.deepEqual(
      points.map(({ entryId, confirmedOn }) => [entryId, confirmedOn]),
      [['1', TODAY]],
    )
  })
  it('with a number that is no longer used is another entry', () =>
    assert.equal(withContactPoint(keepEntries<ContactPoint>([{ ...phone, use: 'old' }]), phone).length, 2))
})

describe('An entry', () => {
  const names = keepEntries([name('A', 'B'), name('A', 'C', { use: 'old' })])
  it('is put right in its place', () =>
    assert.deepEqual(
      replaceEntry(names, '1', name('A', 'X')).map(({ entryId, family }) => [entryId, family]),
      [
        ['1', 'X'],
        ['2', 'C'],
      ],
    ))
  it('is removed by its number', () => assert.deepEqual(brief(withoutEntry(names, '1')), [['2', 'old', undefined]]))
  it('never gets the number of another', () =>
    assert.deepEqual(
      keepEntries([...withoutEntry(names, '1'), name('A', 'D')]).map(({ entryId }) => entryId),
      ['2', '3'],
    ))
})
