import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** A whole page as the text a browser is sent. */
export const renderPage = (page: VNode): string => `<!doctype html>${render(page)}`

/** Part of a page as HTML text, for an e-mail body or a test. */
export const renderPart = (part: VNode): string => render(part)
