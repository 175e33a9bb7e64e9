/** The job that sends what was ordered, by its name: what orders it knows no more of it. */
export const TRANSMIT = { name: 'homecare.transmit-prescription' } as const
