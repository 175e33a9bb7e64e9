/** Elements whose loss loses nothing: renderings of what stands elsewhere, ids of parts, and what the server itself decides. */
export const IGNORED_IN_PATIENT: readonly string[] = [
  'text',
  'language',
  'meta.id',
  'meta.versionId',
  'meta.lastUpdated',
  'meta.source',
  'meta.profile',
  'meta.tag',
  'identifier.id',
  'name.id',
  'name.text',
  'telecom.id',
  'address.id',
  'address.text',
  'address.type',
  'communication.id',
  'generalPractitioner.id',
  'generalPractitioner.display',
  'link.id',
  'link.other.type',
  'link.other.display',
  'contact.id',
]

/**
 * A resource without the elements whose paths are in `ignored`. A path has no indexes: `name.text`; an extension is named
 * by its address: `extension(https://…)` or `address.extension(https://…)`.
 */
export function withoutIgnored(resource: unknown, ignored: ReadonlySet<string>): unknown {
  return strip(resource, '', ignored)
}

function strip(value: unknown, path: string, ignored: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const kept = value.filter((item) => !ignored.has(extensionPath(path, item)))
    return kept.map((item) => strip(item, path, ignored))
  }
  if (typeof value !== 'object' || value === null) return value
  const kept: [string, unknown][] = []
  for (const [key, part] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`
    if (ignored.has(at)) continue
    const stripped = strip(part, at, ignored)
    // A list of which nothing is left is left out with it.
    if (!(Array.isArray(stripped) && stripped.length === 0 && Array.isArray(part) && part.length > 0)) {
      kept.push([key, stripped])
    }
  }
  return Object.fromEntries(kept)
}

const extensionPath = (path: string, item: unknown): string =>
  path.endsWith('extension') && typeof item === 'object' && item !== null && 'url' in item
    ? `${path}(${String(item.url)})`
    : ''
