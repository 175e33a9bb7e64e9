export const concernPaths = {
  /** For every footer: leads to the right page for whoever is asking. */
  report: () => '/safety-concern',
  choose: () => '/safety-concern/organisations',
  staff: () => '/staff/safety-concern',
  patient: () => '/patient/safety-concern',
  public: (slug: string) => `/${slug}/safety-concern`,
  received: (path: string, reference: string) => `${path}?reference=${reference}`,
  list: () => '/staff/safety-concerns',
  concern: (concernId: string) => `/staff/safety-concerns/${concernId}`,
} as const
