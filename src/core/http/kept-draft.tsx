import type { Child } from '../html/jsx-runtime.ts'

/** Asks for the page without what was typed before. */
export const FORGET_DRAFT = 'forget'

/** Said above a form that holds what someone typed before. */
export const keptDraft = (path: string): Child => (
  <>
    We kept what you typed here before. Check it, then save it, or{' '}
    <a class="nhsuk-notification-banner__link" href={`${path}?draft=${FORGET_DRAFT}`}>
      start again without it
    </a>
    .
  </>
)
