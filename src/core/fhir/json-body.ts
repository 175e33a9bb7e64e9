import { fhirProblem } from './fhir-problem.ts'

/** Levels of objects and arrays in a body: far more than any resource needs, and few enough to walk safely. */
export const DEEPEST_JSON = 40

/** Reads a body as one JSON object. Says what is wrong without quoting what was sent. */
export function readJsonBody(body: unknown): { readonly [name: string]: unknown } {
  if (!(body instanceof Uint8Array) || body.length === 0) {
    throw fhirProblem(400, 'structure', 'Send one resource as JSON in the body of the request.')
  }
  const value = parse(decode(body))
  if (isTooDeep(value)) {
    throw fhirProblem(400, 'structure', `The body is nested too deeply: ${DEEPEST_JSON} levels or fewer can be read.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fhirProblem(400, 'structure', 'The body must be one JSON object, a resource.')
  }
  return value as { readonly [name: string]: unknown }
}

/** Whether a value has more levels than `DEEPEST_JSON`. Works level by level, so that depth cannot exhaust the stack. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_JSON) return true
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return false
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw fhirProblem(400, 'structure', 'The body is not UTF-8 text.')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // V8 quotes the text it choked on: only the position may be passed on.
    const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
    const where = position === undefined ? '' : ` at character ${position}`
    throw fhirProblem(400, 'structure', `The body is not JSON: it cannot be read${where}.`)
  }
}
