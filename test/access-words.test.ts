import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import '../src/nouns.ts'
import { allCommands } from '../src/core/declared-commands.ts'
import { allPages } from '../src/core/http/page.ts'
import { hasAccessWords } from '../src/core/own-record/access-words.ts'

/** Acts and pages that name no patient in the trail, so that nobody reads of them in "who has looked at your record". */
const NAMES_NOBODY = [
  /^identity\./,
  /^notification\./,
  /^absence\./,
  /^team\./,
  /^task\.escalation\.run$/,
  /^safety-concern\.reported$/,
  /^core\.(absence|api-client|audit-log|disclosure-recipient|import|job|live|medicine|notification|organisation|team|timetable)\./,
  /^core\.disclosure\.(applied-again|register-recipient)$/,
  /^core\.open-to-all$/,
  /^core\.safety-concern\.report$/,
  /^patient-access\.(activate|ask-for-code)$/,
  /^patient\.import$/,
  /^homecare\.(company|scheme|run-out-sheet)\./,
  /^homecare\.override-rates\.view$/,
]

describe('What a patient reads of each act and page that names them', () => {
  const named = (names: readonly string[]) => names.filter((name) => !NAMES_NOBODY.some((rule) => rule.test(name)))
  const without = (names: readonly string[]) => [...new Set(named(names))].filter((name) => !hasAccessWords(name))

  it('is in words of its own for every change: give it `doneAs` in an access-words.ts, or say here that it names nobody', () => {
    const actions = allCommands().map(({ action }) => action)
    assert.ok(named(actions).length > 20, 'the guard must be looking at something')
    assert.deepEqual(without(actions), [])
  })
  it('is in words of its own for every page, by its policy: give it `seenAs` in an access-words.ts, or say here that it names nobody', () => {
    const policies = allPages().map(({ policy }) => policy.name)
    assert.ok(named(policies).length > 10, 'the guard must be looking at something')
    assert.deepEqual(without(policies), [])
  })
})
