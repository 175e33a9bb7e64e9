import type { FastifyRequest } from 'fastify'
import { NotAllowedError, NotFoundError } from '../errors.ts'
import { allowsRole } from '../policy/enforce.ts'
import type { Answer } from './arrive.ts'
import { checkCsrf } from './csrf.ts'
import { keepDraft } from './drafts.ts'
import { keepable } from './form/field.ts'
import { readSentForm } from './form/sent-form.ts'
import type { AnyPage } from './page.ts'
import type { Visit } from './visit.ts'

/** The page that a draft's address belongs to. */
export const pageOfDraft = (url: string): string => url.replace(/^\/drafts/, '').split('?')[0] ?? '/'

/** Keeps what is being typed into a page's form, for this account and page only. The page's own address follows `/drafts`. */
export async function serveDraft(page: AnyPage, visit: Visit, request: FastifyRequest): Promise<Answer> {
  if (!page.form || !visit.accountId) throw new NotFoundError('Form')
  if (!allowsRole(page.policy as never, visit.ctx)) throw new NotAllowedError(page.policy.name)
  const sent = readSentForm(page.form.fields, request.body)
  checkCsrf(visit.ctx.keys, visit.formsBoundTo, sent.csrf)
  const draft = { raw: keepable(page.form.fields, sent.raw), version: sent.version }
  await keepDraft(visit.ctx, visit.accountId, pageOfDraft(request.url), draft)
  return async (reply) => void (await reply.status(204).send())
}
