const of = (therapyId: string, section: string): string => `/staff/homecare/treatments/${therapyId}/${section}`

/** Every address of treatments, as a function. */
export const therapyPaths = {
  pause: (therapyId: string) => of(therapyId, 'pause'),
  restart: (therapyId: string) => of(therapyId, 'restart'),
  changeDose: (therapyId: string) => of(therapyId, 'change-dose'),
  keepDose: (therapyId: string) => of(therapyId, 'keep-dose'),
  stop: (therapyId: string) => of(therapyId, 'stop'),
}
