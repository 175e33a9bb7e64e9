import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Reaction } from './allergy.ts'
import { compareAllergies } from './compare-allergies.ts'
import type { ReactionSeverity } from '../values/allergy.ts'

const allergy = (
  substance: string,
  severity: ReactionSeverity,
  reactions: readonly Reaction[] = [],
  code?: string,
) => ({
  substance,
  severity,
  reactions,
  code,
})
const said = (
  here: ReturnType<typeof allergy>[],
  there: ReturnType<typeof allergy>[],
): readonly [string[], string[], readonly string[]] => {
  const { added, worsened, onlyHere } = compareAllergies(here, there)
  return [
    added.map(({ substance }) => substance),
    worsened.map(({ substance, severity, reactions }) => [substance, severity, ...reactions].join(' ')),
    onlyHere,
  ]
}

describe('Two lists of allergies', () => {
  const cases: readonly [string, Parameters<typeof said>, ReturnType<typeof said>][] = [
    ['nothing on either', [[], []], [[], [], []]],
    ['only theirs is added', [[], [allergy('Latex', 'mild')]], [['Latex'], [], []]],
    ['only ours is for a person', [[allergy('Latex', 'mild')], []], [[], [], ['Latex']]],
    ['the same is the same', [[allergy('Latex', 'mild')], [allergy(' latex ', 'mild')]], [[], [], []]],
    [
      'the same by its code',
      [[allergy('Penicillin', 'mild', [], '764146007')], [allergy('Penicillins', 'mild', [], '764146007')]],
      [[], [], []],
    ],
    ['theirs is worse', [[allergy('Latex', 'mild')], [allergy('Latex', 'severe')]], [[], ['Latex severe'], []]],
    ['ours is worse', [[allergy('Latex', 'severe')], [allergy('Latex', 'mild')]], [[], [], ['Latex']]],
    ['theirs is known', [[allergy('Latex', 'unknown')], [allergy('Latex', 'mild')]], [[], ['Latex mild'], []]],
    ['theirs is not known', [[allergy('Latex', 'mild')], [allergy('Latex', 'unknown')]], [[], [], ['Latex']]],
    [
      'a reaction we had not heard of',
      [[allergy('Latex', 'mild', ['rash'])], [allergy('Latex', 'mild', ['anaphylaxis'])]],
      [[], ['Latex mild rash anaphylaxis'], []],
    ],
    [
      'a reaction they have not heard of',
      [[allergy('Latex', 'mild', ['rash'])], [allergy('Latex', 'mild')]],
      [[], [], []],
    ],
  ]
  for (const [name, lists, expected] of cases) it(name, () => assert.deepEqual(said(...lists), expected))
})
