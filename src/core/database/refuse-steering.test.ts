import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { refuseSteering } from './refuse-steering.ts'

const passes = (text: string) => assert.doesNotThrow(() => refuseSteering(text), text)
const isRefused = (text: string) => assert.throws(() => refuseSteering(text), /Only in-tenant\.ts/, text)

describe('Text sent inside a transaction', () => {
  it('may read and change rows', () => {
    for (const text of [
      'select 1',
      '  SELECT 1;',
      '(select 1) union (select 2)',
      'with x as (select 1) select * from x',
      'insert into a values ($1)',
      'update a set b = $1',
      'delete from a',
      'explain analyze select 1',
      '/* why */ select 1',
      '-- why\nselect 1',
      'select \'a; commit\' as text, "odd;name" from t',
      'select $$; commit$$, $a$ $$; x $a$',
    ])
      passes(text)
  })
  it('may not begin, end or interrupt a transaction', () => {
    for (const text of [
      'begin',
      'START TRANSACTION',
      'commit',
      'end',
      'rollback',
      'abort',
      'savepoint a',
      'release a',
      'prepare transaction $1',
    ])
      isRefused(text)
  })
  it('may not set anything, by whatever way', () => {
    for (const text of [
      'set local app.tenant_id = $1',
      ' SET app.tenant_id = $1',
      '/* why */ set role x',
      'reset all',
      'discard all',
      "select set_config('app.tenant_id', $1, true)",
      "select SET_CONFIG ('app.tenant_id', $1, true)",
      'with x as (select set_config($1, $2, true)) select * from x',
      'do $$ begin null; end $$',
      'call anything()',
    ])
      isRefused(text)
  })
  it('may not be two statements', () => {
    for (const text of [
      'select 1; commit',
      'select 1;\n-- why\nset local app.tenant_id = 1',
      "select 'it''s'; rollback",
      'select 1 /* ; */ ; reset all',
    ])
      isRefused(text)
    passes('select 1; -- and no more')
  })
})
