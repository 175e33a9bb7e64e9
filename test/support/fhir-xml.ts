/** Elements of the example resources that hold several values in JSON. */
const LISTS = new Set(
  'extension identifier name given prefix suffix telecom address line contact relationship communication coding generalPractitioner link security'.split(
    ' ',
  ),
)
const BOOLEANS = new Set('valueBoolean active deceasedBoolean interpreterRequired preferred'.split(' '))

/** Reads a FHIR example in XML into the JSON form, well enough for tests: the program itself reads JSON only. */
export function readFhirXml(xml: string): Record<string, unknown> {
  const tokens = xml.match(/<[^>]+>/g)?.filter((tag) => !/^<[?!]/.test(tag)) ?? []
  let at = 0
  const element = (): { name: string; value: unknown } => {
    const tag = tokens[at++] ?? ''
    const name = /^<([\w:]+)/.exec(tag)?.[1] ?? ''
    const attribute = (which: string) => new RegExp(`\\b${which}="([^"]*)"`).exec(tag)?.[1]
    const text = attribute('value')
    const primitive = BOOLEANS.has(name) ? text === 'true' : text
    const content: Record<string, unknown> = name === 'extension' ? { url: attribute('url') } : {}
    if (tag.endsWith('/>')) return { name, value: text === undefined ? content : primitive }
    while (!tokens[at]?.startsWith('</')) {
      const child = element()
      if (LISTS.has(child.name) && !(child.name === 'name' && typeof child.value === 'string')) {
        content[child.name] = [...((content[child.name] as unknown[] | undefined) ?? []), child.value]
      } else content[child.name] = child.value
    }
    at++
    return { name, value: content }
  }
  const { name, value } = element()
  const resource: Record<string, unknown> = { resourceType: name, ...(value as object) }
  // Inside a contact there is one name and one address.
  for (const contact of (resource['contact'] as Record<string, unknown>[] | undefined) ?? []) {
    for (const single of ['name', 'address']) contact[single] = (contact[single] as unknown[] | undefined)?.[0]
  }
  return resource
}
