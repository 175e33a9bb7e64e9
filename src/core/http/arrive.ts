import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context, Platform } from '../context.ts'
import { inOneTransaction } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import { NotAllowedError, NotFoundError } from '../errors.ts'
import { CONFIRM_PATH, isConfirmedWithin, PATIENT_CONFIRM_PATH } from '../identity/sessions/confirmation.ts'
import type { Session } from '../identity/sessions/session.ts'
import { newToken } from '../identity/sessions/token.ts'
import { findTenantBySlug } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { COOKIE_OPTIONS, COOKIES } from './cookies.ts'
import { isCsrfToken } from './csrf.ts'
import { keepDraft } from './drafts.ts'
import { keepable } from './form/field.ts'
import { readSentForm } from './form/sent-form.ts'
import type { AnyPage } from './page.ts'
import { recordAttempt } from './record-attempt.ts'
import { refuseForeignForm, refuseOddAddress } from './refuse-request.ts'
import { pageOfDraft } from './serve-draft.ts'
import {
  NO_TENANT,
  publicContext,
  signedInContext,
  personOf,
  sessionOf,
  stayedSignedIn,
  type SignInState,
} from './request-context.ts'
import type { FindSignedIn } from './sign-in-state.ts'
import { organisationOf, visitOf, type Visit } from './visit.ts'

interface Options {
  readonly findSignedIn: FindSignedIn
  readonly demonstration: boolean
  readonly publicUrl: string
}

/** What is sent when everything it rests on has been committed. */
export type Answer = (reply: FastifyReply) => Promise<void>

/**
 * Who is at the door: sign-in, organisation and purpose of a request for a page; `serve` then prepares the answer. A page
 * that is only read is prepared in one transaction, account included, and sent when its access event is durable. Someone
 * who has to sign in first is asked to; what they had typed is kept for the account whose session ended.
 */
export async function arrive(
  platform: Platform,
  options: Options,
  page: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (visit: Visit) => Promise<Answer>,
): Promise<void> {
  refuseForeignForm(request, options.publicUrl)
  refuseOddAddress(request)
  if ((page.tenancy ?? 'session') !== 'session') return await serveGuest(platform, options, page, request, reply, serve)
  const found = await sessionOf(platform, request)
  if (!('token' in found)) return await askToSignIn(platform, page, found, request, reply)

  let who: Context | undefined
  const prepare = async (joined: Platform): Promise<Answer> => {
    const signIn = await personOf(joined, options.findSignedIn, found)
    if (signIn.state === 'ended') return () => askToSignIn(platform, page, signIn, request, reply)
    const ctx = signedInContext(joined, signIn, page.purpose, request)
    who = { ...ctx, joined: undefined }
    if (page.confirmedWithin !== undefined && !isConfirmedWithin(ctx, page.confirmedWithin)) {
      return () => askToConfirm(platform, page, signIn.session, request, reply)
    }
    const organisation = await organisationOf(joined, ctx.tenantId)
    return await serve(visitOf(ctx, signIn, organisation, signIn.session.sessionId, options.demonstration))
  }
  try {
    const isRead = request.method === 'GET'
    const answer = isRead ? await inOneTransaction(platform, found.session.tenantId, prepare) : await prepare(platform)
    // Only now, as the row would stay locked for as long as the page's own transaction.
    await stayedSignedIn(platform, found)
    await answer(reply)
  } catch (error) {
    if (who) await recordAttempt(who, page, request, error)
    throw error
  }
}

async function serveGuest(
  platform: Platform,
  options: Options,
  page: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
  serve: (visit: Visit) => Promise<Answer>,
): Promise<void> {
  const visit = await guestVisit(platform, options, page, request, reply)
  try {
    const answer = await serve(visit)
    await answer(reply)
  } catch (error) {
    // Nobody is known here, so only what a policy refused says something.
    if (page.tenancy === 'address' && error instanceof NotAllowedError)
      await recordAttempt(visit.ctx, page, request, error)
    throw error
  }
}

async function guestVisit(
  platform: Platform,
  options: Options,
  page: AnyPage,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit> {
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
  if (signIn.state === 'ended') await keepTyped(platform, page, signIn.session, request)
  if (isDraft(request)) return void (await reply.status(401).send())
  const door = page.audience === 'patient' ? '/patient/sign-in' : '/staff/sign-in'
  const ended = signIn.state === 'ended' ? '&ended=yes' : ''
  await reply.redirect(`${door}?next=${encodeURIComponent(request.url)}${ended}`, 303)
}

/** A draft is kept by a script, which is told so and not led elsewhere. */
const isDraft = (request: FastifyRequest): boolean => request.url.startsWith('/drafts/')

async function askToConfirm(
  platform: Platform,
  page: AnyPage,
  session: Session,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  await keepTyped(platform, page, session, request)
  if (isDraft(request)) return void (await reply.status(204).send())
  const door = page.audience === 'patient' ? PATIENT_CONFIRM_PATH : CONFIRM_PATH
  await reply.redirect(`${door}?next=${encodeURIComponent(request.url)}`, 303)
}

/** Keeps what was typed for the same account, which is about to prove that it is them. Only a form this session was given. */
async function keepTyped(platform: Platform, page: AnyPage, session: Session, request: FastifyRequest): Promise<void> {
  if (request.method !== 'POST' || !page.form) return
  const { raw, version, csrf } = readSentForm(page.form.fields, request.body)
  if (!isCsrfToken(platform.keys, session.sessionId, csrf)) return
  const draft = { raw: keepable(page.form.fields, raw), version }
  await keepDraft({ ...platform, tenantId: session.tenantId }, session.accountId, pageOfDraft(request.url), draft)
}
