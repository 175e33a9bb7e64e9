import type { DeclaredRoute } from '../routes/declared-routes.ts'

/** The names of the varying parts of a path. */
export const parts = (path: string): readonly string[] => path.match(/(?<=:)[A-Za-z]+/g) ?? []

/** A path with something in each varying part: what the fixture made, or what is no identifier at all. */
export const addressOf = ({ path }: DeclaredRoute, ids: Readonly<Record<string, string>>, garbage?: string): string =>
  path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    name === 'organisation' || garbage === undefined ? (ids[name] ?? name) : garbage,
  )
