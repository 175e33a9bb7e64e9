type Query = Readonly<Record<string, string | number | undefined>>

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

const of = (patientId: string, therapyId: string) => `/staff/patients/${patientId}/homecare/supply/${therapyId}`

/** Every address of the watch over supply, as a function. */
export const supplyPaths = {
  worklist: (query: Query = {}) => withQuery('/staff/homecare', query),
  /** Leads to the supply of a treatment, whoever’s it is: for tasks, which know the treatment alone. */
  therapy: (therapyId: string) => `/staff/homecare/supply/${therapyId}`,
  supply: (patientId: string, therapyId: string, notice?: string) => withQuery(of(patientId, therapyId), { notice }),
  missed: (patientId: string, therapyId: string) => `${of(patientId, therapyId)}/missed-dose`,
  withdrawMissed: (patientId: string, therapyId: string, missedDoseId: string) =>
    `${of(patientId, therapyId)}/missed-dose/${missedDoseId}/withdraw`,
  extra: (patientId: string, therapyId: string) => `${of(patientId, therapyId)}/extra-use`,
} as const
