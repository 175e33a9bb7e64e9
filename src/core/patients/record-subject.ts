/** What a policy about one record looks at. */
export interface RecordSubject {
  readonly patientId: string
  readonly sensitive: boolean
}
