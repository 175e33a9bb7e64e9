const ROOT = '/staff/administration/jobs'

export const jobPaths = {
  list: () => ROOT,
  tryAgain: (jobId: string) => `${ROOT}/${jobId}/try-again`,
  discard: (jobId: string) => `${ROOT}/${jobId}/discard`,
} as const
