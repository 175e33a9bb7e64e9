import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import { platformReader } from '../database/platform-reader.ts'
import { NotAllowedError, NotFoundError } from '../errors.ts'
import { newToken } from '../identity/sessions/token.ts'
import { findTenantBySlug } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { COOKIE_OPTIONS, COOKIES } from './cookies.ts'
import { keepDraft } from './drafts.ts'
import { keepable } from './form/field.ts'
import { readSentForm } from './form/sent-form.ts'
import type { AnyPage } from './page.ts'
import { NO_TENANT, publicContext, signedInContext, signInState, type SignInState } from './request-context.ts'
import type { FindSignedIn } from './sign-in-state.ts'
import { organisationOf, visitOf, type Visit } from './visit.ts'

interface Options {
  readonly findSignedIn: FindSignedIn
  readonly demonstration: boolean
  readonly publicUrl: string
}

/**
 * Who is at the door: sign-in, organisation and purpose of a request for a page. Answers by itself, and returns nothing,
 * when the person has to sign in first; what they had typed is then kept for the account whose session ended.
 */
export async function arrive(
  platform: Platform,
  options: Options,
  page: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | undefined> {
  refuseForeignForm(request, options.publicUrl)
  const signIn = await signInState(platform, options.findSignedIn, request)

  if ((page.tenancy ?? 'session') === 'session') {
    if (signIn.state !== 'signed-in') {
      await askToSignIn(platform, page, signIn, request, reply)
      return undefined
    }
    const ctx = signedInContext(platform, signIn, page.purpose, request)
    return visitOf(ctx, signIn, await organisationOf(platform, ctx.tenantId), signIn.token, options.demonstration)
  }

  const tenantId = page.tenancy === 'none' ? NO_TENANT : await tenantOfAddress(platform, request)
  const ctx = publicContext(platform, tenantId, page.purpose, request)
  const organisation = tenantId === NO_TENANT ? undefined : await organisationOf(platform, tenantId)
  return visitOf(ctx, { state: 'guest' }, organisation, guestToken(request, reply, page), options.demonstration)
}

async function tenantOfAddress(platform: Platform, request: FastifyRequest): Promise<string> {
  const { organisation } = request.params as { organisation?: string }
  const tenantId = organisation && (await findTenantBySlug(platformReader<TenancyTables>(platform), organisation))
  if (!tenantId) throw new NotFoundError('Organisation')
  return tenantId
}

/** A page without a form sets no cookie, so that it can be kept by caches. */
function guestToken(request: FastifyRequest, reply: FastifyReply, page: AnyPage): string {
  const known = request.cookies[COOKIES.guest.name]
  if (known && /^[\w-]{43}$/.test(known)) return known
  const token = newToken()
  if (page.form) reply.setCookie(COOKIES.guest.name, token, COOKIE_OPTIONS)
  return token
}

async function askToSignIn(
  platform: Platform,
  page: AnyPage,
  signIn: Exclude<SignInState, { state: 'signed-in' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (request.method === 'POST' && signIn.state === 'ended' && page.form) {
    const { raw } = readSentForm(page.form.fields, request.body)
    await keepDraft(
      { ...platform, tenantId: signIn.session.tenantId },
      signIn.session.accountId,
      request.url,
      keepable(page.form.fields, raw),
    )
  }
  const door = page.audience === 'patient' ? '/patient/sign-in' : '/staff/sign-in'
  const ended = signIn.state === 'ended' ? '&ended=yes' : ''
  await reply.redirect(`${door}?next=${encodeURIComponent(request.url)}${ended}`, 303)
}

/** Browsers say where a form comes from: another site's form is refused before anything else is looked at. */
function refuseForeignForm(request: FastifyRequest, publicUrl: string): void {
  if (request.method === 'GET') return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const isForeignSite = typeof site === 'string' && site !== 'same-origin' && site !== 'none'
  const isForeignOrigin = typeof origin === 'string' && origin !== new URL(publicUrl).origin
  if (isForeignSite || isForeignOrigin) throw new NotAllowedError('core.http.same-origin')
}
