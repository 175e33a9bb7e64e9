import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { MOST_SUBJECTS, type AuditEntry } from '../audit/record.ts'
import { recordTogether } from '../audit/record-together.ts'
import { aboutSubjects } from '../audit/recorded.ts'
import type { CoreTables } from '../command.ts'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import type { Reader, Tx } from '../database/transaction.ts'
import { BadRequestError, ConflictError, DoneBeforeError, NotAllowedError, NotFoundError } from '../errors.ts'
import type { EncryptionTables } from '../encryption/tables.ts'
import { renderPage } from '../html/render.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { allowsRole, enforce } from '../policy/enforce.ts'
import { wasDoneLately } from '../idempotency/done-lately.ts'
import { newUuid } from '../values/uuid.ts'
import { frameOf, type Visit } from './visit.ts'
import { checkCsrf } from './csrf.ts'
import { sendCsv } from './send-csv.ts'
import { pdfBytes, sendPdf } from './send-pdf.ts'
import { differences } from './form/differences.ts'
import { dropDraft, findDraft, type Draft } from './drafts.ts'
import { FORGET_DRAFT } from './kept-draft.tsx'
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
  /** The form lost against someone else's change: it is shown beside what the record says now. */
  readonly isConflict?: boolean
}

/** Answers a GET: the policy and the data in one transaction; sent when the access event is durable. */
export async function servePage(page: AnyPage, visit: Visit, request: FastifyRequest): Promise<Answer> {
  const at = whereabouts(page, request, undefined)
  return await showPage(page, visit, at, request, {})
}

/** Answers a POST: nothing typed is lost, whatever the outcome. */
export async function serveForm(page: AnyPage, visit: Visit, request: FastifyRequest): Promise<Answer> {
  const { form } = page
  if (!form) throw new NotFoundError('Form')
  const sent = readSentForm(form.fields, request.body)
  checkCsrf(visit.ctx.keys, visit.formsBoundTo, sent.csrf)
  const ctx = { ...visit.ctx, idempotencyKey: sent.idempotencyKey }
  const at = whereabouts(page, request, sent.version)
  const outcome = await submit(page, form, ctx, at, sent)
  if ('errors' in outcome) {
    const shown = { raw: sent.raw, errors: outcome.errors as FieldErrors, status: 422 }
    return await showPage(page, visit, at, request, { ...shown, isConflict: 'isConflict' in outcome })
  }
  await forgetDraft(visit, request)
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
): Promise<Outcome<Fields> | { readonly errors: FieldErrors; readonly isConflict: true }> {
  const subject = await guarded(page, ctx, (tx) => load(page, tx, ctx, at))
  const parsed = parseForm(form.fields, sent.raw, ctx.clock.today())
  if ('errors' in parsed) return { errors: parsed.errors }
  const problems = form.check?.(parsed.values, subject) ?? {}
  if (Object.values(problems).some((problem) => problem !== undefined)) return { errors: problems }
  try {
    return await form.submit(ctx, subject, parsed.values, at)
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    return { errors: { form: CONFLICT }, isConflict: true }
  }
}

const CONFLICT =
  'Someone else changed this while you were working, so nothing has been saved. Check what it says now, then save again to keep your answers.'

/** The act is done by now: a draft that cannot be forgotten must not make it look undone. It ends by itself. */
async function forgetDraft({ ctx, accountId }: Visit, request: FastifyRequest): Promise<void> {
  if (!accountId) return
  await inTenant<SessionTables & EncryptionTables, void>(ctx, (tx) =>
    dropDraft(tx, ctx, accountId, pathOf(request)),
  ).catch((error: unknown) =>
    ctx.log.warn({ requestId: ctx.requestId, error: (error as Error).name }, 'draft not forgotten'),
  )
}

async function showPage(
  page: AnyPage,
  visit: Visit,
  at: PageAt,
  request: FastifyRequest,
  { raw, errors: problems = {}, status = 200, isConflict = false }: Shown,
): Promise<Answer> {
  const { ctx } = visit
  const { format, draft: wish } = request.query as { format?: unknown; draft?: unknown }
  const wantsCsv = page.csv !== undefined && format === 'csv'
  const wantsPdf = page.pdf !== undefined && format === 'pdf'
  const shown = await guarded(page, ctx, async (tx) => {
    const subject = await load(page, tx, ctx, at)
    const csv = wantsCsv ? page.csv?.(subject, ctx) : undefined
    const pdf = wantsPdf ? page.pdf?.(subject, ctx) : undefined
    const file = csv ?? pdf
    const views =
      page.tenancy === 'none' ? [] : viewsOf(page, file ? 'exported' : 'viewed', file?.shows ?? page.shows(subject))
    const draft = raw || !page.form ? undefined : await draftFor(tx, visit, request, wish === FORGET_DRAFT)
    return { subject, csv, pdf, draft, views }
  })
  const { csv, pdf, views } = shown
  // Seen only by those whom the trail names: nothing is sent before the event is durable.
  const recorded = () => recordTogether(ctx, views)
  if (csv) {
    return async (reply) => {
      await recorded()
      await sendCsv(reply, csv.file)
    }
  }
  if (pdf) {
    const bytes = await pdfBytes(ctx, pdf.file)
    return async (reply) => {
      await recorded()
      await sendPdf(reply, pdf.file.document, bytes)
    }
  }

  const { subject, draft } = shown
  const now = page.form?.initial?.(subject) ?? {}
  const errors = isConflict ? { ...problems, ...differences(page.form?.fields ?? {}, raw ?? {}, now) } : problems
  // Old answers keep the version they were given to: only someone who has been shown what changed gets the new one.
  const current = page.form?.version?.(subject)
  const version = isConflict ? current : raw ? (at.version ?? current) : (draft?.version ?? current)
  const path = pathOf(request)
  const view = page.View({
    subject,
    at,
    ctx,
    chrome: frameOf(visit, page, request, errors, raw, draft !== undefined),
    form: formView(page.form?.fields ?? {}, raw ?? draft?.raw ?? now, errors, {
      csrfToken: visit.csrfToken,
      idempotencyKey: newUuid(ctx.clock.now()),
      ...(version === undefined ? {} : { version }),
      ...(visit.accountId ? { draftPath: `/drafts${path}` } : {}),
    }),
  })
  return async (reply) => {
    await recorded()
    await send(reply, view, status)
  }
}

/** A page's form is one draft, whatever its address says of notices and filters. */
const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/'

async function draftFor(
  tx: Tx<CoreTables>,
  { ctx, accountId }: Visit,
  request: FastifyRequest,
  isUnwanted: boolean,
): Promise<Draft | undefined> {
  if (!accountId) return undefined
  const drafts = tx as unknown as Tx<SessionTables & EncryptionTables>
  if (!isUnwanted) return await findDraft(drafts, ctx, accountId, pathOf(request))
  await dropDraft(drafts, ctx, accountId, pathOf(request))
  return undefined
}

/** Work in the page's own transaction, for those whose role may. */
async function guarded<Result>(
  page: AnyPage,
  ctx: Context,
  work: (tx: Tx<CoreTables>) => Promise<Result>,
): Promise<Result> {
  if (!allowsRole(page.policy as never, ctx)) throw new NotAllowedError(page.policy.name)
  if (page.tenancy === 'none') return await work(platformReader<CoreTables>(ctx) as Tx<CoreTables>)
  return await inTenant<CoreTables, Result>(ctx, work)
}

/**
 * What the page is about, for those who may. A form that was sent twice is let through to its commands, which answer as they
 * did the first time and refuse whatever they have not done: what the first one changed must not refuse the second.
 */
async function load(page: AnyPage, tx: Tx<CoreTables>, ctx: Context, at: PageAt): Promise<unknown> {
  const subject = await found(page, tx, ctx, at)
  try {
    enforce(page.policy, ctx, subject)
  } catch (refusal) {
    if (await wasDoneLately(tx, ctx)) return subject
    aboutSubjects(refusal as NotAllowedError, page.shows(subject))
    throw refusal
  }
  return subject
}

async function found(page: AnyPage, tx: Tx<CoreTables>, ctx: Context, at: PageAt): Promise<unknown> {
  try {
    return await page.load(tx as unknown as Reader<never>, ctx, at)
  } catch (error) {
    if (error instanceof NotFoundError && (await wasDoneLately(tx, ctx))) throw new DoneBeforeError()
    throw error
  }
}

/** One event a page view; a file of a long list is named in several, so that each event names at most 100. */
function viewsOf(page: AnyPage, verb: 'viewed' | 'exported', subjects: readonly string[]): AuditEntry[] {
  const distinct = [...new Set(subjects)]
  const events = Math.max(1, Math.ceil(distinct.length / MOST_SUBJECTS))
  return Array.from({ length: events }, (_, index) => ({
    action: `${page.policy.name}.${verb}`,
    outcome: 'viewed',
    subjects: distinct.slice(index * MOST_SUBJECTS, (index + 1) * MOST_SUBJECTS),
  }))
}

function whereabouts(page: AnyPage, request: FastifyRequest, version: number | undefined): PageAt {
  const query = page.query?.safeParse(request.query) ?? { success: true as const, data: {} }
  if (!query.success) throw new BadRequestError('The address of this page is not complete. Go back and try again.')
  return { path: request.params as never, query: query.data, version }
}

async function send(reply: FastifyReply, view: VNode, status: number): Promise<void> {
  await reply.status(status).type('text/html; charset=utf-8').send(renderPage(view))
}
