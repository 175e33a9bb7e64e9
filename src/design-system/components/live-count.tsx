import type { Child } from '../../core/html/jsx-runtime.ts'

/** A number that is kept fresh where there is script; what stands in it when the page is drawn is true at that moment. */
export const LiveCount = ({ name, children }: { readonly name: string; readonly children?: Child }) => (
  <span data-live={name}>{children}</span>
)
