import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { changedLines } from './reviewed-file.ts'

const between = (before: string, after: string) => changedLines(before.split(' '), after.split(' '))

describe('The change of a reviewed file', () => {
  it('is what came and what went', () => assert.deepEqual(between('a b c', 'a x c'), ['- b', '+ x']))
  it('shows a line that came although another is like it', () => assert.deepEqual(between('a b', 'a b a'), ['+ a']))
  it('shows a line that was taken from two like it', () => assert.deepEqual(between('a b a c', 'a b c'), ['- a']))
  it('shows a line that became part of a longer one', () =>
    assert.deepEqual(between('purposes:care', 'purposes:care,administration'), [
      '- purposes:care',
      '+ purposes:care,administration',
    ]))
  it('shows lines that changed places', () => assert.deepEqual(between('a b c', 'b a c'), ['- a', '- b', '+ b', '+ a']))
  it('is nothing when nothing changed', () => assert.deepEqual(between('a b', 'a b'), []))
})
