import { parse } from 'node:querystring'
import { BadRequestError } from '../../errors.ts'

/** More answers than any form asks for: taking such a body apart would hold everyone else up. */
const MOST_ANSWERS = 1_000

/** Reads a posted form. */
export function parseFormBody(text: string): Record<string, unknown> {
  let answers = 1
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) answers += 1
  if (answers > MOST_ANSWERS) throw new BadRequestError('The form has too many answers. Open the page again.')
  return parse(text, '&', '=', { maxKeys: MOST_ANSWERS })
}
