import { z } from 'zod'

const text = z.string().max(100).optional().catch(undefined)

/** What the address of a list says. What cannot be understood is left out, so that old bookmarks work. */
export const listQuery = <const State extends string>(states: Readonly<Record<State, string>>) =>
  z.object({
    state: z
      .enum(Object.keys(states) as [State, ...State[]])
      .optional()
      .catch(undefined),
    kind: text,
    to: z.uuid().optional().catch(undefined),
    page: z.coerce.number().int().min(1).max(20).default(1).catch(1),
  })

export const PAGE_SIZE = 50

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
