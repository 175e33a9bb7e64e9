import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maySignFirst, SIGN_FIRST } from './sign-first.ts'

describe('Whether a prescriber may sign before clinical screening', () => {
  const two = ['pharmacist', 'doctor']
  const cases = [
    ['where an approved scheme says so', { approvedBy: two, maySignFirst: true }, true],
    ['not where it says no', { approvedBy: two, maySignFirst: false }, false],
    ['not where it does not say', { approvedBy: two }, false],
    ['not where one person alone said so', { approvedBy: ['doctor'], maySignFirst: true }, false],
    ['not where one person said so twice', { approvedBy: ['doctor', 'doctor'], maySignFirst: true }, false],
    ['not where there is no scheme', undefined, false],
  ] as const
  for (const [words, scheme, answer] of cases) it(words, () => assert.equal(maySignFirst(scheme), answer))
  it('is a rule that nobody has agreed to yet', () => assert.equal(SIGN_FIRST.verified, false))
})
