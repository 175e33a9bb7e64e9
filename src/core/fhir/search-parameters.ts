import { fhirProblem } from './fhir-problem.ts'
import { issue, type OutcomeIssue } from './operation-outcome.ts'
import {
  type DateRange,
  type InstantRange,
  readDate,
  readInstant,
  readToken,
  splitUnescaped,
  type Token,
  type Understood,
  unescaped,
} from './search-values.ts'

/** One thing that a resource can be found by, and how its values are understood. */
export interface SearchParameter<Value> {
  readonly type: 'token' | 'string' | 'date' | 'reference'
  /** Printed in the capability statement. */
  readonly says: string
  readonly modifiers?: readonly string[]
  readonly understand: (text: string, modifier: string | undefined) => Understood<Value>
}

export type SearchParameters = Readonly<Record<string, SearchParameter<unknown>>>
/** For each parameter that was given: every list must match, by any one of its values. */
export type Criteria<Parameters extends SearchParameters> = {
  readonly [Name in keyof Parameters]?: readonly (readonly (Parameters[Name] extends SearchParameter<infer Value>
    ? Value
    : never)[])[]
}

export interface Text {
  readonly text: string
  readonly isExact: boolean
}

/** A search as it was understood. `given` is what was used, for the self link; `warnings` names what was not. */
export interface SearchRequest<Parameters extends SearchParameters> {
  readonly criteria: Criteria<Parameters>
  readonly count: number
  readonly total: 'none' | 'accurate'
  readonly countOnly: boolean
  readonly given: readonly (readonly [name: string, value: string])[]
  readonly warnings: readonly OutcomeIssue[]
}

const MOST_PARAMETERS = 30
const MOST_VALUES = 50
const LONGEST_VALUE = 300
/** An access event names at most 100 patients, so a page holds at most 100. */
export const MOST_A_PAGE = 100
const USUAL_PAGE = 20

export const tokenParameter = (says: string): SearchParameter<Token> => ({ type: 'token', says, understand: readToken })
export const dateParameter = (says: string): SearchParameter<DateRange> => ({
  type: 'date',
  says,
  understand: readDate,
})
export const instantParameter = (says: string): SearchParameter<InstantRange> => ({
  type: 'date',
  says,
  understand: readInstant,
})

/** Text matched from the start of a word unless `:exact`. `:contains` has no index behind it and is refused. */
export const stringParameter = (says: string): SearchParameter<Text> => ({
  type: 'string',
  says,
  modifiers: ['exact'],
  understand: (text, modifier) => ({ value: { text: unescaped(text).trim(), isExact: modifier === 'exact' } }),
})

/** A reference to one type of resource: `Patient/<id>`, or the id alone. */
export const referenceParameter = (target: string, says: string): SearchParameter<string> => ({
  type: 'reference',
  says,
  understand(text) {
    const id = new RegExp(`^(?:${target}/)?([A-Za-z0-9.-]{1,64})$`).exec(text)?.[1]
    return id === undefined ? { problem: `Use ${target}/ and the id.` } : { value: id }
  },
})

/** The parameters every resource can be found by. */
export const COMMON_PARAMETERS = {
  _id: tokenParameter('The id of the resource.'),
  _lastUpdated: instantParameter('When the record last changed.'),
}

/** Reads the parameters of a search. With `isStrict`, what is not known is refused; otherwise it is named in a warning. */
export function readSearch<Parameters extends SearchParameters>(
  parameters: Parameters,
  query: Readonly<Record<string, unknown>>,
  isStrict: boolean,
): SearchRequest<Parameters> {
  const sent = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each): [string, string] => [
      name,
      typeof each === 'string' ? each : '',
    ]),
  )
  if (sent.length > MOST_PARAMETERS) throw fhirProblem(400, 'too-costly', `Use ${MOST_PARAMETERS} parameters or fewer.`)
  const criteria: Record<string, unknown[][]> = {}
  const result = { count: USUAL_PAGE, total: 'none' as 'none' | 'accurate', countOnly: false }
  const given: [string, string][] = []
  const warnings: OutcomeIssue[] = []
  for (const [name, value] of sent) {
    const [base = '', modifier] = name.split(':', 2)
    if (IGNORED.has(name)) continue
    if (value.length > LONGEST_VALUE)
      throw fhirProblem(400, 'too-long', `A value must be ${LONGEST_VALUE} characters or fewer.`, at(base))
    const known = Object.hasOwn(parameters, base) ? parameters[base] : undefined
    if (known) {
      // A parameter without a value counts as not given.
      if (value === '') continue
      ;(criteria[base] ??= []).push(readValues(known, base, modifier, value))
      given.push([name, value])
    } else if (readControl(result, name, value)) {
      given.push([name, value])
    } else {
      const words = `The parameter is not supported and was ${isStrict ? 'refused' : 'not used'}. See the CapabilityStatement for those that are.`
      if (isStrict) throw fhirProblem(400, 'not-supported', words, at(base))
      warnings.push(issue('not-supported', words, at(base), 'warning'))
    }
  }
  return { ...result, criteria: criteria as Criteria<Parameters>, given, warnings }
}

/** Read elsewhere: `_format` by the content type, `_page` by the paging. */
const IGNORED = new Set(['_format', '_page', '_pretty'])

const at = (name: string): string => `http.${name.slice(0, 64)}`

function readValues(parameter: SearchParameter<unknown>, name: string, modifier: string | undefined, text: string) {
  if (modifier !== undefined && !parameter.modifiers?.includes(modifier)) {
    throw fhirProblem(400, 'not-supported', `This modifier cannot be used with ${name}.`, at(name))
  }
  const values = splitUnescaped(text, ',').map((part) => parameter.understand(part, modifier))
  if (values.length > MOST_VALUES) throw fhirProblem(400, 'too-costly', `Use ${MOST_VALUES} values or fewer.`, at(name))
  return values.map((value) => {
    if ('problem' in value) throw fhirProblem(400, 'value', value.problem, at(name))
    return value.value
  })
}

/** Parameters that shape the answer. True when it was one. */
function readControl(
  result: { count: number; total: 'none' | 'accurate'; countOnly: boolean },
  name: string,
  value: string,
): boolean {
  switch (name) {
    case '_count': {
      if (!/^\d{1,9}$/.test(value)) throw fhirProblem(400, 'value', 'Use a whole number.', at(name))
      const wanted = Number(value)
      if (wanted === 0) result.countOnly = true
      else result.count = Math.min(wanted, MOST_A_PAGE)
      return true
    }
    case '_total':
      if (!['none', 'estimate', 'accurate'].includes(value))
        throw fhirProblem(400, 'value', 'Use none, estimate or accurate.', at(name))
      result.total = value === 'none' ? 'none' : 'accurate'
      return true
    case '_summary':
      if (value === 'count') result.countOnly = true
      return value === 'count' || value === 'false'
    default:
      return false
  }
}
