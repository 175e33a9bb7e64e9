/** set-up: a password and an authenticator, for someone invited or reset. new-password: a password only. */
export type LinkKind = 'set-up' | 'new-password'

/** How long a link may be used: a week for an invitation, an hour for a forgotten password. */
export const LINK_MINUTES: Readonly<Record<LinkKind, number>> = { 'set-up': 7 * 24 * 60, 'new-password': 60 }

/** How long a form that used a link or a step up, sent again, gets the first's answer: a double click, not a second look. Milliseconds. */
export const SENT_TWICE_WITHIN = 2 * 60_000
