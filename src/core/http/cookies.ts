import type { CookieSerializeOptions } from '@fastify/cookie'

/** Every cookie the program may set: the cookie page and the crawler test read this list, and nothing else can set one. */
export const COOKIES = {
  session: {
    name: '__Host-troth-session',
    purpose: 'Keeps you signed in. Holds a random number, nothing about you.',
    life: 'Until you close the browser, sign out, or are away too long',
  },
  guest: {
    name: '__Host-troth-guest',
    purpose: 'Protects forms before you sign in from being sent by another site. Holds a random number.',
    life: 'Until you close the browser',
  },
  browser: {
    name: '__Host-troth-browser',
    purpose:
      'Remembers that someone signed in on this device, so that strangers who try wrong passwords cannot keep you out. Holds a random number, nothing about you.',
    life: '180 days after you last signed in',
  },
} as const
export type CookieName = keyof typeof COOKIES

/** No fixed expiry, not readable by scripts, only over a secure connection, never sent by another site's form. */
export const COOKIE_OPTIONS: CookieSerializeOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
}

/** The one cookie that outlives the browser's window: it lets nobody in. */
export const BROWSER_COOKIE_OPTIONS: CookieSerializeOptions = { ...COOKIE_OPTIONS, maxAge: 180 * 86_400 }

/** Everything else the program may keep in a browser: the cookie page reads this list too, and a test reads the scripts. */
export const OTHER_STORAGE = {
  extendedAt: {
    name: 'troth:extended-at',
    purpose: 'Tells the other windows of this browser that you are still here. Holds a time, nothing about you.',
    life: 'Until you clear what websites have kept',
  },
} as const
