type Query = Readonly<Record<string, string | undefined>>

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

export const sendingPaths = {
  /** The clinic's queue of what is signed and must be ordered, sent or chased. */
  queue: (query: Query = {}) => withQuery('/staff/homecare/sending', query),
  order: (prescriptionId: string) => `/staff/homecare/prescriptions/${prescriptionId}/order`,
  send: (prescriptionId: string) => `/staff/homecare/prescriptions/${prescriptionId}/send-by-hand`,
  answer: (prescriptionId: string) => `/staff/homecare/prescriptions/${prescriptionId}/company-answer`,
  /** The company's queue. */
  received: (query: Query = {}) => withQuery('/staff/homecare/received', query),
  prescription: (prescriptionId: string) => `/staff/homecare/received/${prescriptionId}`,
  accept: (prescriptionId: string) => `/staff/homecare/received/${prescriptionId}/accept`,
  ask: (prescriptionId: string) => `/staff/homecare/received/${prescriptionId}/ask`,
  cancellation: (prescriptionId: string) => `/staff/homecare/received/${prescriptionId}/cancellation`,
} as const
