/** Whether PostgreSQL can keep a text and a person can read it: no control characters and no half of a surrogate pair. */
export const isStorableText = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)
