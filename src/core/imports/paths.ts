export const importsPath = () => '/staff/administration/imports'
export const importPath = (runId: string) => `/staff/administration/imports/${runId}`
