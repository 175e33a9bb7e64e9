/** One thing that is wrong, or worth knowing. `code` is from the R4 issue-type code system. */
export interface OutcomeIssue {
  readonly severity: 'fatal' | 'error' | 'warning' | 'information'
  readonly code: string
  readonly diagnostics?: string
  /** FHIRPath of the element to mend, or `http.<header or parameter>` where it is not in the resource. */
  readonly expression?: readonly string[]
}

/** FHIR R4 OperationOutcome: how the machine interface says what went wrong. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome'
  readonly issue: readonly OutcomeIssue[]
}

/** One error. `expression` is the FHIRPath of the element to mend. */
export function operationOutcome(code: string, diagnostics: string, expression?: string): OperationOutcome {
  return outcomeOf([issue(code, diagnostics, expression)])
}

export const outcomeOf = (issues: readonly OutcomeIssue[]): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: issues,
})

/** One issue, an error unless told otherwise. */
export function issue(
  code: string,
  diagnostics: string,
  expression?: string,
  severity: OutcomeIssue['severity'] = 'error',
): OutcomeIssue {
  return { severity, code, diagnostics, ...(expression === undefined ? {} : { expression: [expression] }) }
}
