// The whole list of things that can go wrong. Expected answers ("too-early", "slot-taken") are values, not errors.

/** What was asked for is not there, or not in this organisation: the two look the same on purpose. */
export class NotFoundError extends Error {
  override name = 'NotFoundError'
}

/** Refused by a policy. The rule is for the audit trail; people see a plain page. */
export class NotAllowedError extends Error {
  override name = 'NotAllowedError'
  readonly rule: string
  constructor(rule: string) {
    super(`Refused by policy: ${rule}`)
    this.rule = rule
  }
}

/** Someone else changed it first, or the same key was used for another request. */
export class ConflictError extends Error {
  override name = 'ConflictError'
}

/** The same form was sent twice, and what it did the first time took away what it was about. */
export class DoneBeforeError extends Error {
  override name = 'DoneBeforeError'
}

/** The request itself cannot be understood. `field` is the place to mend. */
export class BadRequestError extends Error {
  override name = 'BadRequestError'
  readonly field: string | undefined
  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }
}

/** A check could not be completed, so the answer is no for now. */
export class UnavailableError extends Error {
  override name = 'UnavailableError'
}

/** The program cannot start: one sentence that says what is wrong and what to do. */
export class StartUpError extends Error {
  override name = 'StartUpError'
}
