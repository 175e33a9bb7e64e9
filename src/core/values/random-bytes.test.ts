import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomBytes } from './random-bytes.ts'

test('bytes are as many as asked for, however many that is', () => {
  for (const length of [0, 1, 12, 32, 4095, 4096, 4097, 100_000]) assert.equal(randomBytes(length).length, length)
})

test('no bytes are given out twice', () => {
  const drawn = Array.from({ length: 5_000 }, () => randomBytes(12).toString('hex'))
  assert.equal(new Set(drawn).size, drawn.length)
})

test('what was given out does not change when more is drawn', () => {
  const first = randomBytes(32)
  const before = first.toString('hex')
  for (let draws = 0; draws < 500; draws += 1) randomBytes(32)
  assert.equal(first.toString('hex'), before)
})

test('no byte that is given out is left over from wiping', () => {
  const drawn = Array.from({ length: 2_000 }, () => randomBytes(32))
  assert.ok(drawn.every((bytes) => bytes.some((byte) => byte !== 0)))
})
