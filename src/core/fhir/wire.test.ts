import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { answerType, FHIR_JSON, isFhirJson } from './content-type.ts'
import { httpDate, isSameVersion, versionOfEtag, weakEtag } from './etag.ts'
import { contentIssues } from './invalid-content.ts'
import { coversScope } from './interactions.ts'
import { DEEPEST_JSON, isTooDeep, readJsonBody } from './json-body.ts'
import { readPreferences } from './prefer.ts'
import { minuteCounter } from './rate.ts'

describe('What a caller can be answered in', () => {
  const cases: [accept: string | undefined, format: string | undefined, answer: string | undefined][] = [
    [undefined, undefined, FHIR_JSON],
    ['*/*', undefined, FHIR_JSON],
    ['application/fhir+json', undefined, FHIR_JSON],
    ['application/fhir+json; fhirVersion=4.0', undefined, FHIR_JSON],
    ['application/fhir+json; fhirVersion=3.0', undefined, undefined],
    ['application/json', undefined, 'application/json'],
    ['application/fhir+xml, application/fhir+json;q=0.5', undefined, FHIR_JSON],
    ['application/fhir+xml', undefined, undefined],
    ['text/turtle', undefined, undefined],
    ['application/fhir+xml, */*;q=0', undefined, undefined],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', undefined, FHIR_JSON],
    ['application/fhir+xml', 'json', FHIR_JSON],
    ['*/*', 'xml', undefined],
    ['*/*', 'application/fhir json', FHIR_JSON],
  ]
  for (const [accept, format, answer] of cases)
    it(`Accept ${accept}, _format ${format}: ${answer}`, () => assert.equal(answerType(accept, format), answer))
})

describe('What can be read', () => {
  it('FHIR JSON and JSON in UTF-8', () => {
    for (const type of [
      'application/fhir+json',
      'application/json; charset=utf-8',
      'application/fhir+json;charset="UTF-8"',
    ])
      assert.equal(isFhirJson(type), true, type)
  })
  it('nothing else', () => {
    for (const type of [undefined, 'application/fhir+xml', 'text/plain', 'application/json; charset=latin1'])
      assert.equal(isFhirJson(type), false, type)
  })
  const bytes = (text: string) => new TextEncoder().encode(text)
  it('an object is read', () => assert.deepEqual(readJsonBody(bytes('{"a":[1]}')), { a: [1] }))
  for (const [name, body] of [
    ['nothing', undefined],
    ['an empty body', bytes('')],
    ['half an object', bytes('{"a":')],
    ['a list', bytes('[]')],
    ['null', bytes('null')],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a deep object', bytes(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
  ] as const)
    it(`${name} is refused`, () => assert.throws(() => readJsonBody(body), { name: 'FhirProblem', status: 400 }))
  it('a refusal does not quote the body', () => {
    try {
      readJsonBody(bytes('{"family": Secretname'))
      assert.fail('was read')
    } catch (error) {
      assert.doesNotMatch(JSON.stringify((error as { outcome: unknown }).outcome), /Secretname/)
    }
  })
  it('the depth limit is exact', () => {
    const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    assert.equal(isTooDeep(nested(DEEPEST_JSON)), false)
    assert.equal(isTooDeep(nested(DEEPEST_JSON + 2)), true)
  })
})

describe('A version', () => {
  it('goes out and comes back as a weak ETag', () => assert.equal(versionOfEtag(weakEtag('12')), 12))
  it('may come back strong', () => assert.equal(versionOfEtag('"12"'), 12))
  for (const header of ['12', '*', 'W/"a"', 'W/"1", W/"2"', 'W/"1234567890"'])
    it(`${header} is not one`, () => assert.equal(versionOfEtag(header), undefined))
  it('is recognised in If-None-Match', () => {
    assert.equal(isSameVersion('W/"1", W/"2"', '2'), true)
    assert.equal(isSameVersion('W/"1"', '2'), false)
    assert.equal(isSameVersion(undefined, '2'), false)
  })
  it('has a date as HTTP writes it', () =>
    assert.equal(httpDate('2026-11-22T10:00:00.000Z'), 'Sun, 22 Nov 2026 10:00:00 GMT'))
})

describe('What a caller prefers', () => {
  it('is the whole resource unless said', () =>
    assert.deepEqual(readPreferences(undefined), { returns: 'representation', isStrict: false }))
  it('may be said in one header', () =>
    assert.deepEqual(readPreferences('return=minimal, handling=strict'), { returns: 'minimal', isStrict: true }))
  it('may be an outcome', () => assert.equal(readPreferences('return=OperationOutcome').returns, 'OperationOutcome'))
  it('is ignored when unknown', () => assert.equal(readPreferences('respond-async').returns, 'representation'))
})

describe('What a schema finds wrong', () => {
  const schema = z.strictObject({ family: z.string(), name: z.array(z.strictObject({ given: z.array(z.string()) })) })
  const issues = (value: unknown) => {
    const parsed = schema.safeParse(value)
    assert.equal(parsed.success, false)
    return contentIssues('Patient', parsed.error!).map(({ code, expression }) => [code, expression?.[0]])
  }
  it('names an element that is not kept, wherever it is', () =>
    assert.deepEqual(issues({ family: 'x', photo: [], name: [{ given: [], colour: 1 }] }).sort(), [
      ['not-supported', 'Patient.name[0].colour'],
      ['not-supported', 'Patient.photo'],
    ]))
  it('names one that is missing', () => assert.deepEqual(issues({ name: [] }), [['required', 'Patient.family']]))
  it('names one of the wrong kind', () =>
    assert.deepEqual(issues({ family: 'x', name: [{ given: [3] }] }), [['structure', 'Patient.name[0].given[0]']]))
})

describe('A scope', () => {
  it('covers its own letters', () => assert.equal(coversScope(['system/Patient.rs'], 'system/Patient.s'), true))
  it('does not cover others', () => {
    assert.equal(coversScope(['system/Patient.rs'], 'system/Patient.u'), false)
    assert.equal(coversScope(['system/Patient.rs'], 'system/RelatedPerson.r'), false)
    assert.equal(coversScope([], 'system/Patient.r'), false)
    assert.equal(coversScope(['system/Patient.rs'], 'system/Patient.'), false)
  })
})

describe('A minute counter', () => {
  it('begins again each minute', () => {
    let now = 0
    const counter = minuteCounter(() => now)
    assert.deepEqual([counter.count('a'), counter.count('a'), counter.count('b'), counter.of('a')], [1, 2, 1, 2])
    now = 60_000
    assert.equal(counter.of('a'), 0)
  })
})
