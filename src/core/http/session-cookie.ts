import type { FastifyReply } from 'fastify'
import { BROWSER_COOKIE_OPTIONS, COOKIE_OPTIONS, COOKIES } from './cookies.ts'
import type { SessionChange } from './page.ts'

/** Carries out a sign-in or sign-out on the browser's cookie. */
export function changeSession(reply: FastifyReply, change: SessionChange): void {
  if (change === 'end') {
    reply.clearCookie(COOKIES.session.name, COOKIE_OPTIONS)
    return
  }
  reply.setCookie(COOKIES.session.name, change.start, COOKIE_OPTIONS)
  if (change.browser) reply.setCookie(COOKIES.browser.name, change.browser, BROWSER_COOKIE_OPTIONS)
}
