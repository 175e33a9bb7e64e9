/** FHIR R4 OperationOutcome: how the machine interface says what went wrong. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome'
  readonly issue: readonly {
    readonly severity: 'fatal' | 'error' | 'warning' | 'information'
    readonly code: string
    readonly diagnostics?: string
    readonly expression?: readonly string[]
  }[]
}

/** One error. `code` is from the R4 issue-type code system; `expression` is the FHIRPath of the element to mend. */
export function operationOutcome(code: string, diagnostics: string, expression?: string): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [
      { severity: 'error', code, diagnostics, ...(expression === undefined ? {} : { expression: [expression] }) },
    ],
  }
}
