import { isValidElement, type VNode } from 'preact'
import { Fragment, jsx, type Child } from '../core/html/jsx-runtime.ts'

/** Anything a page may hold, as the one element that upstream's markup slots take. */
export const asElement = (child: Child): VNode => (isValidElement(child) ? child : jsx(Fragment, { children: child }))

/** Text goes to upstream's escaped `text` option; elements go to its `html` option. */
export const slot = (child: Child): { text: string } | { html: VNode } =>
  typeof child === 'string' || typeof child === 'number' ? { text: String(child) } : { html: asElement(child) }

/** Class names in order, leaving out those that do not apply. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  let joined = ''
  for (const name of names) if (name) joined += joined === '' ? name : ` ${name}`
  return joined
}
