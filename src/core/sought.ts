import { isUuid } from './values/uuid.ts'

/**
 * What a request names by its identifier, for the trail when it could not be looked at: `{ patientId }` is a `patient`.
 * Nothing is said of whether there is such a one.
 */
export function soughtIn(input: unknown): { readonly type: string; readonly id: string } | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  for (const [name, value] of Object.entries(input)) {
    const [, noun] = /^([a-z]\w*)Id$/.exec(name) ?? []
    if (noun !== undefined && typeof value === 'string' && isUuid(value)) return { type: kebab(noun), id: value }
  }
  return undefined
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
