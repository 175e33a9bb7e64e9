import type { VNode } from 'preact'
import type { Context } from '../../../context.ts'
import type { Chrome } from '../../../http/chrome.ts'
import { linkToHandOver } from '../commands/link-to-hand-over.ts'
import { administrationPaths } from '../paths.ts'
import { linkShown } from './link-shown.tsx'

/** After a set-up link was made: back to the person; or, where no e-mail can be sent, the link for the administrator to hand over. */
export async function handedOver(
  ctx: Context,
  accountId: string,
  notice: 'invited' | 'reset' | 'details-invited',
): Promise<{ readonly redirect: string } | { readonly show: (chrome: Chrome) => VNode }> {
  const link = await linkToHandOver(ctx, accountId)
  return link === undefined
    ? { redirect: `${administrationPaths.person(accountId)}?notice=${notice}` }
    : { show: linkShown(accountId, link) }
}
