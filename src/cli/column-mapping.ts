import { StartUpError } from '../core/errors.ts'

/** What the columns of a file mean, from words such as "Surname=familyName". */
export const readMapping = (texts: readonly string[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf('=')
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)] as const
      throw new StartUpError(`"${text}" does not say what a column means: write it like "Surname=familyName".`)
    }),
  )
