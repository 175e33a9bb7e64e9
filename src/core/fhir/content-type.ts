export const FHIR_JSON = 'application/fhir+json'

const JSON_FORMATS = new Set(['json', 'application/json', FHIR_JSON, 'text/json'])
const ACCEPTED = new Set([...JSON_FORMATS, '*/*', 'application/*'])

/** The content type to answer in, or `undefined` when only a form we do not speak (XML, Turtle) is wanted. `_format` wins over `Accept`. */
export function answerType(accept: string | undefined, format: string | undefined): string | undefined {
  if (format !== undefined && format !== '') {
    // A plus sign in an address means a space: `_format=application/fhir+json` arrives with one.
    const wanted = mediaType(format.replaceAll(' ', '+'))
    return JSON_FORMATS.has(wanted) ? FHIR_JSON : undefined
  }
  const wanted = (accept ?? '*/*').split(',').filter((part) => !/;\s*q=0(\.0*)?\s*(;|$)/.test(part))
  const understood = wanted.filter((part) => ACCEPTED.has(mediaType(part)) && isR4(part))
  if (understood.length === 0) return undefined
  const types = understood.map(mediaType)
  return types.every((type) => type === 'application/json') ? 'application/json' : FHIR_JSON
}

/** Whether a body of this type can be read as FHIR R4 JSON. */
export function isFhirJson(contentType: string | undefined): boolean {
  return (
    contentType !== undefined && JSON_FORMATS.has(mediaType(contentType)) && isR4(contentType) && isUtf8(contentType)
  )
}

const mediaType = (text: string): string => (text.split(';')[0] ?? '').trim().toLowerCase()

const isR4 = (text: string): boolean => {
  const version = /;\s*fhirversion\s*=\s*"?([^";,\s]+)/i.exec(text)?.[1]
  return version === undefined || version.startsWith('4.0')
}

const isUtf8 = (text: string): boolean => {
  const charset = /;\s*charset\s*=\s*"?([^";,\s]+)/i.exec(text)?.[1]
  return charset === undefined || /^utf-?8$/i.test(charset)
}
