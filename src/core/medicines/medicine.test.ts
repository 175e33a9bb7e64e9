import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { currentId } from './medicine.ts'

const step = (from: string, to: string) => ({ from, to })
const live =
  (...ids: string[]) =>
  (id: string) =>
    ids.includes(id)

describe('An identifier stands for', () => {
  it('itself while it is live', () => assert.equal(currentId('a', [], live('a')), 'a'))
  it('itself while it is live, whatever came after it', () =>
    assert.equal(currentId('a', [step('a', 'b')], live('a', 'b')), 'a'))
  it('the one it gave way to', () => assert.equal(currentId('a', [step('a', 'b')], live('b')), 'b'))
  it('the last of several changes', () =>
    assert.equal(currentId('a', [step('b', 'c'), step('a', 'b')], live('c')), 'c'))
  it('the first live one on the way', () =>
    assert.equal(currentId('a', [step('a', 'b'), step('b', 'c')], live('b', 'c')), 'b'))
  it('nothing when it is no longer live and gave way to none', () =>
    assert.equal(currentId('a', [], live()), undefined))
  it('nothing when it was split in two', () =>
    assert.equal(currentId('a', [step('a', 'b'), step('a', 'c')], live('b', 'c')), undefined))
  it('nothing when the changes go round in a circle', () =>
    assert.equal(currentId('a', [step('a', 'b'), step('b', 'a')], live()), undefined))
})
