import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { record, type AuditWriter } from '../audit/record.ts'
import { recordRefusal, type CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { BadRequestError, ConflictError, NotAllowedError, NotFoundError } from '../errors.ts'
import { renderPage } from '../html/render.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { allowsRole, enforce } from '../policy/enforce.ts'
import { newUuid } from '../values/uuid.ts'
import { frameOf, type Visit } from './visit.ts'
import { checkCsrf } from './csrf.ts'
import { sendCsv } from './send-csv.ts'
import { dropDraft, takeDraft } from './drafts.ts'
import { parseForm, type Fields } from './form/field.ts'
import { formView } from './form/form-view.ts'
import type { FieldErrors, RawForm } from './form/raw-form.ts'
import { readSentForm, type SentForm } from './form/sent-form.ts'
import type { Answer } from './arrive.ts'
import type { AnyPage, At, Outcome } from './page.ts'
import { changeSession } from './session-cookie.ts'

type PageAt = At<string, unknown>
interface Shown {
  readonly raw?: RawForm
  readonly errors?: FieldErrors
  readonly status?: number
}

/** Answers a GET: the policy, the data and the access event in one transaction; sent when the event is durable. */
export async function servePage(page: AnyPage, visit: Visit, request: FastifyRequest): Promise<Answer> {
  const at = whereabouts(page, request, undefined)
  return await showPage(page, visit, at, request, {})
}

/** Answers a POST: nothing typed is lost, whatever the outcome. */
export async function serveForm(page: AnyPage, visit: Visit, request: FastifyRequest): Promise<Answer> {
  const { form } = page
  if (!form) throw new NotFoundError('Form')
  const sent = readSentForm(form.fields, request.body)
  checkCsrf(visit.ctx.keys, visit.cookieToken, sent.csrf)
  const ctx = { ...visit.ctx, idempotencyKey: sent.idempotencyKey }
  const at = whereabouts(page, request, sent.version)
  const outcome = await submit(page, form, ctx, at, sent)
  if (visit.accountId && !('errors' in outcome)) await dropDraft(visit.ctx, visit.accountId, request.url)
  if ('errors' in outcome) {
    const shown = { raw: sent.raw, errors: outcome.errors as FieldErrors, status: 422 }
    return await showPage(page, visit, at, request, shown)
  }
  return async (reply) => {
    if (outcome.session) changeSession(reply, outcome.session)
    if ('redirect' in outcome) await reply.redirect(outcome.redirect, 303)
    else await send(reply, outcome.show(frameOf(visit, page, request)), 200)
  }
}

async function submit(
  page: AnyPage,
  form: NonNullable<AnyPage['form']>,
  ctx: Context,
  at: PageAt,
  sent: SentForm,
): Promise<Outcome<Fields>> {
  const subject = await guarded(page, ctx, (tx) => load(page, tx, ctx, at))
  const parsed = parseForm(form.fields, sent.raw, ctx.clock.today())
  if ('errors' in parsed) return { errors: parsed.errors }
  const problems = form.check?.(parsed.values, subject) ?? {}
  if (Object.values(problems).some((problem) => problem !== undefined)) return { errors: problems }
  try {
    return await form.submit(ctx, subject, parsed.values, at)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    return {
      errors: { form: 'Someone else changed this while you were working. Check what has changed, then save again.' },
    }
  }
}

async function showPage(
  page: AnyPage,
  visit: Visit,
  at: PageAt,
  request: FastifyRequest,
  { raw, errors = {}, status = 200 }: Shown,
): Promise<Answer> {
  const { ctx } = visit
  const wantsCsv = page.csv !== undefined && (request.query as { format?: string }).format === 'csv'
  const shown = await guarded(page, ctx, async (tx) => {
    const subject = await load(page, tx, ctx, at)
    const csv = wantsCsv ? page.csv?.(subject, ctx) : undefined
    if (page.tenancy !== 'none') {
      await recordViews(tx, ctx, page, csv ? 'exported' : 'viewed', csv?.shows ?? page.shows(subject))
    }
    const draft =
      raw || !page.form || !visit.accountId
        ? undefined
        : await takeDraft(draftTx(tx), ctx, visit.accountId, request.url)
    return { subject, csv, draft }
  })
  const { csv } = shown
  if (csv) return (reply) => sendCsv(reply, csv.file)

  const { subject, draft } = shown
  const frame = frameOf(visit, page, request, errors, raw, draft !== undefined)
  const version = page.form?.version?.(subject)
  const view = page.View({
    subject,
    at,
    ctx,
    chrome: frame,
    form: formView(page.form?.fields ?? {}, raw ?? draft ?? page.form?.initial?.(subject) ?? {}, errors, {
      csrfToken: visit.csrfToken,
      idempotencyKey: newUuid(ctx.clock.now()),
      ...(version === undefined ? {} : { version }),
      ...(visit.accountId ? { draftPath: `/drafts${request.url}` } : {}),
    }),
  })
  return (reply) => send(reply, view, status)
}

/** Work in the page's own transaction. A refusal is recorded, in a transaction of its own, before it is answered. */
async function guarded<Result>(
  page: AnyPage,
  ctx: Context,
  work: (tx: Tx<CoreTables>) => Promise<Result>,
): Promise<Result> {
  try {
    if (!allowsRole(page.policy as never, ctx)) throw new NotAllowedError(page.policy.name)
    if (page.tenancy === 'none') return await work(platformReader<CoreTables>(ctx) as Tx<CoreTables>)
    return await inTenant<CoreTables, Result>(ctx, work)
  } catch (error) {
    if (page.tenancy !== 'none' && !ctx.joined && error instanceof NotAllowedError)
      await recordRefusal(ctx, page.policy.name, 'refused')
    throw error
  }
}

async function load(page: AnyPage, tx: Tx<CoreTables>, ctx: Context, at: PageAt): Promise<unknown> {
  const subject = await page.load(tx as unknown as Reader<never>, ctx, at)
  enforce(page.policy, ctx, subject)
  return subject
}

/** One event a page view; a file of a long list is named in several, so that each event names at most 100. */
async function recordViews(
  tx: AuditWriter,
  ctx: Context,
  page: AnyPage,
  verb: 'viewed' | 'exported',
  subjects: readonly string[],
) {
  const perEvent = 100
  const distinct = [...new Set(subjects)]
  for (let from = 0; from === 0 || from < distinct.length; from += perEvent) {
    await record(tx, ctx, {
      action: `${page.policy.name}.${verb}`,
      outcome: 'viewed',
      subjects: distinct.slice(from, from + perEvent),
    })
  }
}

function whereabouts(page: AnyPage, request: FastifyRequest, version: number | undefined): PageAt {
  const query = page.query?.safeParse(request.query) ?? { success: true as const, data: {} }
  if (!query.success) throw new BadRequestError('The address of this page is not complete. Go back and try again.')
  return { path: request.params as never, query: query.data, version }
}

const draftTx = (tx: Tx<CoreTables>) => tx as unknown as Parameters<typeof takeDraft>[0] & Tx<SessionTables>

async function send(reply: FastifyReply, view: VNode, status: number): Promise<void> {
  await reply.status(status).type('text/html; charset=utf-8').send(renderPage(view))
}
