import { issue, outcomeOf, type OperationOutcome, type OutcomeIssue } from './operation-outcome.ts'

/**
 * A request that the machine interface refuses before or after the record is touched, with the status and the outcome it
 * answers. Errors of the program itself stay what they are and become outcomes at the edge.
 */
export class FhirProblem extends Error {
  override name = 'FhirProblem'
  readonly status: number
  readonly outcome: OperationOutcome
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, issues: readonly OutcomeIssue[], headers: Readonly<Record<string, string>> = {}) {
    super(`FHIR answer ${status}`)
    this.status = status
    this.outcome = outcomeOf(issues)
    this.headers = headers
  }
}

/** A refusal with one issue. `expression` says where: a FHIRPath, or `http.` and the name of a header or parameter. */
export const fhirProblem = (status: number, code: string, diagnostics: string, expression?: string): FhirProblem =>
  new FhirProblem(status, [issue(code, diagnostics, expression)])
