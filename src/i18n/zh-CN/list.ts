/** Words of the list element. */
export const list = {} as const;
