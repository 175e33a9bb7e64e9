import { isDatabaseAway } from '../database/embedded/index.ts'
import { DoneBeforeError, NotAllowedError } from '../errors.ts'
import { operationOutcome, type OperationOutcome } from '../fhir/operation-outcome.ts'
import { CSRF_RULE } from './csrf.ts'

/** An error as people and machines are told about it. */
export interface ErrorKind {
  readonly status: number
  readonly title: string
  readonly advice: string
  readonly outcome: OperationOutcome
}

const KINDS = {
  400: ['There is a problem with what was sent', 'Go back, open the page again and try once more.', 'invalid'],
  403: ['You cannot do this', 'Your role does not allow it. If you need to, ask your administrator.', 'forbidden'],
  404: [
    'Page not found',
    'Check the address. If you followed a link, what it led to may have moved or may belong to another organisation.',
    'not-found',
  ],
  409: [
    'Someone else changed this first',
    'Open the page again to see what has changed, then make your change.',
    'conflict',
  ],
  413: ['That is too large', 'Send a smaller file or less text.', 'too-long'],
  415: ['We cannot read this kind of file', 'Send the form from its own page.', 'not-supported'],
  422: ['There is a problem with what was sent', 'Go back and check your answers.', 'processing'],
  429: ['Too many requests', 'Wait one minute, then try again.', 'throttled'],
  500: [
    'Sorry, there is a problem with the service',
    'Nothing you saved before has been lost. Try again in a few minutes.',
    'exception',
  ],
  503: [
    'Sorry, the service is not available',
    'We could not complete a check. Try again in a few minutes.',
    'transient',
  ],
} as const satisfies Record<number, readonly [string, string, string]>
type Status = keyof typeof KINDS

/** What an error means to the one who asked. Anything unknown is a 500 that says nothing. */
export function kindOfError(error: unknown, { isForm = false } = {}): ErrorKind {
  const status = statusOf(error)
  const [title, usual, code] = ownWords(error) ?? KINDS[status]
  const advice = isForm && status >= 500 ? UNSURE : usual
  // Only a bad request explains itself: its message is written for the person who sent it.
  const own = status === 400 && error instanceof Error && error.name === 'BadRequestError' ? error.message : undefined
  return { status, title, advice: own ?? advice, outcome: operationOutcome(code, own ?? `${title}. ${advice}`) }
}

/** A form of a session that ended, or of another page. */
const OLD_PAGE = [
  'This page is out of date',
  'Nothing was saved. Go back and copy anything you typed, then open the page again.',
  'forbidden',
] as const

const SENT_TWICE = [
  'You sent this twice',
  'It was done once, the first time. Go back and open the page again to see how things are now.',
  'conflict',
] as const

/** What is to be said of an error in place of the words of its status. */
const ownWords = (error: unknown): typeof OLD_PAGE | typeof SENT_TWICE | undefined =>
  error instanceof DoneBeforeError
    ? SENT_TWICE
    : error instanceof NotAllowedError && error.rule === CSRF_RULE
      ? OLD_PAGE
      : undefined

/** After a form nobody can say whether it was done, only that doing it again is safe. */
const UNSURE =
  'We do not know whether what you sent was saved. Go back and send it again in a few minutes: it will not be done twice.'

/** PostgreSQL's words for things that are no fault of the program. */
const SQL_STATES: Readonly<Record<string, Status>> = {
  '22P02': 404, // an identifier that cannot be one
  '22021': 400, // a character that cannot be stored
  '22P05': 400, // the same inside JSON
  '55P03': 503, // a lock was not to be had in time
  '57014': 503, // a statement took too long
  '40001': 503,
  '40P01': 503,
  '53300': 503, // no connection left
}

function statusOf(error: unknown): Status {
  const sqlState = SQL_STATES[String((error as { code?: unknown } | undefined)?.code)]
  if (sqlState) return sqlState
  if (isDatabaseAway(error)) return 503
  switch (error instanceof Error ? error.name : '') {
    case 'NotFoundError':
      return 404
    case 'NotAllowedError':
      return 403
    case 'ConflictError':
    case 'DoneBeforeError':
      return 409
    case 'BadRequestError':
      return 400
    case 'UnavailableError':
      return 503
  }
  const code = (error as { statusCode?: number } | undefined)?.statusCode
  return code !== undefined && code < 500 && Object.hasOwn(KINDS, code) ? (code as Status) : 500
}
