import { z } from 'zod'
import type { Context } from '../context.ts'
import { openReference, sealReference } from '../encryption/sealed-reference.ts'

/** How long the address of a list goes on showing what was asked for. */
export const ASKED_HOURS = 12

/** `?asked=` in the address of a list whose filters are about a person. Anything that cannot be one counts as nothing asked. */
export const askedText = z.string().max(8_000).optional().catch(undefined)

/** What an address asks for: the filters, a sentence to say in place of them, or neither when the page was only opened. */
export interface Asked<Filters> {
  readonly filters?: Filters
  readonly sentence?: string
}

const SENTENCES = {
  ended: `This search has ended, because a search lasts ${ASKED_HOURS} hours. Search again.`,
  'not-theirs-or-changed': 'This link to a search works only for the person who searched. Search again.',
} as const

/**
 * The address of a list with filters that name a person: they stand in it sealed, for whoever asked, and for this list only.
 * A list that is filtered so has a form that is posted and answers with this address.
 */
export const askedPath = (ctx: Context, path: string, filters: unknown): string =>
  `${path}?asked=${sealReference(ctx, path, filters, ASKED_HOURS)}`

/** Reads what `askedPath` wrote for the same path. */
export function readAsked<Filters>(ctx: Context, path: string, asked: string | undefined): Asked<Filters> {
  if (asked === undefined || asked === '') return {}
  const opened = openReference<Filters>(ctx, path, asked)
  return 'content' in opened ? { filters: opened.content } : { sentence: SENTENCES[opened.problem] }
}
