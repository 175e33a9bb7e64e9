// HTML as the NHS service manual prints it, minus everything a static page must not do.
import { isValidElement, type JSX as Preact, type VNode } from 'preact'
import { Fragment as PreactFragment, jsx as preactJsx } from 'preact/jsx-runtime'

/** An element of a page. */
export type Element = VNode

/** What may stand inside an element: text and other elements, never a date, an object, a promise or a function. */
export type Child = VNode | string | number | boolean | null | undefined | readonly Child[]

/** Several elements with none around them. */
export const Fragment = PreactFragment as unknown as (props: { children?: Child }) => VNode

const isChild = (child: unknown): boolean =>
  Array.isArray(child)
    ? child.every(isChild)
    : child === null || (typeof child === 'object' ? isValidElement(child) : typeof child !== 'function')

// The compiler checks the children of every element but not those between <> and </>, so these are looked at here.
function create(type: string | ((props: never) => unknown), props: { children?: unknown }, key?: string): VNode {
  if (type === Fragment && !isChild(props.children)) {
    throw new TypeError(
      'A page holds text and elements: a date, object, promise or function must be made into text first',
    )
  }
  return (preactJsx as unknown as typeof create)(type, props, key)
}
export { create as jsx, create as jsxs }

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
