import { macro } from '../macros.ts'

export interface BreadcrumbItem {
  readonly text: string
  readonly href?: string | undefined
}
export interface BreadcrumbsProps {
  readonly items: readonly BreadcrumbItem[]
  readonly labelText?: string | undefined
}

/** Where this page stands in the site, from its front page down. */
export const Breadcrumbs = (props: BreadcrumbsProps) => macro('breadcrumb', props)
