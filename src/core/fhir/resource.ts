import type { OperationOutcome } from './operation-outcome.ts'

/** What every stored resource that we answer with has. */
export interface FhirResource {
  readonly resourceType: string
  readonly id: string
  readonly meta: {
    readonly versionId: string
    /** ISO 8601 instant. */
    readonly lastUpdated: string
    readonly profile?: readonly string[]
    readonly security?: readonly Coding[]
  }
}

export interface Coding {
  readonly system?: string
  readonly version?: string
  readonly code?: string
  readonly display?: string
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[]
  readonly text?: string
}

export interface Period {
  readonly start?: string
  readonly end?: string
}

export interface Extension {
  readonly url: string
  readonly extension?: readonly Extension[]
  readonly valueCodeableConcept?: CodeableConcept
  readonly valueCoding?: Coding
  readonly valueBoolean?: boolean
  readonly valueString?: string
  readonly valueCode?: string
  readonly valuePositiveInt?: number
  readonly valueDateTime?: string
  readonly valueDate?: string
  readonly valuePeriod?: Period
}

/** FHIR R4 Bundle of a search. */
export interface SearchBundle {
  readonly resourceType: 'Bundle'
  readonly type: 'searchset'
  readonly timestamp: string
  readonly total?: number
  readonly link: readonly { readonly relation: 'self' | 'next'; readonly url: string }[]
  readonly entry?: readonly {
    readonly fullUrl?: string
    readonly resource: FhirResource | OperationOutcome
    readonly search: { readonly mode: 'match' | 'outcome' }
  }[]
}
