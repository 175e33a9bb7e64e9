/** What a clinician decides after a pause beyond the limit of the scheme. */
export const RESTART_DECISIONS = {
  'neither-needed': 'Go on with the usual dose: neither is needed',
  'screen-again': 'Ask pharmacy to screen the treatment again',
  'load-again': 'Load again: a prescriber will change the dose and give the reason',
} as const
export type RestartDecision = keyof typeof RESTART_DECISIONS
