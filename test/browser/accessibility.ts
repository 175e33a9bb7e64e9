import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Complaints about upstream's own scripts that the NHS design system team has judged and kept. */
const KEPT_UPSTREAM: readonly { readonly rule: string; readonly html: RegExp; readonly reason: string }[] = [
  {
    rule: 'aria-allowed-attr',
    html: /^<input class="nhsuk-(radios|checkboxes)__input"[^>]*aria-expanded=/,
    reason: 'a conditional reveal says whether it is open; screen readers do announce it',
  },
  {
    rule: 'label-content-name-mismatch',
    html: /^<button class="nhsuk-file-upload__drop-button/,
    reason: 'the whole drop area is one button, named by its label and by what to do',
  },
]

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong with the page as it stands, one line each; empty when nothing is. */
export async function accessibilityComplaints(page: Page): Promise<readonly string[]> {
  // Without frames to join, what was found need not be carried through a second page.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes
      .filter(({ html }) => !KEPT_UPSTREAM.some((kept) => kept.rule === id && kept.html.test(html)))
      .map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  )
}

/** How far the page is wider than its window, in CSS pixels; 0 when nobody has to scroll sideways. */
export const sidewaysOverflow = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)')
