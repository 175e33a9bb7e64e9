/** The words of a step as a line of a history begins with them. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
