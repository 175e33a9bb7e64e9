import type { FastifyReply } from 'fastify'
import { COOKIE_OPTIONS, COOKIES } from './cookies.ts'
import type { SessionChange } from './page.ts'

/** Carries out a sign-in or sign-out on the browser's cookie. */
export function changeSession(reply: FastifyReply, change: SessionChange): void {
  if (change === 'end') reply.clearCookie(COOKIES.session.name, COOKIE_OPTIONS)
  else reply.setCookie(COOKIES.session.name, change.start, COOKIE_OPTIONS)
}
