/** A column that is left out on purpose. */
export const LEFT_OUT = '-'

/** Which field a heading means, from the headings of each field: without case, spaces and punctuation. */
export const byHeading = <Field extends string>(
  headings: Readonly<Record<Field, readonly string[]>>,
): ReadonlyMap<string, Field> =>
  new Map(
    (Object.keys(headings) as Field[]).flatMap((field) => headings[field].map((heading) => [heading, field] as const)),
  )

/**
 * Which column means what: as the mapping says, else as the heading says. Every column must be known or left out by name,
 * so that nothing is lost by a heading that nobody recognised. Problems are one sentence each.
 */
export function mapHeadings<Field extends string>(
  headings: readonly string[],
  mapping: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, Field>,
  names: readonly Field[],
): { readonly fields: readonly (Field | undefined)[]; readonly problems: string[] } {
  const problems: string[] = []
  const isField = (text: string): text is Field => names.some((name) => name === text)
  const wanted = new Map(Object.entries(mapping).map(([heading, field]) => [plain(heading), field]))
  for (const [heading, field] of Object.entries(mapping)) {
    if (!headings.some((each) => plain(each) === plain(heading)))
      problems.push(`The file has no column “${shown(heading)}”.`)
    if (field !== LEFT_OUT && !isField(field))
      problems.push(`“${shown(field)}” is not a field: use one of ${names.join(', ')}.`)
  }
  const fields = headings.map((heading) => {
    const said = wanted.get(plain(heading))
    if (said === LEFT_OUT) return undefined
    const field = said ?? known.get(plain(heading))
    if (field !== undefined && isField(field)) return field
    if (said === undefined) {
      problems.push(
        `The column “${shown(heading)}” is not known: map it with --column "${shown(heading)}=field", or leave it out with --column "${shown(heading)}=-".`,
      )
    }
    return undefined
  })
  for (const field of new Set(fields)) {
    if (field !== undefined && fields.filter((each) => each === field).length > 1) {
      problems.push(`Two columns mean ${field}: leave one out with --column "heading=-".`)
    }
  }
  return { fields, problems }
}

/** A heading that is really a row of data must not be repeated at length. */
const shown = (heading: string): string => heading.replace(/[^\p{L}\p{N} _./()-]/gu, '').slice(0, 40)

const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
