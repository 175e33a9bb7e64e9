import { macro } from '../macros.ts'

/** Past the header, straight to the content; upstream's script moves the focus too. */
export const SkipLink = () => macro('skip-link', { href: '#maincontent', text: 'Skip to main content' })
