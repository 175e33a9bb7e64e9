import { BadRequestError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import { strangersIn, type Fields } from './field.ts'
import { textOf, type RawForm } from './raw-form.ts'

/** A form as the browser sent it: the answers, and the hidden inputs that every form carries. */
export interface SentForm {
  readonly raw: RawForm
  readonly csrf: string
  readonly idempotencyKey: string
  readonly version: number | undefined
}

/** Reads a posted body. Refuses names that the form does not have and hidden inputs that make no sense. */
export function readSentForm(fields: Fields, body: unknown): SentForm {
  const all = asRawForm(body)
  const strangers = strangersIn(fields, all)
  if (strangers.length > 0)
    throw new BadRequestError('The form has a question this page does not ask. Open the page again.')
  const idempotencyKey = textOf(all, '_idempotency')
  if (!isUuid(idempotencyKey)) throw new BadRequestError('The form was not complete. Open the page again.')
  const version = textOf(all, '_version')
  if (version !== '' && !/^\d{1,9}$/.test(version))
    throw new BadRequestError('The form was not complete. Open the page again.')
  return {
    raw: Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('_'))),
    csrf: textOf(all, '_csrf'),
    idempotencyKey,
    version: version === '' ? undefined : Number(version),
  }
}

function asRawForm(body: unknown): RawForm {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object') throw new BadRequestError('The form could not be read. Open the page again.')
  if (JSON.stringify(body).includes('\\u0000')) {
    throw new BadRequestError('An answer has a character that cannot be kept. Type it again.')
  }
  const entries = Object.entries(body).map(([name, value]): [string, string | readonly string[]] => {
    if (typeof value === 'string') return [name, value]
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [name, value]
    throw new BadRequestError('The form could not be read. Open the page again.')
  })
  return Object.fromEntries(entries)
}
