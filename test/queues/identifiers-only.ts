import type { z } from 'zod'

/** The parts of a zod schema that this looks at. */
interface Shape {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly element?: z.ZodType
  readonly innerType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly format?: string
  readonly catchall?: z.ZodType
}

const FORMATS = ['uuid', 'guid', 'date', 'datetime', 'safeint', 'int32']

/** Every part of a job's payload that could hold words about a person. Identifiers, fixed words, dates, counts and flags pass. */
export function freeText(schema: z.ZodType, at = 'payload'): string[] {
  const def = schema.def as unknown as Shape & { readonly checks?: readonly { _zod: { def: { format?: string } } }[] }
  switch (def.type) {
    case 'object':
      return [
        ...(def.catchall && (def.catchall.def as Shape).type !== 'never' ? [`${at} lets unknown names through`] : []),
        ...Object.entries(def.shape ?? {}).flatMap(([name, part]) => freeText(part, `${at}.${name}`)),
      ]
    case 'array':
      return freeText(def.element!, `${at}[]`)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return freeText(def.innerType!, at)
    case 'union':
      return def.options!.flatMap((option) => freeText(option, at))
    case 'string':
    case 'number': {
      const formats = [def.format, ...(def.checks ?? []).map((check) => check._zod.def.format)]
      return formats.some((format) => format !== undefined && FORMATS.includes(format))
        ? []
        : [`${at} is any ${def.type}`]
    }
    case 'enum':
    case 'literal':
    case 'boolean':
    case 'null':
      return []
    default:
      return [`${at} is ${def.type}`]
  }
}
