import type { FastifyRequest } from 'fastify'
import type { Context, Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { Organisation } from '../tenancy/organisation.ts'
import { getOrganisation } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { openingSentences } from '../values/opening-sentences.ts'
import { errorSummaryItems } from '../../design-system/fields.tsx'
import type { Chrome } from './chrome.ts'
import { csrfTokenFor } from './csrf.ts'
import type { FieldErrors, RawForm } from './form/raw-form.ts'
import { keptDraft } from './kept-draft.tsx'
import { navigationFor } from './navigation.ts'
import type { AnyPage } from './page.ts'
import type { SignInState } from './request-context.ts'

/** One request for a page, after sign-in has been looked at. */
export interface Visit {
  readonly ctx: Context
  readonly organisation: Organisation | undefined
  readonly signIn: SignInState
  /** Set when someone is signed in: drafts are kept for this account. */
  readonly accountId: string | undefined
  /** What forms are bound to: the session, or the guest cookie. */
  readonly formsBoundTo: string
  readonly csrfToken: string
  readonly demonstration: boolean
}

export function visitOf(
  ctx: Context,
  signIn: SignInState,
  organisation: Organisation | undefined,
  formsBoundTo: string,
  demonstration: boolean,
): Visit {
  return {
    ctx,
    organisation,
    signIn,
    accountId: signIn.state === 'signed-in' ? signIn.session.accountId : undefined,
    formsBoundTo,
    csrfToken: csrfTokenFor(ctx.keys, formsBoundTo),
    demonstration,
  }
}

/** How long an organisation's name, telephone number and opening times may be shown from memory, in milliseconds. */
const FRESH_FOR = 5_000
const remembered = new WeakMap<object, Map<string, { until: number; organisation: Organisation }>>()

/** The organisation for the frame of a page. */
export async function organisationOf(platform: Platform, tenantId: string): Promise<Organisation> {
  const known = remembered.get(platform.db) ?? new Map<string, { until: number; organisation: Organisation }>()
  remembered.set(platform.db, known)
  const now = platform.clock.now().getTime()
  const entry = known.get(tenantId)
  if (entry && entry.until > now) return entry.organisation
  const organisation = await readInTenant<TenancyTables, Organisation>({ ...platform, tenantId }, (tx) =>
    getOrganisation(tx, tenantId),
  )
  known.set(tenantId, { until: now + FRESH_FOR, organisation })
  return organisation
}

/** What `Layout` needs around a page. */
export function frameOf(
  visit: Visit,
  page: Pick<AnyPage, 'audience' | 'notices'>,
  request: FastifyRequest,
  errors: FieldErrors = {},
  raw: RawForm = {},
  hasDraft = false,
): Chrome {
  const { ctx, organisation, signIn } = visit
  const path = request.url.split('?')[0] ?? '/'
  const noticeName = (request.query as { notice?: string } | undefined)?.notice
  const noticeText =
    noticeName !== undefined && page.notices && Object.hasOwn(page.notices, noticeName)
      ? page.notices[noticeName]
      : undefined
  const notice = hasDraft
    ? { kind: 'important' as const, text: keptDraft(path) }
    : noticeText === undefined
      ? undefined
      : { kind: 'success' as const, text: noticeText }
  return {
    audience: page.audience,
    currentPath: path,
    demonstration: visit.demonstration,
    navigation: navigationFor(page.audience, ctx, path, organisation?.kind),
    ...(organisation ? { organisation: frameOrganisation(organisation) } : {}),
    ...(notice ? { notice } : {}),
    ...(Object.values(errors).some(Boolean) ? { errors: errorSummaryItems(errors, raw) } : {}),
    ...(signIn.state === 'signed-in'
      ? {
          account: {
            name: signIn.person.name,
            role: signIn.person.roleName,
            organisation: organisation?.name ?? '',
            signOutPath: '/sign-out',
            csrfToken: visit.csrfToken,
          },
          sessionWarning: {
            idleSeconds: signIn.person.limits.idleSeconds,
            endsInSeconds: secondsUntil(signIn.session.endsAt, ctx),
            warnSeconds: signIn.person.limits.warnSeconds,
            extendPath: '/session/keep',
            signOutPath: '/sign-out',
          },
        }
      : {}),
  }
}

const frameOrganisation = (organisation: Organisation) => ({
  name: organisation.name,
  telephone: organisation.telephone ?? '',
  openingTimes: openingSentences(organisation.openingHours),
})

const secondsUntil = (end: Date, { clock }: Pick<Context, 'clock'>): number =>
  Math.max(Math.floor((end.getTime() - clock.now().getTime()) / 1000), 0)
