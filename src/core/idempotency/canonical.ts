/**
 * A request as text that is the same for the same request and differs for any other: names in order, dates, maps, sets and
 * bytes with what they hold. A function is left out: what differs at each try, such as a fresh salt, is passed as one.
 * Throws `TypeError` for anything that cannot be told apart.
 */
export function canonicalText(value: unknown, at = 'input'): string {
  if (value === undefined || typeof value === 'function') return '-'
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return `[${value.map((item, index) => canonicalText(item, `${at}[${index}]`)).join()}]`
  if (value instanceof Date) return `Date(${value.getTime()})`
  if (value instanceof Uint8Array) return `Bytes(${Buffer.from(value).toString('base64')})`
  if (value instanceof Map || value instanceof Set) {
    const items = [...(value as Iterable<unknown>)].map((item) => canonicalText(item, at))
    return `${value instanceof Map ? 'Map' : 'Set'}(${items.sort().join()})`
  }
  if (!isPlain(value)) throw new TypeError(`A request is compared by what it holds, which ${at} does not show`)
  const named = Object.entries(value).filter(([, part]) => part !== undefined && typeof part !== 'function')
  const parts = named.map(([name, part]) => `${JSON.stringify(name)}:${canonicalText(part, `${at}.${name}`)}`)
  return `{${parts.sort().join()}}`
}

/** Refuses an answer that would come back as something else when a second try gets it from the store. Throws `TypeError`. */
export function refuseUnstorable(answer: unknown, at = 'answer'): void {
  if (answer === undefined || answer === null || typeof answer === 'string' || typeof answer === 'boolean') return
  if (typeof answer === 'number' && Number.isFinite(answer)) return
  if (Array.isArray(answer)) return answer.forEach((item, index) => refuseUnstorable(item ?? null, `${at}[${index}]`))
  if (!isPlain(answer)) {
    throw new TypeError(`An answer is stored as JSON, and ${at} is not: give text, numbers, lists and plain objects`)
  }
  for (const [name, part] of Object.entries(answer)) refuseUnstorable(part, `${at}.${name}`)
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
