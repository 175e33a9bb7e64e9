type Query = Readonly<Record<string, string | undefined>>

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export const screeningPaths = {
  queue: (query: Query = {}) => withQuery('/staff/homecare/screening', query),
  screen: (prescriptionId: string) => `/staff/homecare/screening/${prescriptionId}`,
  query: (prescriptionId: string) => `/staff/homecare/screening/${prescriptionId}/query`,
  decline: (prescriptionId: string) => `/staff/homecare/screening/${prescriptionId}/decline`,
  answer: (prescriptionId: string) => `/staff/homecare/screening/${prescriptionId}/answer`,
  overrides: (query: Query = {}) => withQuery('/staff/homecare/overrides', query),
} as const
