// HTML as the NHS service manual prints it, minus everything a static page must not do.
import type { JSX as Preact, VNode } from 'preact'
export { Fragment, jsx, jsxs } from 'preact/jsx-runtime'

/** An element of a page. */
export type Element = VNode

/** What may stand inside an element: text and other elements, never a date, an object, a promise or a function. */
export type Child = VNode | string | number | boolean | null | undefined | readonly Child[]

// `style` is refused because the content security policy would drop it; `class` and `for` are the only spellings.
type Never = 'children' | 'dangerouslySetInnerHTML' | 'ref' | 'style' | 'className' | 'htmlFor' | `on${string}`
type Static<Props> = { [Name in keyof Props as Name extends Never ? never : Name]: Props[Name] } & { children?: Child }

export declare namespace JSX {
  export type Element = VNode
  export type IntrinsicElements = { [Tag in keyof Preact.IntrinsicElements]: Static<Preact.IntrinsicElements[Tag]> }
  export type IntrinsicAttributes = Preact.IntrinsicAttributes
  export interface ElementChildrenAttribute {
    children: unknown
  }
}
