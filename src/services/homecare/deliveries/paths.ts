type Query = Readonly<Record<string, string | number | undefined>>

const withQuery = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

const at = (deliveryId: string) => `/staff/homecare/deliveries/${deliveryId}`

export const deliveryPaths = {
  list: (query: Query = {}) => withQuery('/staff/homecare/deliveries', query),
  delivery: (deliveryId: string, notice?: string) => withQuery(at(deliveryId), { notice }),
  note: (deliveryId: string) => `/staff/homecare/deliveries/${deliveryId}/note`,
  act: (deliveryId: string, act: string) => `${at(deliveryId)}/${act}`,
} as const
