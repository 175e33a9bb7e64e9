/** What JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue }

/**
 * The one text of a JSON value (RFC 8785): names in the order of their UTF-16 code units, numbers and strings as ECMAScript
 * writes them, no spaces. Throws `TypeError` for what JSON cannot hold, lone surrogates included: it would not be the same
 * value when it is read back.
 */
export function canonicalJson(value: JsonValue, at = 'value'): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoted(value, at)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${at} is not a number that JSON can hold`)
    return JSON.stringify(value)
  }
  if (isList(value)) return `[${value.map((item, index) => canonicalJson(item, `${at}[${index}]`)).join()}]`
  if (!isPlain(value)) throw new TypeError(`${at} cannot be held by JSON`)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${quoted(name, at)}:${canonicalJson(value[name]!, `${at}.${name}`)}`).join()}}`
}

function quoted(text: string, at: string): string {
  if (!text.isWellFormed()) throw new TypeError(`${at} holds half a character`)
  return JSON.stringify(text)
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value)

function isPlain(value: unknown): value is { readonly [name: string]: JsonValue } {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
